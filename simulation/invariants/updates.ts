import { activeVersions } from '../simulate/expected-version';
import { onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { solutionOf } from './promotion';

/** Milliseconds from the read of the serving version to the request for the training, with retries of calls. */
const DECIDED_MEANWHILE = 120_000;

/** An UPDATE that the product has requested. */
interface Update {
  readonly solution: string;
  /** ARNs of the versions that were ACTIVE then, newest first. */
  readonly versions: readonly string[];
  /** ARNs of the versions that served then or just before; undefined while none did. */
  readonly served: readonly (string | undefined)[];
}

const ASKED = new WeakMap<World, Update[]>();

export const updatesBuildOnWhatServes: Invariant = {
  name: 'no UPDATE is trained whose base did not serve when the training began',
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
      const since = local.clock.now() - DECIDED_MEANWHILE;
      const served = isRecorded ? promotionLog.servedSince(solution, since) : versions.slice(0, 1);
      asked.push({ solution, versions, served });
    });
  },
  check: async (world, broken) => {
    for (const { solution, versions, served } of ASKED.get(world) ?? []) {
      const base = await baseOf(world, versions);
      // Versions that are newer than the newest full training are UPDATEs of it.
      const isOfBase = (version = '') => versions.slice(0, versions.indexOf(base) + 1).includes(version);
      if (!served.some(isOfBase))
        broken(`an UPDATE of ${solution} builds on ${base}, but ${served.at(-1) ?? 'no version'} served`);
    }
  },
};

/** ARN of the newest full training; empty if there is none. @param versions ARNs, newest first */
async function baseOf(world: World, versions: readonly string[]): Promise<string> {
  for (const version of versions)
    if ((await world.describe('solutionVersion', version)).trainingMode !== 'UPDATE') return version;
  return '';
}
