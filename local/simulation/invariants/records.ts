import type { Invariant } from './invariant';
import { items } from './record-items';

/** Ends from outside, of which an execution can record nothing. */
export const SILENT = new Set(['ABORTED', 'TIMED_OUT']);

export const noClaimIsLeft: Invariant = {
  name: 'no claim is left',
  check: async (world, broken) => {
    for (const { item, holders } of await items(world, 'claim#'))
      broken(`${item?.S} is held by ${holders?.SS?.join(', ')}`);
  },
};

export const everyRunHasEnded: Invariant = {
  name: 'no run is recorded as running when nothing runs',
  check: async (world, broken) => {
    for (const { item, status, execution } of await items(world, 'run#')) {
      if (status?.S !== 'RUNNING') continue;
      const run = world.chronicle.runs.get(execution?.S ?? '');
      if (!SILENT.has(run?.status ?? '')) broken(`${item?.S} of ${execution?.S} is still RUNNING`);
    }
  },
};

export const uploadsRunOnce: Invariant = {
  name: 'no upload runs twice',
  check: async ({ chronicle }, broken) => {
    for (const [version, runs] of chronicle.uploadRuns())
      if (runs.length > 1) broken(`version ${version} of the parameter file ran ${runs.length} times`);
  },
};
