import { folderOf, isCsvOf } from '../../lib/aws/data-bucket-layout';
import { limitProblems } from '../../lib/parameter-file/data-checks';
import { isPending } from '../../lib/personalize/statuses';
import { importsOf } from '../../lib/reconciler/account/imports-of';
import { ownDatasetArn } from '../../lib/reconciler/resource-types/dataset';
import { findBaseline } from '../../lib/reconciler/resource-types/import-baseline';
import { acceptCommand } from '../../lib/reconciler/resource-types/import-checks';
import { LOCKS, lockIn } from '../../lib/reconciler/work/work-locks';
import { present } from '../../lib/record-table/item';
import { heldLock } from '../../lib/record-table/locks';
import { plural } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import type { ChecksInForce, RecordedChecks } from '../recorded-checks';
import { shortId } from '../run-search';
import type { UserHolder } from './purge-survey';

/** Counts of data that no check has counted. */
const UNCOUNTED = { rows: 0, users: 0, items: 0, actions: 0, nulls: {}, eventTypes: 0 };

/**
 * What the purge means for later imports, a line each.
 * @param deletedAt ISO time when the first deletion had ended
 */
export async function effectsOf(
  { file, state, datasets }: ChecksInForce,
  holders: readonly UserHolder[],
  deletedAt: string,
  now: Date,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const each of datasets) {
    const { dataset, step } = each;
    const own = holders.filter(({ key, csv }) => csv && isCsvOf(folderOf(file.key), dataset.csvName, key));
    if (own.length === 0) continue;
    const later = (await importsOf(step.personalize, ownDatasetArn(step))).filter(
      ({ creationDateTime }) => creationDateTime !== undefined && creationDateTime > new Date(deletedAt),
    );
    const isAdding = dataset.importJob.request.importMode === 'INCREMENTAL';
    const remedy = isAdding
      ? 'Imports only add rows: request the deletion again.'
      : 'The next import replaces all rows.';
    const effects = [
      ...(later.length > 0
        ? [`${plural(later.length, 'import')} since the deletion may have brought users back. ${remedy}`]
        : []),
      ...(await refusalsOf(each, own, state.datasetGroup.name, now)),
    ];
    lines.push(...effects.map((effect) => `${dataset.csvName}: ${effect}`));
  }
  return lines;
}

/** Limits that the rewritten csv of a dataset will break, by the counts of its newest check. */
async function refusalsOf(
  { dataset, checks, step }: RecordedChecks,
  own: readonly UserHolder[],
  group: string,
  now: Date,
): Promise<readonly string[]> {
  if (dataset.checks === undefined) return [];
  const { minimumRows, maximumRowDrop, onViolation } = dataset.checks;
  const { check, uncounted } = await findBaseline(step, checks);
  const sum = (count: 'rows' | 'userRows') => own.reduce((all, { csv }) => all + (csv?.[count] ?? 0), 0);
  const rows = (checks[0]?.rows ?? sum('rows')) - sum('userRows');
  const limits = present({ minimumRows, maximumRowDrop });
  const broken = limitProblems(limits, { ...UNCOUNTED, ...check, rows }, check, now).map(({ message }) => message);
  const lost =
    uncounted && 'the last import was not counted, and its csv will be gone: there is nothing to compare with.';
  const follows =
    onViolation === 'notify'
      ? 'It is imported, and notified.'
      : `The next import needs ${acceptCommand(group, dataset.csvName)}.`;
  return [...broken, ...(lost === undefined ? [] : [lost])].map((problem) => `${problem} ${follows}`);
}

/**
 * Refuses a purge while csv are read, checked or imported. Deletions do not read them.
 * @param deletions ids of the runs of deletions in progress
 * @throws CliFailure
 */
export async function assertNoImport(
  aws: DeployedAws,
  group: string,
  known: ChecksInForce | undefined,
  deletions: readonly string[],
): Promise<void> {
  const { holders = [] } = (await heldLock(aws.records, lockIn(group, LOCKS.data))) ?? {};
  const runs = holders.map((run) => run.split(':').at(-1) ?? '').filter((run) => !deletions.includes(run));
  const users = runs.map((run) => `run ${shortId(run)}`);
  for (const { step } of known?.datasets ?? [])
    for (const { jobName, status = '' } of await importsOf(aws.personalize, ownDatasetArn(step)))
      if (isPending(status)) users.push(`import '${jobName}'`);
  if (users.length === 0) return;
  throw new CliFailure(
    `The data of dataset group '${group}' are in use by ${users.join(', ')}: nothing more was changed.`,
    `Purge again once that has ended: \`personalize-mlops status ${group}\`. What is done already is not repeated.`,
  );
}
