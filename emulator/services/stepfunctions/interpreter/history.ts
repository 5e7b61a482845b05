import type { Clock } from '../../../core/clock';
import { StatesError } from '../errors';
import type { JsonObject } from '../json';
import { LIMITS } from '../limits';

/**
 * An event in the format of `GetExecutionHistory`. If the event has details, they are in the member that `detailsMember`
 * names, e.g. `taskFailedEventDetails`.
 */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: Date;
  readonly type: string;
  readonly [detailsMember: string]: unknown;
}

/** Events of an execution, oldest first. Step Functions limits their number. */
export class History {
  readonly events: HistoryEvent[] = [];

  constructor(private readonly clock: Clock) {}

  /** True if only the event that ends the execution still fits. */
  get full(): boolean {
    return this.events.length >= LIMITS.historyEvents - 1;
  }

  /**
   * Adds an event of a running execution.
   * @returns the event's id
   * @throws StatesError if the history is full
   */
  add(type: string, previousEventId: number, details?: JsonObject): number {
    if (this.full) {
      throw new StatesError(
        'States.Runtime',
        `The execution reached the maximum number of history events (${LIMITS.historyEvents}).`,
      );
    }
    return this.append(type, previousEventId, details);
  }

  /** Adds an event even if the history is full. Used for the event that ends the execution, because this event must always fit. */
  append(type: string, previousEventId: number, details?: JsonObject): number {
    const id = this.events.length + 1;
    this.events.push({
      id,
      previousEventId,
      timestamp: new Date(this.clock.now()),
      type,
      ...(details !== undefined && { [detailsMember(type)]: details }),
    });
    return id;
  }
}

const detailsMembers = new Map<string, string>();

/**
 * Returns the name of the member with an event's details. It is `stateEnteredEventDetails` for the Entered events of all state types, and
 * `stateExitedEventDetails` for all Exited events. Any other event type has a member of its own.
 */
function detailsMember(type: string): string {
  const known = detailsMembers.get(type) ?? nameDetailsMember(type);
  detailsMembers.set(type, known);
  return known;
}

function nameDetailsMember(type: string): string {
  const shared = /State(Entered|Exited)$/.exec(type);
  const name = shared ? shared[0] : type;
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}
