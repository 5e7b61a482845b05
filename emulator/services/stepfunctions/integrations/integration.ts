import type { ExecutionContext } from '../interpreter/context';
import type { Json, JsonObject } from '../json';

/** One attempt to run a Task. */
export interface TaskRequest {
  readonly arguments: JsonObject;
  readonly execution: ExecutionContext;
  /** Signal that is aborted if the execution is stopped or times out, if the Task times out, or if a sibling branch or iteration fails. */
  readonly signal: AbortSignal;
  /** Callback for integrations that wait for the end of a job (`.sync`). They must call it as soon as the job has started. */
  readonly submitted: (response: Json) => void;
}

/** Implementation of one `Resource` of Tasks. */
export interface Integration {
  /** Resource type in the history, e.g. `lambda`. */
  readonly resourceType: string;
  /** Resource in the history, e.g. `invoke`. */
  readonly resource: string;
  /** Members that `Arguments` must have, and members that they may have. Undefined if the definition check does not know the members. */
  readonly arguments?: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /**
   * @returns the Task's `$states.result`
   * @throws StatesError
   */
  run(request: TaskRequest): Promise<Json>;
}
