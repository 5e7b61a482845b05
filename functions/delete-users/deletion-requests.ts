import type { Logger } from '@aws-lambda-powertools/logger';
import { CopyObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { DataBucket, isGone } from '../../aws/data-bucket';
import { deletingKey, groupOfDeletion } from '../../aws/data-bucket-layout';
import { DELETION_WORKFLOW } from '../../parameter-file/workflows';
import { printable } from '../../personalize/text';
import type { AcceptedFiles } from '../../record-table/accepted-files';
import type { Deletions } from '../../record-table/deletions';
import { uriOf } from '../../record-table/file-reference';
import { DELETION_TRIGGER } from '../../record-table/run-request';
import type { Refusals } from '../shared/refusals';
import { executionName, type RunStarter } from '../shared/run-starter';
import { type Counter, correlate } from '../shared/telemetry';
import type { UploadedObject } from '../shared/uploaded-object';
import { type CheckedUsers, checkUsers } from './check-users';

/**
 * "The maximum total size of your data deletion input file or files is 100 MB" (developer guide, "Deleting users", November 2026; an
 * older copy says 50 MB: personalize-deletion-size). The lower reading of a megabyte.
 */
const MOST_BYTES = 100_000_000;

interface Destinations {
  readonly logger: Logger;
  readonly count: Counter<'Workflow'>;
  readonly s3: S3Client;
  readonly acceptedFiles: AcceptedFiles;
  readonly deletions: Deletions;
  readonly refusals: Refusals;
  readonly starter: RunStarter;
}

/** What follows an uploaded csv of users. S3 may send its event twice, late, or in the wrong order. */
export class DeletionRequests {
  constructor(private readonly to: Destinations) {}

  /** Every csv ends in one run or in one refusal, which are both notified. */
  async request(object: UploadedObject, requestId: string): Promise<void> {
    const { logger, count, refusals, deletions, starter } = this.to;
    correlate(logger, undefined);
    const { bucket, key, versionId } = object;
    // The console of S3 creates such an object for a folder.
    if (key.endsWith('/')) return;
    const datasetGroup = groupOfDeletion(key);
    const run = executionName(datasetGroup ?? '', [bucket, key, versionId]);
    // First: its csv may be gone, or its dataset group destroyed, once it was deleted.
    const known = datasetGroup === undefined ? undefined : await deletions.find(datasetGroup, run);
    if (known?.finishedAt !== undefined) return logger.info('The event was delivered again', { datasetGroup, object });
    const checked = known ?? (await this.check(object, datasetGroup));
    if ('problem' in checked || datasetGroup === undefined) {
      const why = 'problem' in checked ? checked.problem : '';
      const summary = `Deletion of the users in ${printable(uriOf(object))} refused: ${why}`;
      const description = 'Nothing was deleted. Do what the message says and upload the file again.';
      // By which the command finds it, whatever is wrong with the rest of the key.
      const [, namedGroup] = /^[^/]+\/([^/]+)\//.exec(key) ?? [];
      const named = namedGroup !== undefined && { namedGroup };
      if (await refusals.refuse(object, { summary, description, ...named }, requestId)) count('DeletionsRefused');
      return;
    }
    correlate(logger, run);
    const file = { bucket, key, versionId };
    await deletions.request({ datasetGroup, run, file, users: checked.users, requestedAt: object.time });
    await this.copy(object, deletingKey(datasetGroup, run));
    const request = { datasetGroup, workflow: DELETION_WORKFLOW, trigger: DELETION_TRIGGER, file };
    const started = await starter.start(run, request);
    logger.info(started ? 'Run started' : 'A run was started for this version already', { datasetGroup, object });
    if (started) count('DeletionsRequested');
  }

  private async check(object: UploadedObject, datasetGroup: string | undefined): Promise<CheckedUsers> {
    if (datasetGroup === undefined) return { problem: 'its key must be delete/<dataset group>/<any>.csv.' };
    if ((await this.to.acceptedFiles.find(datasetGroup)) === undefined)
      return { problem: `this deployment manages no dataset group '${printable(datasetGroup)}'.` };
    if (object.size > MOST_BYTES)
      return {
        problem: `it has ${object.size} bytes; it must have at most ${MOST_BYTES}: split it into several files.`,
      };
    try {
      return await checkUsers(() => new DataBucket(this.to.s3, object.bucket).bytes(object));
    } catch (error) {
      if (!isGone(error)) throw error;
      return { problem: `its version ${object.versionId} was deleted before it was read.` };
    }
  }

  /**
   * The version that was checked: a job reads whatever is at a key at its time. Encrypted with keys of S3, as Personalize "can't use your
   * own KMS key" on such a list (developer guide, "Deleting users", November 2026: personalize-deletion-key).
   */
  private async copy({ bucket, key, versionId }: UploadedObject, to: string): Promise<void> {
    const path = [bucket, ...key.split('/')].map(encodeURIComponent).join('/');
    const source = `${path}?versionId=${encodeURIComponent(versionId)}`;
    const encryption = { ServerSideEncryption: 'AES256', TaggingDirective: 'REPLACE' } as const;
    await this.to.s3.send(new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: source, ...encryption }));
  }
}
