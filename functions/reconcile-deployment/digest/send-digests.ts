import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import type { FileReference } from '../../../lib/record-table/file-reference';
import { regardless } from '../../shared/telemetry';
import { periodEnd } from './period';
import { type DigestServices, sendDigest } from './send-digest';

export interface DigestsServices extends DigestServices {
  /** Value of the Terraform variable `digest`. */
  readonly setting: string;
  readonly loadFile: (file: FileReference) => Promise<DesiredState>;
  /** Milliseconds in which the data of one digest must be read. */
  readonly readWithin: number;
  /** True if there is time for another digest. */
  readonly hasTime: () => boolean;
}

/**
 * Sends the digests that are due, while there is time. The digest that is overdue longest is sent first. The next night sends the digests
 * that remain. An error in one digest does not stop the others.
 * @param files files in force, by dataset group
 */
export async function sendDigests(
  files: ReadonlyMap<string, FileReference>,
  now: Date,
  services: DigestsServices,
): Promise<void> {
  const { logger, setting, digests, loadFile, readWithin, hasTime } = services;
  const until = periodEnd(setting, now);
  if (until === undefined) return;
  const lastEnds = new Map<string, string | undefined>();
  for (const datasetGroup of files.keys()) lastEnds.set(datasetGroup, await digests.lastEnd(datasetGroup));
  const due = [...files]
    .map(([datasetGroup, file]) => ({ datasetGroup, file, last: lastEnds.get(datasetGroup) }))
    .filter(({ last = '' }) => last < until)
    .sort(({ last: one = '' }, { last: other = '' }) => one.localeCompare(other));
  for (const [index, { datasetGroup, file, last }] of due.entries()) {
    if (!hasTime()) {
      logger.warn('The next night sends the other digests', { datasetGroups: due.length - index });
      return;
    }
    await regardless(logger, `No digest of dataset group '${datasetGroup}' could be sent`, async () =>
      sendDigest(await loadFile(file), { last, until, now, deadline: Date.now() + readWithin, files }, services),
    );
  }
}
