import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3Client } from '@aws-sdk/client-s3';
import type { Context } from 'aws-lambda';
import { parseArn } from '../../aws/arn';
import { obstacleOf } from '../../reconciler/apply/obstacle';
import { chooseVersion, DecidedMeanwhile } from '../../reconciler/promotion/choose-version';
import { referenceTo } from '../../reconciler/resource-reference';
import { MemoizedPersonalize } from '../../reconciler/resource-types/memoized-personalize';
import { PersonalizeApi } from '../../reconciler/resource-types/personalize-api';
import { AcceptedFiles } from '../../record-table/accepted-files';
import { type FileReference, referenceOf } from '../../record-table/file-reference';
import { RecordTable } from '../../record-table/record-table';
import type { VersionChoice } from '../../record-table/run-request';
import { VersionDecisions } from '../../record-table/version-decisions';
import { found } from '../list-work/work-lists';
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

const environment = readEnvironment('RECORD_TABLE');
const logger = createLogger('choose-version');
const files = new ParameterFileStore(createClient(S3Client));
const table = new RecordTable(createClient(DynamoDBClient), environment.RECORD_TABLE);
const decisions = new VersionDecisions(table);
const acceptedFiles = new AcceptedFiles(table);
const personalize = new PersonalizeApi(createClient(PersonalizeClient));

/** Again after a decision in between, and if Personalize refuses metrics as in use: GetSolutionMetrics declares ResourceInUseException (API model, November 2026). */
export const handler = retried(choose, (error) => error instanceof DecidedMeanwhile || obstacleOf(error) !== undefined);

/** @returns the newest accepted file, and resources of it that are to use the version that serves now */
async function choose({ datasetGroup, solution, choice, run, ...event }: ChooseVersionEvent, context: Context) {
  correlate(logger, run);
  // An upload may have been accepted since the decision was asked for: an older file must not undo its work.
  const file = referenceOf((await acceptedFiles.find(datasetGroup)) ?? event.file);
  const state = await files.load(file);
  const { version: resource, campaigns, ...jobs } = found(state, 'solutions', solution);
  const step = {
    ...{ state, resource, scope: parseArn(context.invokedFunctionArn), now: new Date(), decisions },
    personalize: new MemoizedPersonalize(personalize),
    ...(run && { runId: run }),
  };
  const decision = choice.action === 'RESTORE' ? undefined : await chooseVersion(step, choice);
  logger.info('Decided', { solution, choice });
  // Batch jobs were skipped while nothing was promoted. Later on, they keep to their schedules.
  const isFirst = decision?.decision === 'PROMOTED' && decision.comparedWith === undefined;
  const waiting = isFirst ? [...jobs.batchInferenceJobs, ...jobs.batchSegmentJobs] : [];
  return { file, resources: [...campaigns, ...waiting].map(referenceTo) };
}
