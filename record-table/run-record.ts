/** The record of a run: an item of the record table, under the dataset group's name and `run#<started>#<id>`. */
export interface RunKey {
  readonly datasetGroup: string;
  readonly item: string;
}

export type RunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'SKIPPED' | 'REFUSED';

/** @param startedAt ISO time: keys sort by it. @param id tells runs of the same millisecond apart */
export function runKey(datasetGroup: string, startedAt: string, id: string): RunKey {
  return { datasetGroup, item: `run#${startedAt}#${id}` };
}

/** An execution of the `run` state machine, as its context object has it. */
export interface RunExecution {
  /** ARN. */
  readonly Id: string;
  /** The run's id: what logs, events and messages call it. */
  readonly Name: string;
  /** ISO time. */
  readonly StartTime: string;
}

/** Epoch seconds at which DynamoDB may drop the record. */
export function expiryOf(startedAt: string, keptDays: number): number {
  return Math.floor(Date.parse(startedAt) / 1000) + keptDays * 24 * 3600;
}
