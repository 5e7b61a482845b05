import type { LocalAws } from '../emulator/local-aws';
import { type Attributes, fromWire, present, type WireItem } from '../lib/record-table/item';
import { skippingRunOf } from '../lib/record-table/results';
import { isRun, type Run, runOf } from '../lib/record-table/runs';
import { allPages, scan } from './pages';

/** A run from the record table, or a failure that the record table lacks (see {@link runs}). */
export interface RunRow {
  readonly datasetGroup: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly status: string;
  /** ISO times. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly error?: string;
}

/**
 * Returns all runs, oldest first. The list includes failures that the record table lacks:
 * - runs without a recorded end
 * - events for which a function failed permanently
 * - events that a target refused
 * - scheduled runs that could not start
 * - permissions that IAM denied to the stack's roles
 */
export async function runs(local: LocalAws): Promise<readonly RunRow[]> {
  const items = await recordItems(local);
  const records = items.filter(isRun).map(runOf).map(withSkips(items));
  const executions = await runExecutions(local);
  const found = [
    ...(await Promise.all(records.map((record) => fromRecord(local, record, executions.get(record.execution ?? ''))))),
    ...(await unrecordedRuns(local, executions, new Set(records.map(({ execution }) => execution)))),
    ...lostEvents(local),
    ...refusedEvents(local),
    ...lostInvocations(local),
  ];
  return [...found, ...unreportedDenials(local, found)].sort((one, other) => compare(key(one), key(other)));
}

/**
 * Gives the status SKIPPED to runs that changed nothing and skipped work because of the budget. The records of these runs say
 * UNCHANGED.
 */
function withSkips(items: readonly Attributes[]) {
  const skipping = new Set(items.map(skippingRunOf));
  return (run: Run): Run => (run.status === 'UNCHANGED' && skipping.has(run.id) ? { ...run, status: 'SKIPPED' } : run);
}

export async function recordItems({ aws, names }: LocalAws): Promise<readonly Attributes[]> {
  return (await scan<WireItem>(aws, names.recordTable)).map(fromWire);
}

/** @param execution the run's execution, which may have failed without an update of the record */
async function fromRecord(local: LocalAws, record: Run, execution: Execution | undefined): Promise<RunRow> {
  const { datasetGroup, workflow, trigger, startedAt, status, finishedAt, cause } = record;
  const run = { datasetGroup, workflow, trigger, startedAt };
  const endedBadly = execution !== undefined && !['RUNNING', 'SUCCEEDED'].includes(execution.status);
  if (endedBadly && ['RUNNING', 'SUCCEEDED', 'UNCHANGED'].includes(status)) {
    return { ...run, ...endOf(await describe(local, execution)) };
  }
  return { ...run, status, ...present({ finishedAt, error: cause }) };
}

interface Execution {
  readonly executionArn: string;
  readonly status: string;
  readonly startDate: Date;
  readonly stopDate?: Date;
  readonly input?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** Executions of the state machine `run`, by ARN. */
async function runExecutions({ aws, names }: LocalAws): Promise<ReadonlyMap<string, Execution>> {
  const pages = await allPages<{ readonly executions: readonly Execution[] }>(
    aws,
    ['states', 'ListExecutions'],
    { stateMachineArn: names.runStateMachineArn, maxResults: 1000 },
    ['nextToken', 'nextToken'],
  );
  return new Map(pages.flatMap(({ executions }) => executions.map((each) => [each.executionArn, each])));
}

/**
 * Returns executions without a record as runs. Successful executions are left out, because they had nothing to do: for
 * example, the invocation was a duplicate, or the task no longer exists.
 */
async function unrecordedRuns(
  local: LocalAws,
  executions: ReadonlyMap<string, Execution>,
  recorded: ReadonlySet<string | undefined>,
): Promise<readonly RunRow[]> {
  const missing = [...executions.values()].filter(
    ({ executionArn, status }) => status !== 'SUCCEEDED' && !recorded.has(executionArn),
  );
  return Promise.all(missing.map(async (execution) => fromExecution(await describe(local, execution))));
}

async function describe({ aws }: LocalAws, { executionArn }: Execution): Promise<Execution> {
  return (await aws.call('states', 'DescribeExecution', { executionArn })) as Execution;
}

function fromExecution(execution: Execution): RunRow {
  const request = JSON.parse(execution.input ?? '{}') as Readonly<Record<string, unknown>>;
  const text = (name: string) => (typeof request[name] === 'string' ? request[name] : '');
  return {
    datasetGroup: text('datasetGroup'),
    workflow: text('workflow'),
    trigger: text('trigger') || text('task'),
    startedAt: execution.startDate.toISOString(),
    ...endOf(execution),
  };
}

function endOf({ status, stopDate, error, cause }: Execution) {
  return {
    status,
    ...(stopDate && { finishedAt: stopDate.toISOString() }),
    ...errorOf(status, error, cause),
  };
}

/**
 * Returns the error of an execution. An execution that was stopped or has timed out cannot send a notification. A rule
 * of EventBridge must send the event of its end to a target that records the end. The error says that no rule has sent
 * this event.
 */
function errorOf(status: string, error: string | undefined, cause: string | undefined) {
  const why = [error, cause].filter(Boolean).join(': ');
  if (status === 'ABORTED' || status === 'TIMED_OUT')
    return {
      error: `The execution is ${status}${why && `, ${why}`}, and no notification was sent: ${NOT_PUBLISHED}`,
    };
  return error === undefined ? {} : { error: `${error}: ${cause ?? ''}` };
}

const NOT_PUBLISHED =
  'no rule of the default event bus sent its Step Functions Execution Status Change to a target that records the end.';

function lostEvents({ lambda }: LocalAws): readonly RunRow[] {
  return lambda.failedEvents().map(({ functionName, at, error, destinationError }) => {
    const errors = [`${error.errorType}: ${error.errorMessage}`, destinationError];
    return failed({ workflow: functionName, trigger: 'event' }, at, errors);
  });
}

function refusedEvents({ events }: LocalAws): readonly RunRow[] {
  return events.lostEvents().map(({ ruleArn, at, error }) => failed({ trigger: nameIn(ruleArn) }, at, [error.message]));
}

function lostInvocations({ scheduler }: LocalAws): readonly RunRow[] {
  return scheduler.failedInvocations().map(({ scheduleArn, scheduledTime, at, error, deadLetterError }) => {
    const errors = [error.message, deadLetterError?.message];
    return {
      ...failed({ trigger: nameIn(scheduleArn) }, scheduledTime, errors),
      finishedAt: new Date(at).toISOString(),
    };
  });
}

/**
 * Returns a failed run for each permission that was denied to a role of the stack. Permissions that another failed run
 * mentions are left out.
 */
function unreportedDenials(local: LocalAws, reported: readonly RunRow[]): readonly RunRow[] {
  return local.denials
    .list()
    .filter(({ message }) => !reported.some(({ error = '' }) => error.includes(actionOf(message))))
    .map(({ roleName, at, message }) => failed({ workflow: roleName, trigger: 'denied' }, at, [message]));
}

/**
 * Creates the row of a failure that is in the record of no run.
 * @param at time of the failure or, for a scheduled run that could not start, its scheduled time
 * @param errors texts; undefined elements are left out
 */
export function failed(
  run: { readonly datasetGroup?: string; readonly workflow?: string; readonly trigger: string },
  at: number | string | Date,
  errors: readonly (string | undefined)[],
): RunRow {
  const startedAt = new Date(at).toISOString();
  return {
    datasetGroup: '',
    workflow: '',
    ...run,
    status: 'FAILED',
    startedAt,
    error: errors.filter(Boolean).join('\n'),
  };
}

function nameIn(arn: string): string {
  return arn.split('/').at(-1) ?? '';
}

/**
 * Returns the end of a denial's message. Errors quote this end unchanged. The beginning differs, because services put
 * their own text there.
 */
function actionOf(message: string): string {
  return message.slice(message.indexOf('is not authorized'));
}

function key({ startedAt, datasetGroup, workflow }: RunRow): string {
  return `${startedAt} ${datasetGroup} ${workflow}`;
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
