import { isActive } from '../../lib/personalize/statuses';
import { campaignName, solutionNames } from '../simulate/names';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';
import { items } from './record-items';

export const driftIsCorrected: Invariant = {
  name: 'after the nightly reconciliation, every campaign serves the recorded version',
  rested: async (world, broken) => {
    for (const accepted of await items(world, 'parameter-file')) {
      const edition = world.editionOf(accepted.versionId?.S);
      const team = world.teams.find(({ name }) => name === accepted.datasetGroup?.S);
      if (team === undefined || !edition?.campaign || !wasReconciled(world, team.name)) continue;
      for (const solution of solutionNames({ ...team, edition })) {
        const recorded = world.promotionLog.servingOf(solution)?.version;
        const campaign = world.ofType('campaign').find(({ name }) => name === campaignName(solution));
        if (recorded === undefined || campaign === undefined || !isActive(campaign.status)) continue;
        const { solutionVersionArn: served } = await world.describe('campaign', campaign.arn);
        if (served !== recorded) broken(`${campaign.name} serves ${served}, recorded is ${recorded}`);
      }
    }
  },
};

/**
 * True if a night has passed in which no run of the dataset group was in progress, except runs that the night itself started. During other
 * runs, campaigns may be left to the next night.
 */
export function wasReconciled({ night, executionLog }: World, group: string): boolean {
  if (night === undefined) return false;
  const others = [...executionLog.runs.values()].filter(({ input }) => input.trigger !== 'drift');
  return !others.some(
    ({ input, startedAt, endedAt = night.until }) =>
      input.datasetGroup === group && startedAt < night.until && endedAt > night.from,
  );
}
