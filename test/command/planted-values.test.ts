import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, interactions, interactionsKey } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

const SECRET = 'zanzibar-7';

/** Rows in which the secret is the id of a user and part of the id of an item. */
const PLANTED = interactions(2000).replaceAll('user-7,', `${SECRET},`).replaceAll('item-49,', `item-${SECRET},`);
/** The same rows, but one row has the secret in place of its timestamp. */
const BROKEN = PLANTED.replace(/,click,\d+\n/, `,click,${SECRET}\n`);

describe('a personal value in csv', () => {
  test.each([
    ['valid', PLANTED],
    ['invalid', BROKEN],
  ])('is neither printed nor saved by commands if the csv is %s', async (_, csv) => {
    // Prepare
    const account = await openQuick();
    const deployment = await serve(account);
    const folder = await folderOf(completeSample());
    await writeFile(join(folder, interactionsKey('small')), csv);
    const saved = join(folder, 'plan.json');

    // Act
    const results = [
      await cli.run(['validate', folder]),
      await cli.run(['validate', '--json', folder]),
      await deployment.run(['plan', folder, '--out', saved, '--format', 'markdown']),
      await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', '--interval', '0.001'])),
      await deployment.run(['status', 'small']),
      await deployment.run(['runs', 'list']),
      await deployment.run(['usage']),
      await deployment.run(['doctor']),
    ];

    // Assess
    const texts = results.map(({ stdout, stderr }) => `${stdout}${stderr}`);
    const plan = await readFile(saved, 'utf8').catch(() => '');
    expect(plan === '').toBe(csv === BROKEN);
    for (const text of [...texts, plan]) expect(text).not.toContain(SECRET);
  });
});
