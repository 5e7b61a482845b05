import { CsvTooDeep } from '../../lib/aws/data-bucket';
import { folderOf, isCsvOf } from '../../lib/aws/data-bucket-layout';
import { undefinedOn } from '../../lib/aws/undefined-on';
import { isFailed, isPending } from '../../lib/personalize/statuses';
import { importsOf } from '../../lib/reconciler/account/imports-of';
import { ownDatasetArn } from '../../lib/reconciler/resource-types/dataset';
import { acceptCommand } from '../../lib/reconciler/resource-types/import-checks';
import { importFingerprints } from '../../lib/reconciler/resource-types/import-content';
import { hasFingerprint } from '../../lib/reconciler/resource-types/job-name';
import { LOCKS, lockIn } from '../../lib/reconciler/work/work-locks';
import { DataDeletions } from '../../lib/record-table/data-deletions';
import { heldLock } from '../../lib/record-table/locks';
import { RunHistory } from '../../lib/record-table/run-history';
import { plural, printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import { unreadable } from '../file-in-force';
import { type ChecksInForce, checksInForce, type RecordedChecks } from '../recorded-checks';
import { shortId } from '../run-search';
import type { UserHolder } from './purge-survey';

/**
 * The parameter file in force, with what is needed to read the imports of its datasets. Undefined if no file is in
 * force.
 * @throws CliFailure if the file cannot be read
 */
export async function readableChecks(aws: DeployedAws, group: string): Promise<ChecksInForce | undefined> {
  const known = await checksInForce(aws, group);
  const file = known === undefined ? await aws.filesInForce.find(group) : undefined;
  if (file !== undefined) throw unreadable(file, group);
  return known;
}

/**
 * Lines of text about each dataset from whose csv rows are removed: what the next import does with the rewritten csv if
 * imports only add rows, and which limits these csv may break.
 */
export function effectsOf({ file, state, datasets }: ChecksInForce, holders: readonly UserHolder[]): readonly string[] {
  return datasets.flatMap((each) => {
    const { csvName, checks = {} } = each.dataset;
    const own = holders.filter(({ key }) => isCsvOf(folderOf(file.key), csvName, key));
    const rows = own.reduce((sum, { csv }) => sum + (csv?.userRows ?? 0), 0);
    const limits = (['minimumRows', 'maximumRowDrop'] as const).filter((limit) => checks[limit] !== undefined);
    if (rows === 0) return [];
    const again = `${csvName}: importMode is INCREMENTAL, so the next import adds all rows of its csv again, which is billed. Before that import, remove from the csv the rows that were imported already.`;
    const added = isAdding(each) ? [again] : [];
    if (limits.length === 0) return added;
    const accept = acceptCommand(state.datasetGroup.name, csvName);
    const broken = `${plural(rows, 'row')} fewer may break ${limits.join(' or ')}`;
    return [...added, `${csvName}: ${broken}. If the next import is refused, ${accept} imports the csv anyway.`];
  });
}

/**
 * Reasons why the lists under `delete/` must be kept after the purge. There are two: the next import would read some of
 * the deleted users, or an earlier import may have brought them back.
 * @param holders object versions that have some of the users
 * @param since ISO time since which imports may have brought users back
 */
export async function obstaclesOf(
  known: ChecksInForce | undefined,
  holders: readonly UserHolder[],
  since: string,
): Promise<readonly string[]> {
  const lines = holders.flatMap(({ key, remedy }) =>
    remedy === undefined ? [] : [`${printable(key)}: the next import would bring these users back. ${remedy}`],
  );
  for (const each of known?.datasets ?? []) {
    const imports = (await doubtfulImports(each, holders, new Date(since))).length;
    if (imports === 0) continue;
    const remedy = isAdding(each)
      ? 'Imports of this dataset only add rows, so none of them removes these users: request the deletion again.'
      : 'The next import replaces all rows: purge again after it.';
    const problem = `${plural(imports, 'import')} since the deletion may have brought users back`;
    lines.push(`${each.dataset.csvName}: ${problem}. ${remedy}`);
  }
  return lines;
}

function isAdding({ dataset }: RecordedChecks): boolean {
  return dataset.importJob.request.importMode === 'INCREMENTAL';
}

/**
 * Imports of a dataset, in progress or completed after `since`, that may have read some of the users. If the csv that are
 * now in the bucket have none of the users, imports of exactly these csv are left out. If imports replace all rows,
 * only the newest import counts.
 */
async function doubtfulImports(each: RecordedChecks, holders: readonly UserHolder[], since: Date) {
  const { dataset, step } = each;
  const ended = (await importsOf(step.personalize, ownDatasetArn(step))).filter(
    ({ status = '', creationDateTime: created, lastUpdatedDateTime: updated = created }) =>
      !isFailed(status) && (isPending(status) || (updated !== undefined && updated > since)),
  );
  const imports = isAdding(each) ? ended : ended.slice(0, 1);
  const data = await undefinedOn(step.bucket.csv(step.folder, dataset.csvName), CsvTooDeep);
  const hasUsers = holders.some(({ key, isLatest }) => isLatest && isCsvOf(step.folder, dataset.csvName, key));
  const same = data === undefined || hasUsers ? [] : importFingerprints(step, data);
  return imports.filter(({ jobName }) => !same.some((each) => hasFingerprint(String(jobName), each)));
}

/**
 * Checks that no import or run uses the data of the dataset groups. Deletions of users also hold the lock on the data,
 * but are ignored, because they read no csv of datasets.
 * @throws CliFailure
 */
export async function assertNoImport(aws: DeployedAws, datasetGroups: readonly string[]): Promise<void> {
  for (const group of datasetGroups) {
    const users = await usersOfData(aws, group);
    if (users.length === 0) continue;
    throw new CliFailure(
      `The data of dataset group '${group}' are in use by ${users.join(', ')}: nothing more was changed.`,
      `\`personalize-mlops status ${group}\` shows what uses the data. Purge again when nothing uses it. Steps that are done are not repeated.`,
    );
  }
}

/**
 * Maximum time in milliseconds for which a Lambda function of an ended run may still be at work. Lambda stops functions
 * after 15 minutes.
 */
const STILL_WORKING = 15 * 60_000;

/**
 * Ids of the runs that may still be at work: runs in progress, and runs that have just ended. A lock alone does
 * not show that a run is at work, because a stopped run may hold its lock long after its last function has ended.
 */
async function workingRuns(aws: DeployedAws, group: string): Promise<ReadonlySet<string>> {
  const history = new RunHistory(aws.records);
  const since = new Date(aws.now() - STILL_WORKING).toISOString();
  const until = new Date(aws.now() + STILL_WORKING).toISOString();
  const runs = [...(await history.inProgress(group)), ...(await history.endedIn(group, since, until))];
  return new Set(runs.map(({ id }) => id));
}

/** Runs and imports that use the data of a dataset group. */
async function usersOfData(aws: DeployedAws, group: string): Promise<readonly string[]> {
  const open = (await new DataDeletions(aws.records).of(group)).filter(({ finishedAt }) => finishedAt === undefined);
  const deletions = open.map(({ run }) => run);
  const { holders = [] } = (await heldLock(aws.records, lockIn(group, LOCKS.data))) ?? {};
  const working = await workingRuns(aws, group);
  const runs = holders
    .map((run) => run.split(':').at(-1) ?? '')
    .filter((run) => !deletions.includes(run) && working.has(run));
  const users = runs.map((run) => `run ${shortId(run)}`);
  for (const { step } of (await readableChecks(aws, group))?.datasets ?? [])
    for (const { jobName, status = '' } of await importsOf(aws.personalize, ownDatasetArn(step)))
      if (isPending(status)) users.push(`import '${jobName}'`);
  return users;
}
