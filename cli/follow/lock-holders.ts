import { GetExecutionHistoryCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { parseExecutionArn } from '../../aws/arn';
import { type LockedWork, locksFor } from '../../record-table/lock-rules';
import { heldLock } from '../../record-table/locks';
import type { RecordTable } from '../../record-table/record-table';
import type { CurrentState } from '../current-state';
import { moment } from '../output';
import { shortId } from '../run-search';

/** Events until a function has answered whose state retries it as often as it may: 14 times, with three events an attempt. */
const FIRST_EVENTS = 50;

/** State of `run`, `locked-workflow` and `solution-maintenance`. */
const WAITING = 'Wait for the lock';

/** States that wait for a lock name who holds it: `Wait for the lock, held by run 3f2a91cc (data-deletion) since 2026-01-05 04:30 UTC`. */
export async function withLockHolders(
  aws: { readonly sfn: SFNClient; readonly records: Pick<RecordTable, 'get'> },
  states: readonly CurrentState[],
): Promise<readonly Pick<CurrentState, 'state'>[]> {
  return Promise.all(
    states.map(async (current) => {
      const work = current.state === WAITING ? await workOf(aws.sfn, current.execution) : undefined;
      const locks = await Promise.all((work ? locksFor(work) : []).map((lock) => heldLock(aws.records, lock)));
      const held = locks.find((lock) => lock !== undefined);
      // Free by now, or left to others for a while.
      if (held === undefined) return current;
      const holders = await Promise.all(held.holders.map((holder) => describe(aws.sfn, holder)));
      return { state: `${WAITING}, held by ${holders.join(' and ')} since ${moment(held.acquiredAt)}` };
    }),
  );
}

async function describe(sfn: SFNClient, holder: string): Promise<string> {
  const { run = '', workflow } = (await workOf(sfn, holder)) ?? {};
  return run === '' ? holder : `run ${shortId(run)} (${workflow})`;
}

/** What an execution asks the function `lock` for first, or, of `run`, what its function has answered. */
async function workOf(sfn: SFNClient, execution: string): Promise<LockedWork | undefined> {
  // One that waits for days has thousands of events.
  const beginning = new GetExecutionHistoryCommand({ executionArn: execution, maxResults: FIRST_EVENTS });
  const { events = [] } = await sfn.send(beginning);
  const { work } = payloadOf(
    events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails?.parameters,
  );
  if (work !== undefined) return work;
  const { request } = payloadOf(events.find(({ type }) => type === 'TaskSucceeded')?.taskSucceededEventDetails?.output);
  return request && { ...request, run: parseExecutionArn(execution).name };
}

interface Payload {
  readonly work?: LockedWork;
  readonly request?: LockedWork;
}

/** @param text input or output of a task that invokes a function */
function payloadOf(text = '{}'): Payload {
  const { Payload: payload = {} }: { readonly Payload?: Payload } = JSON.parse(text);
  return payload;
}
