import { shortId } from '../../cli/run-search';
import type { DataDeletion } from '../../lib/record-table/data-deletions';
import type { Run } from '../../lib/record-table/runs';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { filter, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const { openQuick } = accounts();
const serve = served(builtCli());
const folderOf = folders();

interface GroupDocument {
  readonly runs: readonly Run[];
  readonly deletions?: readonly DataDeletion[];
}

async function put(account: Account, item: string, members: Readonly<Record<string, string>>): Promise<void> {
  const texts = Object.entries({ datasetGroup: 'small', item, file: 's3://b/k', fileVersion: 'v', ...members });
  const Item = Object.fromEntries(texts.map(([name, text]) => [name, { S: text }]));
  await account.call('dynamodb', 'PutItem', { TableName: account.local.names.recordTable, Item });
}

/** A dataset group with an upload whose training is in progress, and with six newer runs, which were skipped. */
async function training(prepare: (account: Account) => void = () => undefined) {
  const account = await openQuick();
  account.local.personalize.setDuration('solutionVersion', 5 * 3600);
  prepare(account);
  await account.upload(sample());
  await account.passSeconds(3600);
  for (let minute = 1; minute <= 6; minute += 1) {
    const startedAt = new Date(account.local.clock.now() - minute * 60_000).toISOString();
    const run = { workflow: 'dataset-import', trigger: 'import', status: 'SKIPPED', startedAt };
    await put(account, `run#${startedAt}#import`, { ...run, execution: `arn:aws:states:::execution:run:s-${minute}` });
  }
  return serve(account);
}

describe('plan', () => {
  test('says that an upload is in progress, since when, and that its changes are not part of the plan', async () => {
    // Prepare
    const deployment = await training();
    const [run] = (await deployment.json<readonly GroupDocument[]>(['status', 'small']))[0]?.runs.slice(-1) ?? [];
    const folder = await folderOf({ ...sample(), filters: [filter('new')] });

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);

    // Assess
    expect(stdout).toContain(
      [
        '  Uploads in progress, whose changes are not part of this plan:',
        `    run ${shortId(run?.id ?? '')} (upload) since 2026-01-05 00:00 UTC: ${run?.file}, version ${run?.fileVersion}`,
      ].join('\n'),
    );
    expect([status, stdout.includes('import SKIPPED')]).toEqual([0, false]);
  });
});

describe('status', () => {
  test('shows a run in progress in addition to the five newest runs', async () => {
    // Prepare
    const deployment = await training();

    // Act
    const [small] = await deployment.json<readonly GroupDocument[]>(['status', 'small']);

    // Assess
    const shown = small?.runs.map(({ trigger, status }) => `${trigger} ${status}`);
    expect(shown).toEqual([...Array<string>(5).fill('import SKIPPED'), 'upload RUNNING']);
  });

  test.each([
    ['exits with 0 if that run succeeds', 0, 'SUCCEEDED', () => undefined],
    [
      'exits with 1 if that run fails',
      1,
      'FAILED',
      ({ local }: Account) =>
        local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' }),
    ],
  ] as const)(
    '--watch follows a run in progress to its end, despite newer runs, and %s',
    async (_, exit, end, prepare) => {
      // Prepare
      const deployment = await training(prepare);

      // Act
      const watched = await deployment.whileTimeRuns(
        deployment.run(['status', 'small', '--watch', '--interval', '0.001', '--json']),
      );

      // Assess
      const [small] = JSON.parse(watched.stdout) as readonly GroupDocument[];
      expect(small?.runs.at(-1)).toMatchObject({ trigger: 'upload', status: end });
      expect(watched.status).toBe(exit);
    },
  );

  test('shows the five newest deletions of users, and older deletions that have not ended', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    for (let day = 1; day <= 9; day += 1) {
      const requestedAt = `2026-01-0${day}T00:00:00.000Z`;
      const hasEnded = day === 1 || day === 9;
      const status = hasEnded ? 'COMPLETED' : day === 2 ? 'IN_PROGRESS' : 'REQUESTED';
      const members = { requestedAt, users: '1', status, ...(hasEnded && { finishedAt: requestedAt }) };
      await put(account, `data-deletion#run-${day}`, members);
    }
    const deployment = await serve(account);

    // Act
    const [small] = await deployment.json<readonly GroupDocument[]>(['status', 'small']);

    // Assess
    expect(small?.deletions?.map(({ run }) => run)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((day) => `run-${day}`));
    expect(small?.deletions?.at(-1)?.status).toBe('IN_PROGRESS');
  });
});
