import { type CsvFile, checkSection, type FilePosition } from './check-dataset';
import { Findings, type Found } from './findings';
import type { DatasetPurpose } from './purpose';

/** What a check of some files has found so far. It is kept as JSON between the invocations of a function. */
export interface PartProgress {
  readonly found: Found;
  /** Where the check goes on; absent once it is finished. */
  readonly next?: PartPosition;
}

interface PartPosition {
  /** Index of the file. */
  readonly file: number;
  /** Absent at its beginning. */
  readonly at?: FilePosition;
}

/**
 * Bytes that are read before the clock is read: seconds. What was found in them counts only as a whole, as the quotes of rows may be
 * read in up to three ways.
 */
const AT_ONCE = 64e6;
/** Files of which so many bytes are read side by side. For small ones, the time until S3 answers counts most. */
const MOST_FILES = 8;

interface Reading {
  /** Asked now and then: true ends the reading, which another call goes on with. */
  readonly isTimeUp: () => boolean;
  /** Default: {@link AT_ONCE}. */
  readonly bytesAtOnce?: number;
}

/**
 * Checks files row by row, section by section, from where an earlier call ended. Without the rules for all files of a dataset together.
 * @param before what that call returned; default: nothing was read
 * @throws what {@link CsvFile.open} throws
 */
export async function checkPart(
  files: readonly CsvFile[],
  purpose: DatasetPurpose,
  before: PartProgress | undefined,
  { isTimeUp, bytesAtOnce = AT_ONCE }: Reading,
): Promise<PartProgress> {
  const found = new Findings(purpose);
  let next = before ? before.next : { file: 0 };
  while (next !== undefined && !isTimeUp()) {
    const read = await Promise.all(
      filesAtOnce(files, next, bytesAtOnce).map((file, index) =>
        checkSection(file, purpose, { isTimeUp }, index === 0 ? next?.at : undefined, bytesAtOnce),
      ),
    );
    const isInterrupted = isTimeUp() && read.some((each) => !each.found.isComplete);
    if (isInterrupted) break;
    for (const each of read) found.merge(each.found);
    next = positionAfter(next, read, files.length);
  }
  // JSON has hashes in place of texts, as what was found before has.
  const all = new Findings(purpose);
  if (before !== undefined) all.merge(before.found);
  all.merge(JSON.parse(JSON.stringify(found)));
  return { found: all, ...(next && { next }) };
}

/** The file of the position, and as many that follow it as are read side by side: whole ones, if it is read whole. */
function filesAtOnce(files: readonly CsvFile[], { file: first, at }: PartPosition, bytes: number): readonly CsvFile[] {
  let all = 0;
  return files.slice(first, first + MOST_FILES).filter(({ size }, index) => {
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
