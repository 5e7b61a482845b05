import { onProgress, onWrite } from '../simulate/writes';
import type { Situation } from './situation';

export const lockIsTakenOver: Situation = {
  name: 'a lock is taken over from a run that has ended',
  watch: (world, reached) =>
    onWrite(world, ({ item, update, values, run }) => {
      if (!item.startsWith('lock#') || !update.includes('DELETE')) return;
      const [holder = ''] = /arn:[^" ]+/.exec(values) ?? [];
      const other = world.executionLog.runs.get(holder);
      if (run !== undefined && other !== run && other?.endedAt !== undefined) reached();
    }),
};

/** The fault `lockHeldByEnded` acquires a lock for an execution that never existed. */
export const lockOfFaultIsTakenOver: Situation = {
  name: 'a lock is taken over from an execution that Step Functions does not know',
  watch: (world, reached) =>
    onWrite(world, ({ item, update, values }) => {
      if (item.startsWith('lock#') && update.includes('DELETE') && /:ended-[0-9a-f]+/.test(values)) reached();
    }),
};

export const lockIsWaitedFor: Situation = {
  name: 'a run waits for a lock, and acquires it',
  watch: (world, reached) =>
    onProgress(world, (_id, after, before) => {
      if (before.waitsForLock !== undefined && after.waitsForLock === undefined && after.status?.S === 'OPEN')
        reached();
    }),
};

export const quotaIsReachedAndFreed: Situation = {
  name: 'a run waits for a quota, and continues',
  watch: (world, reached) => {
    const queued = new Set<string>();
    onWrite(world, ({ item, put: { isQueued, status } }) => {
      if (isQueued?.BOOL === true && status?.S === 'OPEN') queued.add(item);
      else if (status?.S === 'READY' && queued.has(item)) reached();
    });
  },
};

export const wakeUpIsOutdated: Situation = {
  name: 'a wake-up finds that another one has polled its item in the meantime',
  watch: (world, reached) => {
    const written = new Map<string, string>();
    onWrite(world, ({ item, put }) => written.set(item, JSON.stringify(put)));
    world.local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service !== 'dynamodb' || operation !== 'PutItem' || error?.code !== 'ConditionalCheckFailedException')
        return;
      const { item } = input.Item as { readonly item?: { readonly S?: string } };
      const key = item?.S ?? '';
      // The condition also fails if a client repeats its own successful write. In this case, the item already has the written value.
      if (key.startsWith('progress#') && written.get(key) !== JSON.stringify(input.Item)) reached();
    });
  },
};
