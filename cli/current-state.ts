import { type HistoryEvent, paginateGetExecutionHistory, type SFNClient } from '@aws-sdk/client-sfn';
import { parseExecutionArn } from '../aws/arn';

export interface CurrentState {
  readonly state: string;
  readonly since: Date;
  /** ARN of the execution that is in it. */
  readonly execution: string;
}

/** Machines whose states are the same for every resource: what started them says more. */
export const INNERMOST = /-ensure-resource$/;

/** The states that a run is in, by the names that its workflows give them; several where work goes on side by side. */
export async function currentStates(sfn: SFNClient, executionArn: string): Promise<readonly CurrentState[]> {
  const found: CurrentState[] = [];
  for (const { state, since, child } of openStates(await historyOf(sfn, executionArn))) {
    const descend = child !== undefined && !INNERMOST.test(parseExecutionArn(child).machine);
    const inside = descend ? await currentStates(sfn, child) : [];
    // A child that is just being started has no state yet.
    found.push(...(inside.length > 0 ? inside : [{ state, since, execution: executionArn }]));
  }
  return found;
}

export function namesOf(states: readonly Pick<CurrentState, 'state'>[]): readonly string[] {
  return [...new Set(states.map(({ state }) => state))];
}

export async function historyOf(sfn: SFNClient, executionArn: string): Promise<readonly HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  for await (const page of paginateGetExecutionHistory({ client: sfn }, { executionArn }))
    events.push(...(page.events ?? []));
  return events;
}

interface OpenState extends Omit<CurrentState, 'execution'> {
  /** ARN of the execution that the state has started and waits for. */
  readonly child?: string;
}

/** The current states are the last events of each chain, without those of finished branches. */
function openStates(events: readonly HistoryEvent[]): readonly OpenState[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const continued = new Set(events.map(({ previousEventId }) => previousEventId));
  return events
    .filter(({ id, type = '' }) => !continued.has(id) && /(Entered|Scheduled|Started|Submitted|Retried)$/.test(type))
    .flatMap((end) => {
      let child: string | undefined;
      let event: HistoryEvent | undefined = end;
      while (event !== undefined) {
        if (event.type === 'TaskSubmitted') child ??= childOf(event);
        const state = event.stateEnteredEventDetails?.name;
        if (state !== undefined) return [{ state, since: event.timestamp ?? new Date(0), child }];
        event = byId.get(event.previousEventId ?? 0);
      }
      return [];
    });
}

/** ARN of the execution that a task has started. */
export function childOf({ taskSubmittedEventDetails }: HistoryEvent): string | undefined {
  const output: { readonly ExecutionArn?: string } = JSON.parse(taskSubmittedEventDetails?.output ?? '{}');
  return output.ExecutionArn;
}
