import { activeVersions } from '../simulate/expected-version';
import { onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { solutionOf } from './promotion';

/**
 * Maximum milliseconds between the time at which the product reads the serving version and its request for the training.
 * Retries are included.
 */
const DECIDED_MEANWHILE = 120_000;

/** An UPDATE that the product has requested. */
interface Update {
  readonly solution: string;
  /** ARNs of the versions that were ACTIVE at the request, newest first. */
  readonly versions: readonly string[];
  /**
   * ARNs of the versions that served at the request or just before. An undefined element stands for a time at which no
   * version served.
   */
  readonly served: readonly (string | undefined)[];
  /** Time of the request, in epoch milliseconds. */
  readonly askedAt: number;
}

const ASKED = new WeakMap<World, Update[]>();

export const updatesBuildOnWhatServes: Invariant = {
  name: 'an UPDATE is trained only if its base served when the training began, or if rules promoted the base in the next decision on it',
  watch: (world) => {
    const { promotionLog, local } = world;
    const asked: Update[] = [];
    ASKED.set(world, asked);
    onOwnCall(world, ({ operation, input }) => {
      if (operation !== 'CreateSolutionVersion' || input.trainingMode !== 'UPDATE') return;
      const solution = solutionOf(String(input.solutionArn));
      const versions = activeVersions(world, solution)
        .map(({ arn }) => arn)
        .reverse();
      const isRecorded = promotionLog.servingOf(solution) !== undefined;
      const askedAt = local.clock.now();
      const served = isRecorded
        ? promotionLog.servedSince(solution, askedAt - DECIDED_MEANWHILE)
        : versions.slice(0, 1);
      asked.push({ solution, versions, served, askedAt });
    });
  },
  check: async (world, broken) => {
    // If a solution is deleted after the request, Personalize no longer shows the training modes of its versions.
    const existing = new Set(world.ofType('solutionVersion').map(({ arn }) => arn));
    for (const { solution, versions, served, askedAt } of ASKED.get(world) ?? []) {
      if (!versions.every((version) => existing.has(version))) continue;
      const base = await baseOf(world, versions);
      // The base is the newest full training. Newer versions are UPDATEs of the base.
      const isOfBase = (version = '') => versions.slice(0, versions.indexOf(base) + 1).includes(version);
      // If a run is stopped before it decides on its version, the next run decides on this version. If the next run also
      // trains an UPDATE, it may request the UPDATE before it records the decision that promotes the base.
      const next = world.promotionLog.decisions.find((each) => each.version === base && each.recordedAt >= askedAt);
      const isPromotedNext = next?.decision === 'PROMOTED' && next.decidedBy === 'rules';
      if (!served.some(isOfBase) && !isPromotedNext)
        broken(`an UPDATE of ${solution} builds on ${base}, but ${served.at(-1) ?? 'no version'} served`);
    }
  },
};

/** Returns the ARN of the newest full training; empty if there is none. @param versions ARNs of versions, newest first */
async function baseOf(world: World, versions: readonly string[]): Promise<string> {
  for (const version of versions)
    if ((await world.describe('solutionVersion', version)).trainingMode !== 'UPDATE') return version;
  return '';
}
