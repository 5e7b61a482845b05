import type { World } from '../world';
import type { Broken, Invariant } from './invariant';
import { Told } from './notified';
import { items } from './record-items';
import { isTakenOver } from './records';

const HOUR = 3_600_000;
const LIMIT_HOURS = 24;
const CHECK_EVERY_HOURS = 2;

export const nothingHoldsOn: Invariant = {
  name: 'where something never passes, every run ends within 24 hours, somebody is told within that time, and no lock is held for longer',
  watch: (world, broken) => {
    if (world.scenario.lasting !== undefined) new Locks(world, broken).watch();
  },
  check: async (world, broken) => {
    if (world.scenario.lasting === undefined) return;
    const told = Told.of(world);
    for (const { name, startedAt, endedAt } of world.executionLog.runs.values()) {
      const hours = hoursBetween(startedAt, endedAt ?? Number.POSITIVE_INFINITY);
      if (hours > LIMIT_HOURS) broken(`run ${name} took ${hours.toFixed(1)} hours`);
      // That nobody was told at all, or had nothing to be told, another invariant says.
      const unnotified = hoursBetween(startedAt, told.firstAt.get(name) ?? startedAt);
      if (unnotified > LIMIT_HOURS)
        broken(`nobody was told of run ${name} for ${unnotified.toFixed(1)} hours`);
    }
  },
};

function hoursBetween(from: number, to: number): number {
  return (to - from) / HOUR;
}

/** Looks every two hours who holds which lock. */
class Locks {
  /** By lock and holder, since when it is seen; epoch milliseconds. */
  private since = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly broken: Broken,
  ) {}

  watch(): void {
    const { clock } = this.world.local;
    const look = () => void this.look().catch((error) => clock.fail(error));
    clock.at(clock.now() + CHECK_EVERY_HOURS * HOUR, look, { background: true });
  }

  private async look(): Promise<void> {
    const now = this.world.local.clock.now();
    const held = await this.held();
    this.since = new Map(held.map((lock) => [lock, this.since.get(lock) ?? now]));
    for (const [lock, since] of this.since) {
      const hours = hoursBetween(since, now);
      // Once: the look before found it younger.
      if (hours > LIMIT_HOURS && hours <= LIMIT_HOURS + CHECK_EVERY_HOURS)
        this.broken(`${lock} for more than ${LIMIT_HOURS} hours`);
    }
    this.watch();
  }

  private async held(): Promise<readonly string[]> {
    const locks = await items(this.world, 'lock#');
    return locks.flatMap(({ datasetGroup, item, holders }) =>
      (holders?.SS ?? [])
        .filter((holder) => !isTakenOver(this.world, holder))
        .map((holder) => `${item?.S} of ${datasetGroup?.S} is held by ${holder}`),
    );
  }
}
