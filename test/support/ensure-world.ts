import { randomUUID } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { type EnsureEvent, type EnsureServices, ensureResources } from '../../functions/ensure-resources/ensure';
import type { PollPublisher } from '../../functions/ensure-resources/poll-publisher';
import type { WorkState } from '../../functions/ensure-resources/work-poll';
import { recordsOf } from '../../functions/shared/records';
import type { DataBucketReader } from '../../lib/aws/data-bucket';
import type { DesiredState } from '../../lib/parameter-file/desired-state';
import type { Description, Personalize } from '../../lib/reconciler/account/personalize-api';
import type { Work } from '../../lib/reconciler/work/work-item';
import { workList } from '../../lib/reconciler/work/work-list';
import type { RunRequest } from '../../lib/record-table/run-request';
import type { Task } from '../../lib/record-table/task';
import type { ScheduleGroup } from '../../lib/scheduling/schedule-group';
import { stateOf } from './planned';
import { recordTable } from './record-table';
import { sample } from './sample';

export const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:personalize-ensure-resources';

export const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v1' };
export const EXECUTION = { Id: 'arn:run:own', Name: 'own', StartTime: '2026-01-05T00:00:00.000Z' };
const RUN = { datasetGroup: 'small', item: `run#${EXECUTION.StartTime}#own` };

/** Request of the run for an upload of {@link sample}. */
export const UPLOAD: RunRequest = {
  datasetGroup: 'small',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  file: FILE,
  upload: { sequencer: '0A' },
};

interface Schedules {
  readonly ensured: string[];
  readonly deleted: string[];
  error?: Error;
}

type World = Awaited<ReturnType<typeof ensureWorld>>;

/** Services of `ensure-resources` with a new record table, and a Personalize, a Scheduler and a log that record their calls. */
export async function ensureWorld(state: DesiredState = stateOf(JSON.stringify(sample()))) {
  const { table } = await recordTable();
  /** Creations in order, such as `create campaign`. */
  const calls: string[] = [];
  /** What Personalize returns: descriptions by ARN, and lists by type. */
  const shown: Record<string, Description> = {};
  const listed: Record<string, readonly Description[]> = {};
  const personalize = {
    describe: async (_type: string, arn: string) => shown[arn],
    list: async (type: string) => listed[type] ?? [],
    create: async (type: string) => `arn:${calls.push(`create ${type}`)}`,
    metrics: async () => ({}),
  } as unknown as Personalize;
  /** Names of the schedules that were reconciled or deleted. With an `error`, each reconciliation fails with it. */
  const schedules: Schedules = { ensured: [], deleted: [] };
  const scheduleGroup = {
    ensure: async ({ name }: Task) => {
      if (schedules.error !== undefined) throw schedules.error;
      schedules.ensured.push(name);
      return { change: 'created', changedAt: new Date() };
    },
    deleteOwn: async ({ name }: Task) => schedules.deleted.push(name) > 0,
  } as unknown as ScheduleGroup;
  const logged = { info: jest.fn(), warn: jest.fn(), error: jest.fn(), resetKeys: jest.fn(), appendKeys: jest.fn() };
  const logger = logged as unknown as Logger;
  const [count, results, bus] = [jest.fn(), { write: jest.fn() }, { put: jest.fn() }];
  const records = recordsOf<WorkState>(table, 30, { isRunning: async () => true });
  const { dataHolds, decisions, deletions, filesInForce, runs, tasks } = records;
  const bucket = { has: async () => false, list: async () => [], find: async () => undefined };
  const known = { personalize, bucket: bucket as unknown as DataBucketReader, decisions, roleArn: 'arn:role' };
  const load = async () => state;
  const services = {
    logger,
    load,
    runs,
    progress: records.progress,
    locks: records,
    verifiedReads: records.verifiedReads,
    ownResources: records.ownResources,
    mayDelete: false,
    resources: {
      ...known,
      dataHolds,
      budgets: records.budgets,
      dataStatistics: records.dataStatistics,
      intents: records.intents,
      refusals: records.refusals,
      ownResources: records.ownResources,
      newerFile: async () => undefined,
      publisher: { publish: jest.fn(), publishFailure: jest.fn() } as unknown as PollPublisher,
    },
    uploads: {
      ...known,
      filesInForce,
      waitingUploads: records.waitingUploads,
      runs,
      datasetGroups: records.datasetGroups,
      tasks: records.tasks,
      load,
      records: table,
      content: async () => Buffer.from(JSON.stringify(sample())),
      left: { ownResources: records.ownResources, mayDelete: false, personalize, deployment: 'personalize' },
      timeZone: 'UTC',
    },
    deletions: {
      personalize,
      dataHolds,
      deletions,
      count,
      roleArn: 'arn:role',
      deletionBucket: 'deletions',
      destinations: { logger, results, bus } as unknown as EnsureServices['deletions']['destinations'],
      open: async function* () {
        yield Buffer.from('USER_ID\nuser-1\n');
      },
    },
    schedules: () => ({
      tasks,
      scheduleGroup,
      filesInForce,
      count,
      runs: records.history,
      account: { scope: SCOPE, personalize, logger },
    }),
  } satisfies EnsureServices;
  return { table, state, calls, shown, listed, schedules, logged, count, results, bus, services };
}

/** Records that a run has begun. @returns the event of one of its wake-ups */
export async function begin({ services }: World, request: RunRequest): Promise<EnsureEvent> {
  await services.runs.begin(RUN, request, EXECUTION);
  return {
    ...request,
    run: EXECUTION.Name,
    record: RUN.item,
    startedAt: EXECUTION.StartTime,
    execution: 'arn:work:own',
    AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: EXECUTION.Id,
  };
}

/**
 * Begins a run, records its items as READY, except those of one kind of work, and wakes the run up.
 * @param kind kind of the items that are not READY
 * @param of recorded state of each READY item
 */
export async function wakeUpFor(
  world: World,
  request: RunRequest,
  kind: Work['kind'],
  of: WorkState = { result: 'UNCHANGED' },
) {
  const event = await begin(world, request);
  const ready = { status: 'READY', state: of } as const;
  for (const { id, work } of workList(world.state, request))
    if (work.kind !== kind)
      await world.services.progress.write({ datasetGroup: 'small', run: 'own', id }, ready, undefined, new Date());
  return wakeUp(world, event);
}

export function wakeUp({ services }: World, event: EnsureEvent) {
  return ensureResources(event, { invokedFunctionArn: FUNCTION, awsRequestId: randomUUID() }, services);
}
