import type { FileReference } from './parameter-file-store';

/** Input of the `run` state machine: which workflow, for which dataset group, and why. */
export interface RunRequest {
  readonly datasetGroup: string;
  /** A state machine's file name without `.asl.json`. */
  readonly workflow: string;
  /** What made it run: `upload`, later a schedule's name or a person. */
  readonly trigger: string;
  readonly file: FileReference;
  /** Name of the solution, for the workflows that are about one. */
  readonly solution?: string;
}
