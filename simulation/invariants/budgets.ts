import { isActive } from '../../lib/personalize/statuses';
import { filesOfRun } from '../simulate/files-of-runs';
import { onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { solutionOf } from './promotion';

/**
 * Milliseconds by which the product's view of a month may be outdated when the product starts a training: five minutes
 * and another two. In this time, the product may not yet know that other trainings have ended, or that a new file is in
 * force. The product reads the budget and reserves the estimate before it requests the training. If the request is
 * interrupted, the reservation holds for five minutes. During these minutes, the product does not compare the training
 * with the budget again.
 */
const MAX_UNNOTICED = 420_000;
/** Milliseconds before and after the end of a month. In this time, a training may count in either month, because functions' clocks differ. */
const MONTH_ENDS = 900_000;

/** A training that the product has requested. */
interface Asked {
  readonly version: string;
  readonly group: string;
  readonly at: number;
  /**
   * Training hours allowed in the month: the largest budget of the files that the run may follow, plus the hours that people added in this
   * month. Undefined if one of these files has no budget.
   */
  readonly limit: number | undefined;
}

/** A solution version at the end of the simulation. */
interface Training {
  readonly arn: string;
  readonly solution: string;
  readonly mode: unknown;
  readonly status: string;
  readonly hours: number;
  readonly createdAt: number;
  readonly settledAt: number;
}

const ASKED = new WeakMap<World, Asked[]>();

export const trainingsFitTheBudget: Invariant = {
  name: "a training begins only if the month's budget covers its estimate",
  watch: (world) => {
    const asked: Asked[] = [];
    ASKED.set(world, asked);
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateSolutionVersion') return;
      const solution = solutionOf(String(input.solutionArn));
      const at = world.local.clock.now();
      const versions = world.ofType('solutionVersion').filter(({ arn }) => solutionOf(arn) === solution);
      const newest = versions.sort((one, other) => one.createdAt - other.createdAt).at(-1);
      const group = world.teams.find(({ name }) => solution.startsWith(`${name}-`));
      const budgets = filesOfRun(world, run?.name, MAX_UNNOTICED).map((each) => world.editionOf(each)?.trainingHours);
      const raised = sum(
        (group?.raises ?? []).filter((each) => monthOf(each.at) === monthOf(at)).map((each) => each.hours),
      );
      const known = budgets.filter((each) => each !== undefined);
      const limit = known.length === 0 || known.length < budgets.length ? undefined : Math.max(...known) + raised;
      asked.push({ version: newest?.arn ?? '', group: group?.name ?? '', at, limit });
    });
  },
  check: async (world, broken) => {
    const all = ASKED.get(world) ?? [];
    const trainings = await trainingsOf(world);
    for (const [index, { version, group, at, limit }] of all.entries()) {
      if (limit === undefined || monthOf(at - MONTH_ENDS) !== monthOf(at + MONTH_ENDS)) continue;
      const before = new Map(all.slice(0, index).map((each) => [each.version, each.at]));
      const used = trainings
        .filter(({ arn, solution }) => arn !== version && solution.startsWith(`${group}-`))
        .filter(({ arn, createdAt }) => createdAt < at || before.has(arn))
        .filter(({ createdAt }) => monthOf(createdAt - MONTH_ENDS) === monthOf(at))
        .map((each) => leastUse(each, at, before.get(each.arn), trainings));
      const own = trainings.find(({ arn }) => arn === version);
      const needed = own === undefined ? 0 : estimate(own, at, trainings);
      if (sum(used) + needed > limit + 1e-6)
        broken(`${version} was begun: ${sum(used)} hours were used, about ${needed} needed, and ${limit} allowed`);
    }
  },
};

/**
 * Returns the minimum hours that the product counts for a training at the time `at`. A training in progress counts with its reservation. If
 * the product may not know yet that a training has ended, the training counts with its reservation or its use, whichever is smaller.
 * A training by an operator has no reservation, so it counts 0 hours until the product must know that it has ended.
 * @param askedAt time at which the product requested the training; undefined if an operator did
 */
function leastUse(training: Training, at: number, askedAt: number | undefined, all: readonly Training[]): number {
  const { settledAt, status, hours } = training;
  // A stopped training counts with its estimate. The estimate depends on the time at which it was made, so the minimum is set to 0.
  const ended = isActive(status) ? hours : 0;
  if (settledAt <= at - MAX_UNNOTICED) return ended;
  if (askedAt === undefined) return 0;
  const reserved = estimate(training, askedAt, all);
  return settledAt <= at ? Math.min(reserved, ended) : reserved;
}

/**
 * Returns the smallest possible estimate of a training that begins at the time `at`. The product may have made its estimate before it knew
 * that other trainings had ended.
 */
function estimate({ arn, solution, mode, createdAt }: Training, at: number, all: readonly Training[]): number {
  const earlier = all.filter((each) => each.solution === solution && each.arn !== arn && each.createdAt <= createdAt);
  const unnoticed = earlier.map(({ settledAt }) => settledAt).filter((end) => end > at - MAX_UNNOTICED && end <= at);
  const estimates = [at - MAX_UNNOTICED, ...unnoticed].map((until) => {
    const known = earlier.filter(({ status, settledAt }) => isActive(status) && settledAt <= until);
    return (known.findLast((each) => each.mode === mode) ?? known.at(-1))?.hours ?? 1;
  });
  return Math.min(...estimates);
}

/** Returns the trainings of all solution versions that exist, the oldest first. */
async function trainingsOf(world: World): Promise<readonly Training[]> {
  const trainings: Training[] = [];
  for (const { arn, status, createdAt, settledAt = Number.POSITIVE_INFINITY } of world.ofType('solutionVersion')) {
    const { trainingMode: mode, trainingHours = 0 } = await world.describe('solutionVersion', arn);
    const hours = Number(trainingHours);
    trainings.push({ arn, solution: solutionOf(arn), mode, status, hours, createdAt, settledAt });
  }
  return trainings.sort((one, other) => one.createdAt - other.createdAt);
}

function monthOf(at: number): string {
  return new Date(at).toISOString().slice(0, 7);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}

export const noTrainingIsStopped: Invariant = {
  name: 'no training is stopped for a budget',
  watch: (world, broken) =>
    onOwnCall(world, ({ operation, input }) => {
      if (operation === 'StopSolutionVersionCreation') broken(`${input.solutionVersionArn} was stopped`);
    }),
};
