import { DataDeletions } from '../../lib/record-table/data-deletions';
import { present } from '../../lib/record-table/item';
import { plural, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { canAsk, confirmYes, type YesOptions } from '../confirmation';
import { assertNoImport, effectsOf, obstaclesOf, readableChecks } from '../data-deletions/purge-effects';
import { PurgeSurvey, type UserHolder } from '../data-deletions/purge-survey';
import { rewriteCsv } from '../data-deletions/rewrite-csv';
import {
  deletedSince,
  failedDeletions,
  lostLists,
  purgedRuns,
  storedLists,
  type UserList,
} from '../data-deletions/user-lists';
import { deleteVersions } from '../delete-versions';
import { CliFailure, explain } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';

export interface PurgeOptions extends AwsOptions, YesOptions {
  /** True to only show what would be done. */
  readonly dryRun: boolean;
}

/**
 * Removes users from the csv of a dataset group after Personalize has deleted these users. Rewrites the csv, then
 * deletes old object versions that have these users, and finally deletes the lists of users. The lists are kept as long
 * as an import could bring the users back. If a purge was interrupted, the next purge continues it.
 * @returns exit status: 1 if the purge or a deletion is incomplete. With `--dry-run`, 0 if there are lists to purge,
 * even if the purge would be incomplete
 * @throws CliFailure if the file in force cannot be read, data are being imported, a csv changes meanwhile, or an
 * answer is not yes
 * @throws WrongUsage if a question cannot be asked: see {@link confirmYes}
 */
export async function purge(group: string, options: PurgeOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const deletions = await new DataDeletions(aws.records).of(group);
  const lists = await storedLists(aws, deletions);
  const survey = await PurgeSurvey.open(aws, group, lists);
  const open = deletions.filter(({ finishedAt }) => finishedAt === undefined);
  const waiting = open.map(
    ({ file, status }) =>
      `The deletion of the users in ${printable(file)} is ${status}: purge these users once it has ended.`,
  );
  const excluded = [...waiting, ...lostLists(deletions, lists), ...(await failedDeletions(aws, deletions))];
  for (const line of excluded) output.line(line);
  if (lists.length === 0) {
    const isDone = excluded.length === 0;
    output.line('Nothing to purge: no list of a completed deletion is stored.');
    output.document({ datasetGroup: group, lists: [], versions: [], effects: [], obstacles: excluded, isDone });
    return isDone ? 0 : 1;
  }
  const holders = await survey.readNew(!options.json);
  const known = await readableChecks(aws, group);
  const effects = known === undefined ? [] : effectsOf(known, holders);
  const since = deletedSince(lists);
  const expected = await obstaclesOf(known, holders, since);
  print(lists, holders, output);
  for (const line of survey.unreadable) output.line(line);
  output.section(effects.length > 0 ? ['The next import:', ...effects] : []);
  printObstacles(expected, output);
  const document = documentOf(group, effects, lists, holders);
  const isChanging = !options.dryRun && (options.yes || canAsk(options));
  // Usually, the document is printed at the end. It is printed here if purge will change nothing: with `--dry-run`, or
  // if `--yes` is not given and questions cannot be asked.
  if (!isChanging) output.document({ ...document, obstacles: [...excluded, ...expected], isDone: false });
  if (options.dryRun) return 0;
  const kept = holders.filter(({ action }) => action === 'KEEP');
  const obstaclesNow = () => obstaclesOf(known, kept, since);
  const obstacles = await takeSteps(
    group,
    { aws, survey, lists, runs: purgedRuns(deletions, lists), holders, obstaclesNow },
    options,
    output,
  );
  if (kept.length > 0)
    output.line(
      `${plural(kept.length, 'object version')} above ${kept.length === 1 ? 'is' : 'are'} kept: delete what is not needed.`,
    );
  output.line('Your own copies and exports still have these users: remove the users before you upload a copy.');
  output.line(
    'Csv beside parameter files of runs that are no longer recorded were not searched: `personalize-mlops data-deletions find FILE` searches the whole bucket.',
  );
  printObstacles(obstacles, output);
  const isDone = obstacles.length + excluded.length === 0;
  if (isChanging) output.document({ ...document, obstacles: [...excluded, ...obstacles], isDone });
  return isDone ? 0 : 1;
}

interface PreparedPurge {
  readonly aws: DeployedAws;
  readonly survey: PurgeSurvey;
  readonly lists: readonly UserList[];
  /** Ids of the runs whose deletions will be recorded as purged. */
  readonly runs: readonly string[];
  readonly holders: readonly UserHolder[];
  /** Finds the reasons why the lists cannot be deleted now. */
  readonly obstaclesNow: () => Promise<readonly string[]>;
}

/** @returns reasons why the lists of users were kept; empty if the lists were deleted */
async function takeSteps(
  group: string,
  { aws, survey, lists, runs, holders, obstaclesNow }: PreparedPurge,
  options: PurgeOptions,
  output: Output,
): Promise<readonly string[]> {
  const take = async (what: string, work: () => Promise<unknown>) => {
    await confirmYes(`${what}?`, options, 'Stopped: nothing more was changed. The next purge continues.');
    await assertNoImport(aws, survey.datasetGroups);
    await work().catch(failStopped);
    output.line(`${output.colors.green('done')} ${what}.`);
  };
  const csv = holders.filter(({ action }) => action === 'REWRITE');
  const old = holders.filter(({ action }) => action !== 'KEEP');
  if (csv.length > 0)
    await take(`Rewrite ${csv.length} csv without the rows of these users`, async () => {
      for (const each of csv) await rewriteCsv(aws, each);
    });
  if (old.length > 0)
    await take(`Delete ${plural(old.length, 'old version')} of csv that have these users, for good`, () =>
      deleteVersions(aws.s3, aws.names.dataBucket, old),
    );
  const obstacles = await obstaclesNow();
  if (obstacles.length > 0) return obstacles;
  await take(`Delete ${plural(lists.length, 'list')} of users, for good`, async () => {
    await assertNothingNew(survey, options);
    const [imported] = await obstaclesNow();
    if (imported !== undefined) throw new CliFailure(imported, 'The lists of users are still stored.');
    const records = new DataDeletions(aws.records);
    for (const run of runs) await records.recordPurge(group, run, new Date(aws.now()).toISOString());
    await deleteVersions(aws.s3, aws.names.dataBucket, lists);
  });
  return [];
}

/**
 * Throws the error of a failed step again, and adds the hint that the next purge continues. An unexpected error, and a
 * CliFailure that already has a hint, are thrown unchanged.
 * @throws CliFailure
 */
function failStopped(error: unknown): never {
  const { message, hint } = explain(error) ?? {};
  if (message === undefined || (error instanceof CliFailure && hint !== undefined)) throw error;
  const next = 'What has been changed stays. The next purge continues.';
  throw new CliFailure(message, hint === undefined ? next : `${hint}\n${next}`);
}

function documentOf(
  datasetGroup: string,
  effects: readonly string[],
  lists: readonly UserList[],
  holders: readonly UserHolder[],
) {
  return {
    datasetGroup,
    effects,
    lists: lists.map(({ key, versionId, run, users }) => ({ key, versionId, run, users: users.size })),
    versions: holders.map(({ key, versionId, isLatest, users, action, why, csv }) =>
      present({ key, versionId, isLatest, users, action, why, rows: csv?.userRows }),
    ),
  };
}

/**
 * Checks that no object version written during the purge has any of the users. Ignores versions that purge would keep
 * and no import reads.
 * @throws CliFailure
 */
async function assertNothingNew(survey: PurgeSurvey, { json }: PurgeOptions): Promise<void> {
  const found = await survey.readNew(!json);
  const [left] = found.filter(({ action, remedy }) => action !== 'KEEP' || remedy !== undefined);
  if (left === undefined) return;
  throw new CliFailure(
    `${printable(left.key)} was uploaded meanwhile, with ${left.users} of these users.`,
    'Purge again: the lists of users are still stored.',
  );
}

function printObstacles(obstacles: readonly string[], output: Output): void {
  const title = 'The purge is not complete. The lists of users are kept until this is solved:';
  output.section(obstacles.length > 0 ? [title, ...obstacles] : []);
}

const ACTIONS = { REWRITE: 'rewrite, then delete', DELETE: 'delete', KEEP: 'keep' } as const;

function print(lists: readonly UserList[], holders: readonly UserHolder[], output: Output): void {
  output.table(
    ['OBJECT', 'USERS', 'ROWS', 'VERSION', 'ACTION'],
    [
      ...holders.map(({ key, users, csv, versionId, action, why }) => [
        key,
        String(users),
        String(csv?.userRows ?? '-'),
        versionId,
        `${ACTIONS[action]}${why === undefined ? '' : `: ${why}`}`,
      ]),
      ...lists.map(({ key, users, versionId }) => [key, String(users.size), '-', versionId, 'delete last']),
    ],
    ['OBJECT'],
  );
}
