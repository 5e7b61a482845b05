import { DataBucket } from '../aws/data-bucket';
import { folderOf } from '../aws/data-bucket-layout';
import { missingBaseline } from '../reconciler/resource-types/import-baseline';
import { type DatasetChecks, datasetChecksOf, STATISTICS_PREFIX } from '../record-table/data-statistics';
import type { DeployedAws } from './aws';
import { moment, type Output } from './output';
import { readState } from './read-file';

/** Prints what the checks of a dataset group's rows counted, by dataset, the newest first. */
export async function printData(aws: DeployedAws, group: string, output: Output): Promise<void> {
  const datasets = (await aws.records.query(group, { prefix: STATISTICS_PREFIX })).flatMap(datasetChecksOf);
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
  for (const line of await missingBaselines(aws, group, datasets)) output.line(line);
}

/** Limits of the parameter file in force that have nothing to compare the next import with. */
async function missingBaselines(aws: DeployedAws, group: string, known: readonly DatasetChecks[]) {
  const file = await aws.filesInForce.find(group);
  const state = file && (await readState(aws, file));
  if (file === undefined || state === undefined) return [];
  const bucket = new DataBucket(aws.s3, aws.names.dataBucket);
  const { scope, personalize } = aws;
  const step = { state, scope, personalize, bucket, folder: folderOf(file.key) };
  const lines: string[] = [];
  for (const { csvName, importJob: resource } of state.datasets) {
    const checks = known.find((each) => each.csvName === csvName)?.checks ?? [];
    const missing = await missingBaseline({ ...step, resource }, checks);
    if (missing !== undefined) lines.push(`${csvName}: ${missing}.`);
  }
  return lines;
}

/** `GENRE 10, YEAR 2` */
function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  return parts.join(', ') || '-';
}
