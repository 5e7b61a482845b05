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
      if (team === undefined || !edition?.campaign || !(await wasReconciled(world, team.name))) continue;
      for (const solution of solutionNames({ ...team, edition })) {
        const recorded = world.promotionLog.servingOf(solution)?.version;
        const campaign = world.ofType('campaign').find(({ name }) => name === campaignName(solution));
        if (recorded === undefined || campaign === undefined || !isActive(campaign.status)) continue;
        const { solutionVersionArn: served } = await world.describe('campaign', campaign.arn);
        if (served !== recorded) broken(`${campaign.name} serves ${served}, but the recorded version is ${recorded}`);
      }
    }
  },
};

/**
 * True if a night has passed in which the reconciliation must have compared the dataset group. The reconciliation may leave
 * the comparison to the next night in two cases: a run of the dataset group is in progress during the night, or the record of
 * a run says that the run ended during the night. Runs that the reconciliation itself started do not count.
 */
export async function wasReconciled(world: World, group: string): Promise<boolean> {
  const { night, executionLog } = world;
  if (night === undefined) return false;
  const isOther = (run: { readonly group: unknown; readonly trigger: unknown }) =>
    run.group === group && run.trigger !== 'drift';
  const isDuring = (from: number, until: number) => from < night.until && until > night.from;
  const inProgress = [...executionLog.runs.values()].some(
    ({ input, startedAt, endedAt = night.until }) =>
      isOther({ group: input.datasetGroup, trigger: input.trigger }) && isDuring(startedAt, endedAt),
  );
  const recorded = (await items(world, 'run#')).some(({ datasetGroup, trigger, finishedAt }) => {
    const at = Date.parse(finishedAt?.S ?? '');
    return isOther({ group: datasetGroup?.S, trigger: trigger?.S }) && isDuring(at, at);
  });
  return !inProgress && !recorded;
}
