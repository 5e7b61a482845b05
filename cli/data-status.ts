import { datasetChecksOf, STATISTICS_PREFIX } from '../record-table/data-statistics';
import type { RecordTable } from '../record-table/record-table';
import { moment, type Output } from './output';

/** Prints what the checks of a dataset group's rows counted, by dataset, the newest first. */
export async function printData(records: RecordTable, group: string, output: Output): Promise<void> {
  const datasets = (await records.query(group, { prefix: STATISTICS_PREFIX })).flatMap(datasetChecksOf);
  const all = datasets.flatMap(({ csvName: dataset, checks }) => checks.map((check) => ({ dataset, ...check })));
  output.document(all);
  if (all.length === 0) output.line(`No checks of rows of dataset group '${group}': see workflowConfig.checks.`);
  const rows = all.map(({ dataset, checkedAt, verdict, from, to, nulls, counts, isComplete, ...check }) => [
    dataset,
    moment(checkedAt),
    output.status(verdict),
    `${check.rows}${isComplete ? '' : ' read'}`,
    ...[check.users, check.items, check.actions, check.eventTypes].map((count) => (count > 0 ? String(count) : '-')),
    listed(nulls),
    `${from?.slice(0, 10) ?? ''} - ${to?.slice(0, 10) ?? ''}`,
    listed(counts),
  ]);
  const counted = ['ROWS', 'USERS', 'ITEMS', 'ACTIONS', 'EVENT TYPES', 'NULLS', 'TIMES', 'VIOLATIONS'];
  output.table(['DATASET', 'CHECKED', 'RESULT', ...counted], rows, ['NULLS', 'VIOLATIONS']);
}

/** `GENRE 10, YEAR 2` */
function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return parts.join(', ') || '-';
}
