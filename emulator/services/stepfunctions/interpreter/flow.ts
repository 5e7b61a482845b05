import type { StateType } from '../definition/asl';
import type { JsonObject } from '../json';
import type { ExecutionContext } from './context';
import { Scope } from './scope';

/** States that run one after another: the top level of an execution, a branch, or an iteration. */
export class Flow {
  /** Type of the current state, for the event that reports its abortion. */
  visiting: StateType | undefined;

  /** @param previousEventId id that the next event has as its `previousEventId` */
  constructor(
    readonly execution: ExecutionContext,
    readonly scope: Scope,
    readonly signal: AbortSignal,
    public previousEventId: number,
  ) {}

  /** Makes a flow inside this one, with its own variables. */
  fork(signal: AbortSignal, previousEventId: number): Flow {
    return new Flow(this.execution, new Scope(this.execution.variables, this.scope), signal, previousEventId);
  }

  /**
   * Adds an event, whose id becomes the `previousEventId` of the next event.
   * @returns the id of the added event
   * @throws the reason of an abort, so that nothing happens in an aborted flow; StatesError when the history is full
   */
  record(type: string, details?: JsonObject): number {
    this.previousEventId = this.note(type, details);
    return this.previousEventId;
  }

  /** Adds an event without changing the `previousEventId` of the next event. */
  note(type: string, details?: JsonObject): number {
    this.signal.throwIfAborted();
    return this.execution.history.add(type, this.previousEventId, details);
  }
}
