import type { RunExecution } from '../execution-log';
import type { World } from '../world';
import type { Broken, Invariant } from './invariant';
import { type Item, items } from './record-items';

/** Executions by the fire that they were started for. */
function fires({ executionLog }: World): ReadonlyMap<string, readonly RunExecution[]> {
  const found = new Map<string, RunExecution[]>();
  for (const run of executionLog.runs.values()) {
    if (typeof run.input.task !== 'string') continue;
    const fire = `run#${run.input.scheduledTime}#${run.input.task}`;
    found.set(fire, [...(found.get(fire) ?? []), run]);
  }
  return found;
}

export const scheduledRunsHappenOnce: Invariant = {
  name: 'no fire runs twice',
  check: async (world, broken) => {
    for (const [fire, runs] of fires(world)) {
      const ran = runs.filter((run) => run.ran);
      if (ran.length > 1) broken(`${fire} ran ${ran.length} times`);
    }
  },
};

export const noScheduledRunIsLost: Invariant = {
  name: 'no fire is lost: it runs, is skipped because its task still runs, or fails and is told of',
  check: async (world, broken) => {
    for (const { scheduleArn, error } of world.local.scheduler.failedInvocations())
      broken(`a fire of ${scheduleArn} was given up: ${error.message}`);
    const records = new Map((await items(world, 'run#')).map((record) => [record.item?.S, record]));
    for (const [fire, runs] of fires(world)) checkScheduledRun(world, fire, runs, records.get(fire), broken);
  },
};

function checkScheduledRun(
  world: World,
  fire: string,
  runs: readonly RunExecution[],
  record: Item | undefined,
  broken: Broken,
): void {
  const status = record?.status?.S;
  if (status === 'SKIPPED') {
    checkSkip(world, fire, runs, record?.note?.S ?? '', broken);
    return;
  }
  if (runs.some(({ ran, status: end }) => ran || end !== 'SUCCEEDED')) return;
  const task = String(runs[0]?.input.task);
  if (record === undefined && world.pauses.isUnsettled(task)) return;
  broken(`${fire} did not run, its record is ${status}`);
}

/** What is skipped must have been due while the run before it was going on. */
function checkSkip(
  { executionLog, pauses }: World,
  fire: string,
  runs: readonly RunExecution[],
  note: string,
  broken: Broken,
): void {
  const other = [...executionLog.runs.values()].find(({ arn }) => note.includes(arn));
  if (other === undefined) {
    if (!pauses.isUnsettled(String(runs[0]?.input.task))) broken(`${fire} was skipped: ${note}`);
    return;
  }
  const overlaps = runs.some(
    ({ startedAt, endedAt = startedAt }) =>
      other.startedAt <= endedAt && startedAt <= (other.endedAt ?? endedAt),
  );
  if (!overlaps) broken(`${fire} was skipped for ${other.arn}, which did not run then`);
}
