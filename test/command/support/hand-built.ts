import fc from 'fast-check';
import type { DesiredResource, DesiredState } from '../../../lib/parameter-file/desired-state';
import { desiredState } from '../../../lib/parameter-file/desired-state';
import { isJsonObject, type JsonObject } from '../../../lib/parameter-file/json-value';
import { validateParameterFile } from '../../../lib/parameter-file/validate';
import { plausibleFiles } from '../../support/arbitrary-file';
import { createAll } from '../../support/creation';
import { ROLE } from '../../support/personalize-testbed';
import type { BareAccount } from './bare-account';

/** Actions and choices of a person who builds a dataset group with API calls. A random group has some of them. */
export const ACTIONS = [
  /** Solutions keep the service's defaults: automatic training, and automatic updates if their recipe supports them. */
  'defaults',
  /** Solutions with `defaults` train every three days. */
  'autoTrainingRate',
  /** Campaigns always deploy the latest version of their solution. */
  'synced',
  'secondCampaign',
  'versionName',
  /** A further training of each solution is started and stopped. */
  'stoppedTraining',
  'stoppedRecommenders',
  /** The metric attribution writes its reports to a location that the deployment does not use. */
  'attributionElsewhere',
  /** The group is encrypted with a customer managed key. */
  'encrypted',
  /** The JSON of schemas is not formatted as the command formats it. */
  'schemaAsWritten',
  /** A deletion job has run for a user without data. */
  'deletedUsers',
  /** Each batch job runs twice. */
  'repeatedJobs',
] as const;

export type OperatorActions = Readonly<Record<(typeof ACTIONS)[number], boolean>>;

export const actions: fc.Arbitrary<OperatorActions> = fc.record({
  defaults: fc.boolean(),
  autoTrainingRate: fc.boolean(),
  synced: fc.boolean(),
  secondCampaign: fc.boolean(),
  versionName: fc.boolean(),
  stoppedTraining: fc.boolean(),
  stoppedRecommenders: fc.boolean(),
  attributionElsewhere: fc.boolean(),
  encrypted: fc.boolean(),
  schemaAsWritten: fc.boolean(),
  deletedUsers: fc.boolean(),
  repeatedJobs: fc.boolean(),
});

/**
 * Rules that warn about files which Personalize may or may not accept: this depends on more than the file, or is undocumented.
 */
const OPEN: readonly string[] = ['default-quota', 'filter-in-file', 'objective-recipe', 'recipe-unknown'];

/** Draws the content of parameter files that Personalize certainly accepts. */
export const buildable: fc.Arbitrary<DesiredState> = plausibleFiles
  .map((plausible) => validateParameterFile(JSON.stringify(plausible)))
  .filter(({ file, problems }) => file !== undefined && !problems.some(({ rule }) => OPEN.includes(rule)))
  .map(({ file }) => desiredState(file as NonNullable<typeof file>));

/** Builds a dataset group with API calls only. @returns the state that its Create requests describe */
export async function buildManually(
  account: BareAccount,
  state: DesiredState,
  done: OperatorActions,
): Promise<DesiredState> {
  const built = withActions(state, done);
  await createAll(account, built);
  const call = (operation: string, input: object) => account.call('personalize', operation, { ...input });
  const of = (type: string) => account.local.personalize.snapshot().filter((resource) => resource.type === type);
  if (done.stoppedRecommenders)
    for (const { arn } of of('recommender')) await call('StopRecommender', { recommenderArn: arn });
  if (done.stoppedTraining) {
    for (const { arn } of of('solution')) {
      const solutionVersionArn = await account.create('CreateSolutionVersion', { solutionArn: arn });
      await call('StopSolutionVersionCreation', { solutionVersionArn });
    }
  }
  if (done.attributionElsewhere)
    for (const { arn } of of('metricAttribution')) {
      const metricsOutputConfig = { roleArn: ROLE, s3DataDestination: { path: 's3://data/elsewhere/' } };
      await call('UpdateMetricAttribution', { metricAttributionArn: arn, metricsOutputConfig });
    }
  if (done.deletedUsers)
    await call('CreateDataDeletionJob', {
      jobName: 'deletion',
      datasetGroupArn: of('datasetGroup')[0]?.arn,
      dataSource: { dataLocation: await account.put('delete/group/users.csv', 'USER_ID\nnobody\n') },
      roleArn: ROLE,
      tags: [{ tagKey: 'why', tagValue: 'asked' }],
    });
  await account.advance(3600);
  return built;
}

function withActions(state: DesiredState, done: OperatorActions): DesiredState {
  return {
    ...state,
    datasetGroup: asked(state.datasetGroup, (request) => (done.encrypted ? { ...request, ...KEY } : request)),
    datasets: state.datasets.map((dataset) =>
      done.schemaAsWritten ? { ...dataset, schema: asked(dataset.schema, asWritten) } : dataset,
    ),
    solutions: state.solutions.map((section) => {
      const { solution, version, campaigns } = section;
      return {
        ...section,
        solution: asked(solution, (request) => trained(request, done)),
        version: asked(version, (request) => (done.versionName ? { ...request, name: 'tuned' } : request)),
        campaigns: [...campaigns, ...(done.secondCampaign ? campaigns.map(renamed) : [])].map((campaign) =>
          asked(campaign, (request) => (done.synced ? synced(request) : request)),
        ),
        ...(done.repeatedJobs && {
          batchInferenceJobs: section.batchInferenceJobs.flatMap((job) => [job, job]),
          batchSegmentJobs: section.batchSegmentJobs.flatMap((job) => [job, job]),
        }),
      };
    }),
  };
}

function asked(resource: DesiredResource, change: (request: JsonObject) => JsonObject): DesiredResource {
  const request = change(resource.request);
  return { ...resource, name: String(request.name ?? ''), request };
}

const KEY = { kmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k', roleArn: ROLE };

/** Formats a schema on several lines, with another order of members. */
function asWritten({ schema, ...request }: JsonObject): JsonObject {
  const { name, ...others } = JSON.parse(String(schema)) as JsonObject;
  return { ...request, schema: JSON.stringify({ ...others, name }, undefined, 3) };
}

function trained(request: JsonObject, { defaults, autoTrainingRate }: OperatorActions): JsonObject {
  const { performAutoTraining: _, performIncrementalUpdate: __, ...left } = request;
  const config = isJsonObject(request.solutionConfig) ? request.solutionConfig : {};
  const rate = {
    solutionConfig: { ...config, autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } },
  };
  return defaults ? { ...left, ...(autoTrainingRate && rate) } : request;
}

function renamed(campaign: DesiredResource): DesiredResource {
  return asked(campaign, (request) => ({ ...request, name: `${String(request.name).slice(0, 60)}-2` }));
}

function synced({ campaignConfig, ...request }: JsonObject): JsonObject {
  const config = isJsonObject(campaignConfig) ? campaignConfig : {};
  return { ...request, campaignConfig: { ...config, syncWithLatestSolutionVersion: true } };
}
