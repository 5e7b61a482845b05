import { DataDeletions } from '../../lib/record-table/data-deletions';
import { plural, printable } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import { canAsk, confirmYes, type YesOptions } from '../confirmation';
import { assertNoImport, effectsOf } from '../data-deletions/purge-effects';
import { PurgeSurvey, storedLists, type UserHolder, type UserList } from '../data-deletions/purge-survey';
import { rewriteCsv } from '../data-deletions/rewrite-csv';
import { deleteVersions } from '../delete-versions';
import { CliFailure } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { checksInForce } from '../recorded-checks';

export interface PurgeOptions extends AwsOptions, YesOptions {
  /** True to only show what would be done. */
  readonly dryRun: boolean;
}

/** A step of a purge, with its question. */
interface PurgeStep {
  readonly what: string;
  /** True if there is nothing to do. */
  readonly isEmpty: boolean;
  readonly work: () => Promise<unknown>;
}

/**
 * Removes users whose deletion in Personalize has completed from the csv of a dataset group: rewrites the csv, deletes old versions that
 * have the users, and at last the lists of users. Nothing else is recorded of its progress, so the next call ends an interrupted one.
 * @returns exit status: 1 if all deletions are still to be completed
 * @throws CliFailure if data are being imported, a csv changes meanwhile, or an answer is not yes
 */
export async function purge(group: string, options: PurgeOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const records = new DataDeletions(aws.records);
  const deletions = await records.of(group);
  const lists = await storedLists(aws, deletions);
  const survey = await PurgeSurvey.open(aws, group, lists);
  const open = deletions.filter(({ finishedAt }) => finishedAt === undefined);
  for (const { file, status } of open)
    output.line(`The deletion of ${printable(file)} is ${status}: purge its users once it has ended.`);
  if (lists.length === 0) {
    output.line('Nothing to purge: no list of a completed deletion is stored.');
    output.document({ datasetGroup: group, lists: [], versions: [], effects: [], isDone: open.length === 0 });
    return open.length === 0 ? 0 : 1;
  }
  const holders = await survey.readNew(!options.json);
  const known = await checksInForce(aws, group);
  const runs = new Set(lists.map(({ run }) => run));
  const deletedAt = deletions.filter(({ run }) => runs.has(run)).at(-1)?.finishedAt ?? '';
  const effects = known === undefined ? [] : await effectsOf(known, holders, deletedAt, new Date(aws.now()));
  print(lists, holders, effects, output);
  const document = {
    ...{ datasetGroup: group, effects },
    lists: lists.map(({ key, versionId, run, users }) => ({ key, versionId, run, users: users.size })),
    versions: holders.map(({ key, versionId, isLatest, users, action, why, csv }) => ({
      ...{ key, versionId, isLatest, users, action },
      ...(why !== undefined && { why }),
      ...(csv && { rows: csv.userRows }),
    })),
  };
  const isChanging = !options.dryRun && (options.yes || canAsk(options));
  if (!isChanging) output.document({ ...document, isDone: false });
  if (options.dryRun) return 0;
  const csv = holders.filter(({ action }) => action === 'REWRITE');
  const old = holders.filter(({ action }) => action !== 'KEEP');
  const steps: readonly PurgeStep[] = [
    {
      what: `Rewrite ${plural(csv.length, 'csv', 'csv')} without the rows of these users`,
      isEmpty: csv.length === 0,
      work: async () => {
        for (const each of csv) await rewriteCsv(aws, each);
      },
    },
    {
      what: `Delete ${plural(old.length, 'old version')} of csv that have these users, for good`,
      isEmpty: old.length === 0,
      work: () => deleteVersions(aws.s3, aws.names.dataBucket, old),
    },
    {
      what: `Delete ${plural(lists.length, 'list')} of users, for good`,
      isEmpty: false,
      work: async () => {
        await assertNothingNew(survey, options);
        for (const run of runs) await records.recordPurge(group, run, new Date(aws.now()).toISOString());
        await deleteVersions(aws.s3, aws.names.dataBucket, lists);
      },
    },
  ];
  for (const { what, work } of steps.filter(({ isEmpty }) => !isEmpty)) {
    await confirmYes(`${what}?`, options, 'Stopped: nothing more was changed. The next purge continues.');
    await assertNoImport(
      aws,
      group,
      known,
      open.map(({ run }) => run),
    );
    await work();
    output.line(`${output.colors.green('done')} ${what}.`);
  }
  const kept = holders.length - old.length;
  if (kept > 0)
    output.line(
      `${plural(kept, 'object version')} above ${kept === 1 ? 'is' : 'are'} kept: delete what is not needed.`,
    );
  output.line('Your own copies and exports still have these users: upload none of them before they are cleaned.');
  output.document({ ...document, isDone: true });
  return 0;
}

/** @throws CliFailure if a version that was written meanwhile has some of the users */
async function assertNothingNew(survey: PurgeSurvey, { json }: PurgeOptions): Promise<void> {
  const [found] = (await survey.readNew(!json)).filter(({ action }) => action !== 'KEEP');
  if (found === undefined) return;
  throw new CliFailure(
    `${printable(found.key)} was uploaded meanwhile, with ${plural(found.users, 'of these users', 'of these users')}.`,
    'Purge again: the lists of users are still stored.',
  );
}

const ACTIONS = { REWRITE: 'rewrite, then delete', DELETE: 'delete', KEEP: 'keep' } as const;

function print(
  lists: readonly UserList[],
  holders: readonly UserHolder[],
  effects: readonly string[],
  output: Output,
): void {
  output.table(
    ['OBJECT', 'USERS', 'ROWS', 'VERSION', 'ACTION'],
    [
      ...holders.map(({ key, users, csv, versionId, action, why }) => [
        ...[key, String(users), String(csv?.userRows ?? '-'), versionId],
        `${ACTIONS[action]}${why === undefined ? '' : `: ${why}`}`,
      ]),
      ...lists.map(({ key, users, versionId }) => [key, String(users.size), '-', versionId, 'delete last']),
    ],
    ['OBJECT'],
  );
  output.section(effects.length > 0 ? ['Later imports:', ...effects] : []);
}
