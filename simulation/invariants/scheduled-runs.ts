import type { RunExecution } from '../simulate/execution-log';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { type Item, items } from './record-items';

/**
 * Returns the executions of each scheduled run. A scheduled run may have two executions, because Scheduler may invoke its
 * target twice.
 */
function scheduledRuns({ executionLog }: World): ReadonlyMap<string, readonly RunExecution[]> {
  const found = new Map<string, RunExecution[]>();
  for (const run of executionLog.runs.values()) {
    if (typeof run.input.task !== 'string') continue;
    const scheduledRun = `run#${run.input.scheduledTime}#${run.input.task}`;
    found.set(scheduledRun, [...(found.get(scheduledRun) ?? []), run]);
  }
  return found;
}

export const scheduledRunsHappenOnce: Invariant = {
  name: 'no scheduled run happens twice',
  check: async (world, broken) => {
    for (const [scheduledRun, runs] of scheduledRuns(world)) {
      const ran = runs.filter((run) => run.ran);
      if (ran.length > 1) broken(`${scheduledRun} ran ${ran.length} times`);
    }
  },
};

export const noScheduledRunIsLost: Invariant = {
  name: 'no scheduled run is lost: it runs, is skipped because its task is still running, or fails with a notification',
  check: async (world, broken) => {
    for (const { scheduleArn, error } of world.local.scheduler.failedInvocations())
      broken(`an invocation of ${scheduleArn} was given up: ${error.message}`);
    const records = new Map((await items(world, 'run#')).map((record) => [record.item?.S, record]));
    for (const [scheduledRun, runs] of scheduledRuns(world))
      checkScheduledRun(world, scheduledRun, runs, records.get(scheduledRun), broken);
  },
};

function checkScheduledRun(
  world: World,
  scheduledRun: string,
  runs: readonly RunExecution[],
  record: Item | undefined,
  broken: Broken,
): void {
  const status = record?.status?.S;
  if (status === 'SKIPPED') {
    checkSkip(world, scheduledRun, runs, record?.note?.S ?? '', broken);
    return;
  }
  if (runs.some(({ ran, status: end }) => ran || end !== 'SUCCEEDED')) return;
  const task = String(runs[0]?.input.task);
  if (record === undefined && world.pauses.isUnsettled(task)) return;
  broken(`${scheduledRun} did not run, its record is ${status}`);
}

/** Checks that a run was skipped only while another run of its task was in progress, or because its task may be deactivated or changed. */
function checkSkip(
  { executionLog, pauses }: World,
  scheduledRun: string,
  runs: readonly RunExecution[],
  note: string,
  broken: Broken,
): void {
  const other = [...executionLog.runs.values()].find(({ arn }) => note.includes(arn));
  if (other === undefined) {
    if (!pauses.isUnsettled(String(runs[0]?.input.task))) broken(`${scheduledRun} was skipped: ${note}`);
    return;
  }
  if (runs.includes(other)) {
    broken(`${scheduledRun} was skipped because of its own record: a retry mistook it for the record of another run`);
    return;
  }
  const overlaps = runs.some(
    ({ startedAt, endedAt = startedAt }) => other.startedAt <= endedAt && startedAt <= (other.endedAt ?? endedAt),
  );
  if (!overlaps) broken(`${scheduledRun} was skipped for ${other.arn}, which was not running then`);
}
