import type { ExecutionStatus } from '../aws/execution-status';
import type { FileReference } from './file-reference';
import { type FileInForce, type Upload, uploadAttributes, uploadOf } from './files-in-force';
import { type Attributes, texts, textsOf } from './item';
import type { RecordTable } from './record-table';

/** The newest conflict-free upload that waits for the lock of its dataset group. */
export interface WaitingUpload extends Upload, Pick<FileInForce, 'tasks'> {
  /** ARN of the waiting execution of `run`. */
  readonly execution: string;
  /**
   * Version ids of parameter files whose runs have ended because of this upload, or because of an earlier waiting
   * upload that this upload replaced.
   */
  readonly superseded: readonly string[];
}

/** Waiting uploads: items `waiting-upload`. An item whose execution has ended no longer counts. */
export class WaitingUploads {
  constructor(
    private readonly table: RecordTable,
    private readonly executions: Pick<ExecutionStatus, 'isRunning'>,
  ) {}

  /**
   * @param inForce the file in force. An upload of the same key that is older than this file does not count as waiting
   * @returns undefined if no upload waits
   */
  async find(datasetGroup: string, inForce: Upload | undefined): Promise<WaitingUpload | undefined> {
    const item = await this.table.get(keyOf(datasetGroup));
    if (item === undefined || !(await this.isRunning(item))) return undefined;
    const upload = uploadOf(item);
    if (upload.key === inForce?.key && upload.sequencer < inForce.sequencer) return undefined;
    return { ...upload, ...texts(item, 'execution'), superseded: textsOf(item.superseded) };
  }

  /**
   * Records that an upload waits, in place of any other upload.
   * @param before the waiting upload that the caller has found, and that the new upload may replace
   * @returns false if a newer version of the same key waits, or if an upload of another key began to wait in the
   * meantime
   */
  async put(
    datasetGroup: string,
    { tasks, execution, superseded, ...upload }: WaitingUpload,
    now: Date,
    before?: WaitingUpload,
  ): Promise<boolean> {
    const put = {
      ...keyOf(datasetGroup),
      ...uploadAttributes(upload, tasks ?? []),
      execution,
      since: now.toISOString(),
      superseded: superseded.length === 0 ? undefined : new Set(superseded),
    };
    const { key, sequencer } = upload;
    const condition =
      'attribute_not_exists(#key) OR (#key = :key AND #sequencer <= :sequencer) OR #execution = :before';
    const values = { key, sequencer, before: before?.execution ?? '' };
    const { written, item } = await this.table.write({ put, if: condition, values });
    if (written || item === undefined || (await this.isRunning(item))) return written;
    // The run of the other upload has ended without removing its record, so the new upload replaces the record.
    return (await this.table.write({ put, if: '#execution = :ended', values: { ended: item.execution } })).written;
  }

  /**
   * Records that the run of `file` ends because of the waiting upload.
   * @returns false if the waiting upload no longer waits
   */
  async noteSuperseded(datasetGroup: string, { execution }: WaitingUpload, { versionId }: FileReference) {
    const add = { superseded: new Set([versionId]) };
    const condition = { if: '#execution = :execution', values: { execution } };
    return (await this.table.write({ update: keyOf(datasetGroup), add, ...condition })).written;
  }

  /**
   * Deletes the record of an execution's upload.
   * @returns version ids of files whose runs have ended because of this upload; empty if the record belongs to another
   * upload
   */
  async remove(datasetGroup: string, execution: string): Promise<readonly string[]> {
    for (;;) {
      const { superseded, execution: recorded } = (await this.table.get(keyOf(datasetGroup))) ?? {};
      if (recorded !== execution) return [];
      // If another run has added its file to `superseded` in the meantime, the deletion is tried again.
      const isAsRead = superseded === undefined ? 'attribute_not_exists(#superseded)' : '#superseded = :superseded';
      const condition = { if: `#execution = :execution AND ${isAsRead}`, values: { execution, superseded } };
      const { written } = await this.table.write({ delete: keyOf(datasetGroup), ...condition });
      if (written) return textsOf(superseded);
    }
  }

  private isRunning(item: Attributes): Promise<boolean> {
    const { execution, since } = texts(item, 'execution', 'since');
    return this.executions.isRunning(execution, new Date(since));
  }
}

function keyOf(datasetGroup: string) {
  return { datasetGroup, item: 'waiting-upload' };
}
