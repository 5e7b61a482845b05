import { type CsvFile, checkSection, type FilePosition, type ReadOptions } from './check-dataset';
import { Findings, type FindingsData } from './findings';
import type { DatasetPurpose } from './purpose';

/** Progress of a check of files, kept as JSON between invocations of a function. */
export interface PartProgress {
  readonly found: FindingsData;
  /** Position at which the check continues; absent once the check is finished. */
  readonly next?: PartPosition;
}

interface PartPosition {
  /** Index of the file. */
  readonly file: number;
  /** Position in the file; absent at the beginning of the file. */
  readonly at?: FilePosition;
}

/**
 * Number of bytes that are read at once, which takes seconds. Bytes with faults may be read again with other rules for
 * quotes, and then the better reading counts. So findings are kept only once all these bytes were read.
 */
const AT_ONCE = 64e6;
/**
 * Maximum number of files that are read in parallel. If more than one file is read, they have together at most {@link AT_ONCE} bytes. Small
 * files are read in parallel because most of the time is spent waiting for S3.
 */
const MAX_FILES = 8;

interface Reading extends Pick<ReadOptions, 'mayLackColumns'> {
  /**
   * Function that is called now and then. If the function returns true, the check stops; another call of
   * {@link checkPart} continues the check.
   */
  readonly isTimeUp: () => boolean;
  /** Number of bytes that are read at once. Default: {@link AT_ONCE}. */
  readonly bytesAtOnce?: number;
}

/**
 * Checks files section by section, from the position at which an earlier call ended. Rules for a dataset as a whole are not checked.
 * @param before result of the earlier call; undefined if there was none
 * @throws errors of {@link CsvFile.open}
 */
export async function checkPart(
  files: readonly CsvFile[],
  purpose: DatasetPurpose,
  before: PartProgress | undefined,
  { isTimeUp, bytesAtOnce = AT_ONCE, mayLackColumns = false }: Reading,
): Promise<PartProgress> {
  const found = new Findings(purpose);
  let next = before ? before.next : { file: 0 };
  while (next !== undefined && !isTimeUp()) {
    const read = await Promise.all(
      filesAtOnce(files, next, bytesAtOnce).map((file, index) =>
        checkSection(file, purpose, { isTimeUp, mayLackColumns }, index === 0 ? next?.at : undefined, bytesAtOnce),
      ),
    );
    const isInterrupted = isTimeUp() && read.some((each) => !each.found.isComplete);
    if (isInterrupted) break;
    for (const each of read) found.merge(each.found);
    next = positionAfter(next, read, files.length);
  }
  // The earlier findings come from JSON, which has hashes in place of texts. So the new findings are converted to JSON
  // too, before both are merged.
  const all = new Findings(purpose);
  if (before !== undefined) all.merge(before.found);
  all.merge(JSON.parse(JSON.stringify(found)));
  return { found: all, ...(next && { next }) };
}

/**
 * The files that are read in parallel. The first is the file at the position. Further files follow only if the first one is
 * read from its beginning, and as long as all files have together at most `bytes` bytes.
 */
function filesAtOnce(files: readonly CsvFile[], { file: first, at }: PartPosition, bytes: number): readonly CsvFile[] {
  let all = 0;
  return files.slice(first, first + MAX_FILES).filter(({ size }, index) => {
    all += size;
    return index === 0 || (at === undefined && all <= bytes);
  });
}

function positionAfter(
  { file }: PartPosition,
  read: readonly { readonly next?: FilePosition }[],
  files: number,
): PartPosition | undefined {
  const at = read.at(-1)?.next;
  if (at !== undefined) return { file: file + read.length - 1, at };
  return file + read.length < files ? { file: file + read.length } : undefined;
}
