import type { Invariant } from './invariant';
import { type Item, items } from './record-items';

/** What the failure of a run says if the check of one dataset kept all from being imported. */
const NONE = 'No import was started';

export const refusalsStopAllImports: Invariant = {
  name: 'no dataset of a run is imported if the data of one are refused',
  check: async (world, broken) => {
    for (const what of importedBesideRefused(await items(world, 'run#'), await items(world, 'result#'))) broken(what);
  },
};

/** Imports of runs whose failure says that none was started. */
export function importedBesideRefused(runs: readonly Item[], results: readonly Item[]): readonly string[] {
  return runs
    .filter(({ cause }) => cause?.S?.includes(NONE))
    .flatMap(({ execution }) => {
      const run = execution?.S?.split(':').at(-1) ?? '';
      const created = results.filter(
        ({ item, result }) => item?.S?.startsWith(`result#${run}#datasetImportJob#`) && result?.S === 'CREATED',
      );
      return created.map(({ resource }) => `run ${run} has started the ${resource?.S}, beside data that were refused`);
    });
}
