import type { RunExecution } from '../simulate/execution-log';
import type { World } from '../simulate/world';
import type { Broken, Invariant } from './invariant';
import { items } from './record-items';
import { holdersOf, isTakenOver } from './records';
import { SentNotifications } from './sent-notifications';

const HOUR = 3_600_000;
const LIMIT_HOURS = 24;
/**
 * Maximum hours until a run has ended and was reported, while a quota stays reached. A step waits four days for a quota
 * (lib/reconciler/apply/wait-limits.ts). These days are counted anew when earlier work of the same type ends.
 */
const QUOTA_LIMIT_HOURS = 144;
/**
 * Maximum hours for a run that ends because it has waited too long for a lock. While a quota stays reached, other runs
 * hold the lock one after the other. The run waits a week (functions/ensure-resources/lock-limit.ts).
 */
const LOCK_LIMIT_HOURS = 170;
const CHECK_EVERY_HOURS = 2;

export const lastingFaultsAreBounded: Invariant = {
  name: 'under a permanent fault, every run ends and is reported within 24 hours (six days for a quota), and no lock is held for longer',
  watch: (world, broken) => {
    if (world.scenario.lasting !== undefined) new Locks(world, broken).watch();
  },
  check: async (world, broken) => {
    if (world.scenario.lasting === undefined) return;
    const notifications = SentNotifications.of(world);
    for (const run of world.executionLog.runs.values()) {
      const { name, endedAt, cause = '' } = run;
      const isLockedOut = world.scenario.lasting.kind === 'quotaAlwaysReached' && cause.includes('its lock');
      const limit = isLockedOut ? LOCK_LIMIT_HOURS : limitOf(world);
      const startedAt = couldBegin(world, run);
      const hours = hoursBetween(startedAt, endedAt ?? Number.POSITIVE_INFINITY);
      if (hours > limit) broken(`run ${name} took ${hours.toFixed(1)} hours`);
      // Another invariant checks that a notification was sent at all.
      const unnotified = hoursBetween(startedAt, notifications.firstAt.get(name) ?? startedAt);
      if (unnotified > limit) broken(`no notification was sent for run ${name} for ${unnotified.toFixed(1)} hours`);
    }
  },
};

/**
 * Returns the time from which a run's hours count. Normally, this is the start of the run. While a quota stays reached, a
 * run first waits until other runs of its dataset group have ended. The other runs are all earlier runs, and later runs that may have
 * acquired a shared lock first ({@link mayShareLock}), if they have given up.
 */
function couldBegin({ executionLog, scenario }: World, run: RunExecution): number {
  const { startedAt, endedAt = Number.POSITIVE_INFINITY } = run;
  if (scenario.lasting?.kind !== 'quotaAlwaysReached') return startedAt;
  const others = [...executionLog.runs.values()].filter(
    (each) =>
      each.input.datasetGroup === run.input.datasetGroup &&
      (each.startedAt < startedAt || (hasGivenUp(each) && mayShareLock(each, run) && (each.endedAt ?? 0) < endedAt)),
  );
  return Math.max(startedAt, ...others.map((each) => each.endedAt ?? startedAt));
}

function hasGivenUp({ error }: RunExecution): boolean {
  return error === 'WaitedTooLong';
}

/** True if one of the two runs is not scheduled, like an upload, or if both runs train the same solution, or neither trains one. */
function mayShareLock(...runs: readonly [RunExecution, RunExecution]): boolean {
  const solutions = runs.map(
    ({ input: { task } }) => /^solution-maintenance-(?:full|update)-(.*)$/.exec(String(task))?.[1],
  );
  return runs.some(({ input }) => input.task === undefined) || solutions[0] === solutions[1];
}

function limitOf({ scenario }: Pick<World, 'scenario'>): number {
  return scenario.lasting?.kind === 'quotaAlwaysReached' ? QUOTA_LIMIT_HOURS : LIMIT_HOURS;
}

function hoursBetween(from: number, to: number): number {
  return (to - from) / HOUR;
}

/** Regularly checks how long each lock has been held by the same execution of the same run. */
class Locks {
  /** Time at which a lock was first seen with its current holder, in epoch milliseconds. The keys name the lock and the holder. */
  private since = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly broken: Broken,
  ) {}

  watch(): void {
    const { clock } = this.world.local;
    const check = () => void this.check().catch((error) => clock.fail(error));
    clock.at(clock.now() + CHECK_EVERY_HOURS * HOUR, check, { background: true });
  }

  private async check(): Promise<void> {
    const now = this.world.local.clock.now();
    const held = await this.held();
    this.since = new Map(held.map((lock) => [lock, this.since.get(lock) ?? now]));
    for (const [lock, since] of this.since) {
      const hours = hoursBetween(since, now);
      // The upper bound ensures that each lock is reported only once.
      const limit = limitOf(this.world);
      if (hours > limit && hours <= limit + CHECK_EVERY_HOURS) this.broken(`${lock} for more than ${limit} hours`);
    }
    this.watch();
  }

  private async held(): Promise<readonly string[]> {
    const locks = await items(this.world, 'lock#');
    return locks.flatMap((lock) =>
      holdersOf(lock)
        .filter((holder) => !isTakenOver(this.world, holder))
        .map((holder) => `${lock.item?.S} of ${lock.datasetGroup?.S} is held by ${holder}`),
    );
  }
}
