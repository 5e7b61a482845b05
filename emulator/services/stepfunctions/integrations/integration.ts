import type { ExecutionContext } from '../interpreter/context';
import type { Json, JsonObject } from '../json';

/** An attempt of a Task. */
export interface TaskRequest {
  readonly arguments: JsonObject;
  readonly execution: ExecutionContext;
  /** Aborted when the execution is stopped or times out, the Task times out, or a sibling branch or iteration fails. */
  readonly signal: AbortSignal;
  /** Integrations that wait for the end of a job (`.sync`) must call this once the job has started. */
  readonly submitted: (response: Json) => void;
}

/** Carries out a Task's `Resource`. */
export interface Integration {
  /** Resource type in the history, e.g. `lambda`. */
  readonly resourceType: string;
  /** Resource in the history, e.g. `invoke`. */
  readonly resource: string;
  /** Members that `Arguments` must and may have; undefined if the definition check does not know them. */
  readonly arguments?: { readonly required: readonly string[]; readonly optional: readonly string[] };
  /**
   * @returns the Task's `$states.result`
   * @throws StatesError
   */
  run(request: TaskRequest): Promise<Json>;
}
