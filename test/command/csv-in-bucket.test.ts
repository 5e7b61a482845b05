import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { interactions, interactionsKey, sample, withChecks } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const QUICK = ['--yes', '--no-wait'];
const PART = 'train/small/interactions/part1.csv';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

describe('csv on this machine and in the bucket', () => {
  test('plan and apply warn that the local interactions.csv is not imported if the bucket has csv in the folder interactions', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.put({ [PART]: interactions(1100) });
    const folder = await folderOf(sample());

    // Act
    const planned = await deployment.run(['plan', folder]);
    const applied = await deployment.run(['apply', folder, ...QUICK]);

    // Assess
    for (const { status, stdout } of [planned, applied]) {
      expect(status).toBe(0);
      expect(stdout).toContain(
        `warning interactions: imports read csv that only the bucket has: ${PART}. They take precedence, so ${interactionsKey('small')} will not be imported. Delete from the bucket what should not be imported.\n`,
      );
    }
  });

  test('plan and apply warn that an import also reads csv that only the bucket has', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.put({ [PART]: interactions(1100) });
    const folder = await folderOf(sample());
    await rm(join(folder, interactionsKey('small')));
    await mkdir(join(folder, 'train/small/interactions'));
    await writeFile(join(folder, 'train/small/interactions/part2.csv'), interactions(1200));

    // Act
    const { status, stdout } = await deployment.run(['plan', folder]);
    const markdown = await deployment.run(['plan', folder, '--format', 'markdown']);
    const plans = await deployment.json(['plan', folder]);
    const applied = await deployment.json(['apply', folder, ...QUICK]);

    // Assess
    const warning = `interactions: imports read csv that only the bucket has: ${PART}. Delete from the bucket what should not be imported.`;
    expect(status).toBe(0);
    expect(stdout).toContain(`warning ${warning}\n`);
    expect(markdown.stdout).toMatch(
      /<details open><summary><b>small<.*\n\n```diff\n\? warning interactions: imports read/,
    );
    expect(plans).toMatchObject([{ csvWarnings: [warning] }]);
    expect(applied).toMatchObject({ plans: [{ csvWarnings: [warning] }] });
  });

  test('plan does not warn if csv of this machine and of the bucket have the same keys, or if this machine has no csv', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.put({ [interactionsKey('small')]: interactions(1100) });
    const folder = await folderOf(sample());

    // Act
    const withCsv = await deployment.run(['plan', folder]);
    await rm(join(folder, interactionsKey('small')));
    const withoutCsv = await deployment.run(['plan', folder]);

    // Assess
    for (const { status, stdout } of [withCsv, withoutCsv]) {
      expect(status).toBe(0);
      expect(stdout).not.toContain('warning');
    }
  });

  test('apply refuses a csv with too few rows, except one that the bucket has already, because a person may have accepted it', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(sample());
    const folder = await folderOf(withChecks(sample(), { minimumRows: 5000, maximumAge: '30 days' }));

    // Act
    const imported = await deployment.run(['apply', folder, ...QUICK]);
    await writeFile(join(folder, interactionsKey('small')), interactions(1200));
    const changed = await deployment.run(['apply', folder, ...QUICK]);

    // Assess
    expect([imported.status, changed.status]).toEqual([0, 1]);
    expect(imported.stdout).not.toContain('(minimumRows)');
    expect(changed.stdout).toContain('error 1200 rows, but at least 5000 are required. (minimumRows)\n');
    expect(changed.stdout).not.toContain('(maximumAge)');
  });
});
