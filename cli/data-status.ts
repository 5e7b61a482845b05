import { missingBaseline } from '../lib/reconciler/resource-types/import-baseline';
import {
  rejectedRows,
  rejectedRowsText,
  unfitItems,
  unimportedAcceptance,
} from '../lib/reconciler/resource-types/known-refusals';
import { datasetChecksOf, STATISTICS_PREFIX } from '../lib/record-table/data-statistics';
import type { DeployedAws } from './aws';
import { moment, type Output } from './output';
import { checksInForce } from './recorded-checks';

/**
 * Prints the recorded counts of each check of each dataset's rows, the newest check first. Then prints remarks about
 * the data.
 */
export async function printData(aws: DeployedAws, group: string, output: Output): Promise<void> {
  const datasets = (await aws.records.query(group, { prefix: STATISTICS_PREFIX })).flatMap(datasetChecksOf);
  const all = datasets.flatMap(({ csvName: dataset, checks }) => checks.map((check) => ({ dataset, ...check })));
  output.document(all);
  if (all.length === 0)
    output.line(
      `No checks of rows are recorded for dataset group '${group}' yet. workflowConfig.checks of a dataset turns them on.`,
    );
  const rows = all.map(
    ({ dataset, checkedAt, verdict, isOnlyCounted, from, to, nulls, counts, isComplete, ...check }) => [
      dataset,
      moment(checkedAt),
      isOnlyCounted ? 'counted' : output.status(verdict),
      `${check.rows}${isComplete ? '' : ' read'}`,
      ...[check.users, check.items, check.actions, check.eventTypes].map((count) => (count > 0 ? String(count) : '-')),
      listed(nulls),
      `${from?.slice(0, 10) ?? ''} - ${to?.slice(0, 10) ?? ''}`,
      listed(counts),
    ],
  );
  const counted = ['ROWS', 'USERS', 'ITEMS', 'ACTIONS', 'EVENT TYPES', 'NULLS', 'TIMES', 'VIOLATIONS'];
  output.table(['DATASET', 'CHECKED', 'RESULT', ...counted], rows, ['NULLS', 'VIOLATIONS']);
  for (const line of await remarks(aws, group)) output.line(line);
}

/** Remarks about the data of a dataset group, which are printed after the counts. */
async function remarks(aws: DeployedAws, group: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const { dataset, step, checks } of (await checksInForce(aws, group))?.datasets ?? []) {
    const missing = await missingBaseline(step, checks);
    if (missing !== undefined) lines.push(`${dataset.csvName}: ${missing}.`);
    const unfit = await unfitItems(step);
    if (unfit !== undefined) lines.push(unfit);
    const accepted = await unimportedAcceptance(step, checks);
    if (accepted !== undefined) lines.push(`${dataset.csvName}: ${accepted}.`);
    const rejected = await rejectedRows(step, checks);
    if (rejected !== undefined) lines.push(`${rejectedRowsText(dataset.csvName, rejected)}.`);
  }
  return lines;
}

/** Rejected data whose rows Personalize still has. */
export interface RejectedData {
  /** Base name of the dataset's csv. */
  readonly dataset: string;
  readonly rows: number;
  /** ISO time of the check of these rows. */
  readonly checkedAt: string;
  readonly by: string;
  readonly reason: string;
}

export async function rejectedDataOf(aws: DeployedAws, group: string): Promise<readonly RejectedData[]> {
  const known = (await aws.records.query(group, { prefix: STATISTICS_PREFIX })).flatMap(datasetChecksOf);
  // Rejected data are rare. If there are none, nothing else is read.
  if (known.every(({ checks }) => checks.every(({ verdict }) => verdict !== 'REJECTED'))) return [];
  const found: RejectedData[] = [];
  for (const { dataset, step, checks } of (await checksInForce(aws, group))?.datasets ?? []) {
    const check = await rejectedRows(step, checks);
    if (check?.decision === undefined) continue;
    const { rows, checkedAt, decision } = check;
    found.push({ dataset: dataset.csvName, rows, checkedAt, ...decision });
  }
  return found;
}

/** Text such as `GENRE 10, YEAR 2`, without zeros. */
function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([name, count]) => `${name} ${count}`).join(', ') || '-';
}
