import { CsvTooDeep } from '../../lib/aws/data-bucket';
import { folderOf } from '../../lib/aws/data-bucket-layout';
import { undefinedOn } from '../../lib/aws/undefined-on';
import { ForeseenBucket } from '../../lib/reconciler/plan/foreseen-bucket';
import { localCsvOf } from '../check-data';
import type { ValidFile } from '../source';
import type { PlanInputs } from './fingerprints';

/** Maximum number of keys in a line. */
const NAMED = 10;

/** Line about the data files that `apply` would upload. No line if the bucket has all of them. */
export function changedDataLines({ data: { changed } }: PlanInputs): readonly string[] {
  if (changed.length === 0) return [];
  return [
    `Data files that \`apply\` uploads, because they are missing or different in the bucket: ${named(changed.map(({ key }) => key))}`,
  ];
}

/**
 * Lines about csv that only the bucket has and that imports will read, in addition to the csv on this machine or
 * instead of them. There is one line for each such dataset that also has csv on this machine. The bucket may have such
 * csv, because `apply` deletes nothing in the bucket.
 */
export async function otherCsvLines({ aws, data }: PlanInputs, { key, state }: ValidFile): Promise<readonly string[]> {
  const bucket = new ForeseenBucket(aws.s3, aws.names.dataBucket, data.changed, new Date(aws.now()));
  const all = [...data.changed, ...data.unchanged];
  const lines: string[] = [];
  for (const { csvName } of state.datasets) {
    const local = localCsvOf(all, folderOf(key), csvName).map((file) => file.key);
    if (local.length === 0) continue;
    // The plan itself reports csv in sub-folders.
    const location = await undefinedOn(bucket.csv(folderOf(key), csvName), CsvTooDeep);
    const read = location?.contents.map(([each]) => each) ?? [];
    const others = read.filter((each) => each.endsWith('.csv') && !local.includes(each));
    if (others.length === 0) continue;
    const unread = local.filter((each) => !read.includes(each));
    const instead = unread.length > 0 ? ` They take precedence, so ${named(unread)} will not be imported.` : '';
    lines.push(
      `${csvName}: imports read csv that only the bucket has: ${named(others)}.${instead} Delete from the bucket what should not be imported.`,
    );
  }
  return lines;
}

function named(keys: readonly string[]): string {
  const more = keys.length > NAMED ? ` and ${keys.length - NAMED} more` : '';
  return `${keys.slice(0, NAMED).join(', ')}${more}`;
}
