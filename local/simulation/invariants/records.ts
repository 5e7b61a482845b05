import type { Invariant } from './invariant';
import { items } from './record-items';
import { Told } from './told';

export const noClaimIsLeft: Invariant = {
  name: 'no claim is left: none by a workflow that ended by itself, none at all in the end',
  rested: async (world, broken) => {
    for (const { item, holders } of await items(world, 'claim#')) {
      // What was stopped cannot give its claim up; whoever needs the claim next takes it over.
      const left = (holders?.SS ?? []).filter(
        (holder) => !world.chronicle.endedFromOutside.has(holder) && !/:ended-[0-9a-f]+$/.test(holder),
      );
      if (left.length > 0) broken(`${item?.S} is still held by ${left.join(', ')}`);
    }
  },
  check: async (world, broken) => {
    for (const { item, holders } of await items(world, 'claim#'))
      broken(`${item?.S} is held by ${holders?.SS?.join(', ')}`);
  },
};

export const everyRunHasEnded: Invariant = {
  name: 'no run is recorded as running when nothing runs, but where Lambda has told that the function could not record its end',
  check: async (world, broken) => {
    const { unrecordedStops } = Told.of(world);
    for (const { item, status, execution } of await items(world, 'run#')) {
      if (status?.S !== 'RUNNING' || unrecordedStops.has(execution?.S ?? '')) continue;
      broken(`${item?.S} of ${execution?.S} is still RUNNING`);
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
