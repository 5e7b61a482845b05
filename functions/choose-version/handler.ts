import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { obstacleOf } from '../../reconciler/apply/obstacle';
import { chooseVersion, DecidedMeanwhile } from '../../reconciler/promotion/choose-version';
import { type ResourceReference, referenceTo } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { AcceptedFiles } from '../../record-table/accepted-files';
import { type FileReference, referenceOf } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import type { VersionChoice } from '../../record-table/run-request';
import { VersionDecisions } from '../../record-table/version-decisions';
import { createClient } from '../shared/create-client';
import { readEnvironment } from '../shared/environment';
import { ParameterFileStore } from '../shared/parameter-file-store';
import { retried } from '../shared/retried';
import { correlate, createLogger } from '../shared/telemetry';

export interface ChooseVersionEvent {
  readonly datasetGroup: string;
  readonly file: FileReference;
  readonly solution: string;
  readonly choice: VersionChoice;
  /** Id of the run; empty or absent outside of one. */
  readonly run?: string;
}

/** The newest accepted file, and resources of it that are to use the version that serves now. */
export interface ChooseVersionAnswer {
  readonly file: FileReference;
  readonly resources: readonly ResourceReference[];
}

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('choose-version');
const files = new ParameterFileStore(createClient(S3Client));
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const decisions = new VersionDecisions(table);
const acceptedFiles = new AcceptedFiles(table);
const personalize = new PersonalizeApi(createClient(PersonalizeClient));

/** Again after a decision in between, and if Personalize refuses metrics as in use: GetSolutionMetrics declares ResourceInUseException (API model, November 2026). */
export const handler = retried(choose, (error) => error instanceof DecidedMeanwhile || obstacleOf(error) !== undefined);

async function choose(event: ChooseVersionEvent, context: Context): Promise<ChooseVersionAnswer> {
  const { solution: name, choice, run } = event;
  correlate(logger, run);
  // An upload may have been accepted since the decision was asked for: an older file must not undo its work.
  const file = referenceOf((await acceptedFiles.find(event.datasetGroup)) ?? event.file);
  const state = await files.load(file);
  const solution = state.solutions.find((each) => each.name === name);
  if (solution === undefined) throw new Error(`The parameter file has no solution '${name}'.`);
  const step = {
    ...{ state, resource: solution.version, scope: parseArn(context.invokedFunctionArn), now: new Date(), decisions },
    personalize: new MemoizedPersonalize(personalize),
    ...(run && { runId: run }),
  };
  const decision = choice.action === 'RESTORE' ? undefined : await chooseVersion(step, choice);
  logger.info('Decided', { solution: name, choice });
  // Batch jobs were skipped while nothing was promoted. Later on, they keep to their schedules.
  const isFirst = decision?.decision === 'PROMOTED' && decision.comparedWith === undefined;
  const jobs = isFirst ? [...solution.batchInferenceJobs, ...solution.batchSegmentJobs] : [];
  return { file, resources: [...solution.campaigns, ...jobs].map(referenceTo) };
}
