import type { StateType } from '../definition/asl';
import type { JsonObject } from '../json';
import type { ExecutionContext } from './context';
import { Scope } from './scope';

/** Progress through a sequence of states, which is the top level of an execution, a branch, or an iteration. */
export class Flow {
  /** Type of the current state; undefined between two states. The event that reports an abortion of the state needs this type. */
  visiting: StateType | undefined;

  /** @param previousEventId `previousEventId` of the next event */
  constructor(
    readonly execution: ExecutionContext,
    readonly scope: Scope,
    readonly signal: AbortSignal,
    public previousEventId: number,
  ) {}

  /** Returns a new flow inside this flow. The new flow has its own variables. */
  fork(signal: AbortSignal, previousEventId: number): Flow {
    return new Flow(this.execution, new Scope(this.execution.variables, this.scope), signal, previousEventId);
  }

  /**
   * Adds an event to the history. Its id becomes the `previousEventId` of the flow's next event.
   * @returns the id of the added event
   * @throws the reason of the abort if the flow is aborted, so that the flow does nothing more; StatesError if the history is full
   */
  record(type: string, details?: JsonObject): number {
    this.previousEventId = this.note(type, details);
    return this.previousEventId;
  }

  /** Adds an event to the history, but does not change the `previousEventId` of the flow's next event. */
  note(type: string, details?: JsonObject): number {
    this.signal.throwIfAborted();
    return this.execution.history.add(type, this.previousEventId, details);
  }
}
