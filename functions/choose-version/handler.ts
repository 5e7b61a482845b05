import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { obstacleOf } from '../../reconciler/apply/obstacle';
import { chooseVersion, DecidedMeanwhile } from '../../reconciler/promotion/choose-version';
import { servingVersion } from '../../reconciler/promotion/serving-version';
import { findNamed, referenceTo } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { referenceOf } from '../../record-table/file-reference';
import { FilesInForce } from '../../record-table/files-in-force';
import { RecordTable } from '../../record-table/record-table';
import type { RunRequest } from '../../record-table/run-request';
import { VersionDecisions } from '../../record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';

/** Without a choice only if the execution was started manually. */
export interface ChooseVersionEvent extends Pick<RunRequest, 'datasetGroup' | 'file' | 'choice'> {
  readonly solution: string;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('choose-version');
const files = new ParameterFileStore(createClient(S3Client));
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const filesInForce = new FilesInForce(table);
const decisions = new VersionDecisions(table);
const personalize = new PersonalizeApi(createClient(PersonalizeClient));

/** Again after a decision in between, and if Personalize refuses metrics as in use: GetSolutionMetrics declares ResourceInUseException (API model, November 2026). */
export const handler = retried(choose, (error) => error instanceof DecidedMeanwhile || obstacleOf(error) !== undefined);

/** Records a decision on a version of a solution. @returns the file in force, and what of it is to use the version that serves now */
async function choose(event: ChooseVersionEvent, context: Context): Promise<object> {
  const { datasetGroup, solution, choice, run } = event;
  correlate(logger, run);
  if (choice === undefined)
    throw new Error(
      `The input has no 'choice' for solution '${solution}': start it with \`personalize-mlops versions promote\`, \`versions reject\` or \`rollback\`.`,
    );
  // An upload may have been accepted since the decision was asked for: an older file must not undo its work.
  const file = referenceOf((await filesInForce.find(datasetGroup)) ?? event.file);
  const state = await files.load(file);
  const { version: resource, campaigns, ...others } = findNamed(state, 'solutions', solution);
  const step = {
    ...{ state, resource, scope: parseArn(context.invokedFunctionArn), now: new Date(), decisions },
    personalize: new MemoizedPersonalize(personalize),
    ...(run && { runId: run }),
  };
  // What a campaign was moved to is judged before it is moved back.
  if (choice.action === 'RESTORE') await servingVersion(step);
  const decision = choice.action === 'RESTORE' ? undefined : await chooseVersion(step, choice);
  logger.info('Decided', { solution, choice });
  // Batch jobs were skipped while nothing was promoted. Later on, they keep to their schedules.
  const isFirst = decision?.decision === 'PROMOTED' && decision.comparedWith === undefined;
  const jobs = isFirst ? [...others.batchInferenceJobs, ...others.batchSegmentJobs] : [];
  return { file, resources: [...campaigns, ...jobs].map(referenceTo) };
}
