import { expiryOf, textOf } from './item';
import type { RecordTable } from './record-table';
import { isScheduledRun, type RunInput } from './run-request';
import { LONGEST_RUN_DAYS, type RunExecution, type RunKey, runKey } from './runs';

/**
 * Keys of the records of runs. The key of a scheduled run contains the scheduled time, and is the same even if the run
 * is delivered several times. The key of any other run contains the start of its execution. An item `execution#<name>`
 * stores the key of such a run, because AWS does not document that the context object and the events of Step Functions
 * give the same start.
 */
export class RunKeys {
  constructor(
    private readonly table: RecordTable,
    private readonly keptDays: number,
  ) {}

  /** @returns the same key at each call for an execution, even if later calls give another start */
  async keyOf(input: RunInput, { Name: name, StartTime: startedAt }: RunExecution): Promise<RunKey> {
    const { datasetGroup } = input;
    if (isScheduledRun(input)) return runKey(datasetGroup, input.scheduledTime, input.task);
    const { item: run } = runKey(datasetGroup, new Date(startedAt).toISOString(), name);
    const { item } = await this.table.write({
      update: { datasetGroup, item: `execution#${name}` },
      setOnce: { run, expiresAt: expiryOf(startedAt, LONGEST_RUN_DAYS + this.keptDays) },
    });
    return { datasetGroup, item: textOf(item?.run) };
  }
}
