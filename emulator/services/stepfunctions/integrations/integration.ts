import type { ExecutionContext } from '../interpreter/context';
import type { Json, JsonObject } from '../json';

/** One attempt of a Task. */
export interface TaskRequest {
  readonly arguments: JsonObject;
  readonly execution: ExecutionContext;
  /** Aborted when the execution is stopped, the Task times out or a sibling fails. */
  readonly signal: AbortSignal;
  /** Must be called when a job has been started and its end is awaited (`.sync`). */
  readonly submitted: (response: Json) => void;
}

/** How a Task's `Resource` is carried out. */
export interface Integration {
  /** As in the history, e.g. `lambda`. */
  readonly resourceType: string;
  /** As in the history, e.g. `invoke`. */
  readonly resource: string;
  /** Members of `Arguments`; undefined if they are not known here. */
  readonly arguments?: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /**
   * @returns the Task's `$states.result`
   * @throws StatesError
   */
  run(request: TaskRequest): Promise<Json>;
}
