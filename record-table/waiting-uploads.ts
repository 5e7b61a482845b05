import type { ExecutionStatus } from '../aws/execution-status';
import type { FileReference } from './file-reference';
import { type FileInForce, type Upload, uploadAttributes, uploadOf } from './files-in-force';
import { texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** The newest upload of a dataset group that has found no conflict and waits for the group's lock. */
export interface WaitingUpload extends Upload, Pick<FileInForce, 'tasks'> {
  /** ARN of the execution of `run` that waits. */
  readonly execution: string;
  /** Ids of the versions of parameter files whose runs have ended because of it. */
  readonly superseded: readonly string[];
}

/** The items `waiting-upload`. One whose execution has ended does not count any more. */
export class WaitingUploads {
  constructor(
    private readonly table: RecordTable,
    private readonly executions: Pick<ExecutionStatus, 'isRunning'>,
  ) {}

  /** @returns undefined if no upload waits */
  async find(datasetGroup: string): Promise<WaitingUpload | undefined> {
    const item = await this.table.get(keyOf(datasetGroup));
    if (item === undefined) return undefined;
    const { execution, since } = texts(item, 'execution', 'since');
    if (!(await this.executions.isRunning(execution, new Date(since)))) return undefined;
    return { ...uploadOf(item), execution, superseded: textsOf(item.superseded) };
  }

  /** Records that an upload waits, in place of any other. */
  async put(datasetGroup: string, upload: Upload, tasks: readonly string[], execution: string, now: Date) {
    const waiting = { ...uploadAttributes(upload, tasks), execution, since: now.toISOString() };
    await this.table.write({ put: { ...keyOf(datasetGroup), ...waiting } });
  }

  /** Records that the run of `file` ends because of the upload that waits. */
  async noteSuperseded(datasetGroup: string, waiting: WaitingUpload, { versionId }: FileReference): Promise<void> {
    await this.table.write({
      update: keyOf(datasetGroup),
      add: { superseded: new Set([versionId]) },
      if: '#execution = :execution',
      values: { execution: waiting.execution },
    });
  }

  /** Deletes the record of the upload whose execution this is. */
  async remove(datasetGroup: string, execution: string): Promise<void> {
    await this.table.write({ delete: keyOf(datasetGroup), if: '#execution = :execution', values: { execution } });
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'waiting-upload' };
}
