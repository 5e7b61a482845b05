import type { World } from '../world';
import type { Invariant } from './invariant';

type Item = Readonly<Record<string, { readonly S?: string; readonly SS?: readonly string[] }>>;

export const noClaimIsLeft: Invariant = {
  name: 'no claim is left',
  check: async (world) =>
    (await items(world, 'claim#')).map(
      ({ item, holders }) => `${item?.S} is held by ${holders?.SS?.join(', ')}`,
    ),
};

export const everyRunHasEnded: Invariant = {
  name: 'no run is recorded as running when nothing runs',
  check: async (world) => {
    const running = (await items(world, 'run#')).filter(({ status }) => status?.S === 'RUNNING');
    return running
      .filter(({ execution }) => world.runs.get(execution?.S ?? '')?.status !== 'ABORTED')
      .map(({ item, execution }) => `${item?.S} of ${execution?.S} is still RUNNING`);
  },
};

export const firesRunOnce: Invariant = {
  name: 'no fire runs twice',
  check: async ({ runs }) => {
    const times = new Map<string, number>();
    for (const { input, ran } of runs.values()) {
      if (!ran || typeof input.task !== 'string') continue;
      const fire = `${input.task} at ${input.scheduledTime}`;
      times.set(fire, (times.get(fire) ?? 0) + 1);
    }
    return [...times].filter(([, count]) => count > 1).map(([fire, count]) => `${fire} ran ${count} times`);
  },
};

export const uploadsRunOnce: Invariant = {
  name: 'no upload runs twice',
  check: async ({ runs }) => {
    const times = new Map<unknown, number>();
    for (const { input } of runs.values()) {
      if (input.trigger !== 'upload') continue;
      const { versionId } = input.file as { readonly versionId: string };
      times.set(versionId, (times.get(versionId) ?? 0) + 1);
    }
    return [...times]
      .filter(([, count]) => count > 1)
      .map(([version, count]) => `version ${version} of the parameter file ran ${count} times`);
  },
};

async function items({ local }: World, prefix: string): Promise<readonly Item[]> {
  const { Items: all } = (await local.aws.call('dynamodb', 'Scan', {
    TableName: local.names.recordTable,
  })) as {
    readonly Items: readonly Item[];
  };
  return all.filter(({ item }) => item?.S?.startsWith(prefix));
}
