import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { parameterFileKey, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const TITLE = 'Dataset groups whose file in force is not in this folder';
const LINE =
  'wide still follows train/wide/config.json. If no other folder has that file, remove the group: `personalize-mlops destroy wide`.';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

describe('for a folder,', () => {
  test('plan and apply name a dataset group whose file in force is not in the folder', async () => {
    // Prepare
    const account = await openQuick();
    const deployment = await serve(account);
    await account.run(sample());
    await account.run(sample('wide'));
    const folder = await folderOf(sample());

    // Act
    const planned = await deployment.run(['plan', folder]);
    const comment = await deployment.run(['plan', folder, '--format', 'markdown']);
    const applied = await deployment.run(['apply', folder, '--yes', '--no-wait']);
    const whole = await deployment.run(['plan', await folderOf(sample(), sample('wide'))]);
    const one = await deployment.run(['plan', join(folder, parameterFileKey('small'))]);

    // Assess
    for (const { stdout } of [planned, applied]) expect(stdout).toContain(`\n${TITLE}\n  ${LINE}\n`);
    expect(comment.stdout).toContain(`<details open><summary>${TITLE}</summary>\n\n\`\`\`diff\n${LINE}\n`);
    for (const { stdout } of [whole, one]) expect(stdout).not.toContain(TITLE);
    expect([planned, comment, applied, whole, one].map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
  });

  test('plan reports that a renamed parameter file comes into force, until apply has put it in force, even if all resources match', async () => {
    // Prepare
    const account = await openQuick();
    const deployment = await serve(account);
    await account.run(sample());
    const folder = await folderOf(sample());
    await rename(join(folder, parameterFileKey('small')), join(folder, 'train/small/shop.json'));
    const replacing = ['--replaces', parameterFileKey('small')];

    // Act
    const planned = await deployment.run(['plan', folder, '--detailed-exitcode', ...replacing]);
    await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', '--interval', '0.001', ...replacing]));
    const again = await deployment.run(['plan', folder, '--detailed-exitcode']);

    // Assess
    expect(planned.status).toBe(2);
    expect(planned.stdout).toContain("\n  ~ this file comes into force for dataset group 'small'\n");
    expect(planned.stdout).toMatch(/\nPlan: 0 to create, 0 to update, 1 setting to change, 0 conflicts \(/);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringMatching(/\nNo changes: \d+ unchanged\.\n/) });
  });
});
