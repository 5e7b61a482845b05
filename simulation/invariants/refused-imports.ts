import type { RunExecution } from '../simulate/execution-log';
import { dataOf, type Team } from '../simulate/operated-aws';
import { onOwnCall } from '../simulate/own-calls';
import type { World } from '../simulate/world';
import type { Invariant } from './invariant';

/**
 * Refused interactions stop the imports of all datasets. A file with the checks `refuse` demands more interactions than
 * exist. So runs must refuse all interactions, except for the interactions that were last imported. The invariant only uses
 * the team's uploads and the calls of Personalize.
 */
export const refusalsStopAllImports: Invariant = {
  name: 'a run imports no dataset if the interactions are refused',
  watch: (world, broken) => {
    /** Content of the interactions at the creation of their last import, by dataset group. */
    const imported = new Map<string, string>();
    onOwnCall(world, ({ operation, input }, run) => {
      if (operation !== 'CreateDatasetImportJob') return;
      const [, group = '', type] = /:dataset\/([^/]+)\/(\w+)$/.exec(String(input.datasetArn)) ?? [];
      const team = world.teams.find(({ name }) => name === group);
      if (team === undefined) return;
      if (type === 'INTERACTIONS') imported.set(group, dataOf(team));
      else if (imported.get(group) !== dataOf(team) && areRefused(world, team, run))
        broken(`${type} of ${group} are imported beside interactions that are refused`);
    });
  },
};

/** True if the run must refuse the interactions, and the interactions have not changed since the run began. */
function areRefused(world: World, team: Team, run: RunExecution | undefined): boolean {
  if (run === undefined || team.changedAt >= run.startedAt || team.accepted.size > 0) return false;
  return world.editionOf(world.executionLog.fileOfRun.get(run.name))?.checks === 'refuse';
}
