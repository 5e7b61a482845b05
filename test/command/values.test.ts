import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** A folder with a parameter file whose dataset group is `shop-${stage}`. */
async function folderWithPlaceholder(placeholder = '${stage}'): Promise<string> {
  const folder = await folderOf(sample('shop'));
  const path = join(folder, 'train', 'shop', 'config.json');
  await writeFile(
    path,
    (await readFile(path, 'utf8')).replaceAll('"shop', () => `"shop-${placeholder}`),
  );
  return folder;
}

async function deployment(values: Readonly<Record<string, string>> = { stage: 'dev' }) {
  return serve(await openQuick({ parameter_values: values }));
}

/** Changes the values that the command reads, as a deployment with other values would. The functions keep the earlier values. */
async function changeValues(account: Account, parameterValues: object): Promise<void> {
  const Name = '/personalize/names';
  const { Parameter } = await account.call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', { Name });
  const Value = JSON.stringify({ ...JSON.parse(Parameter.Value), parameterValues });
  await account.call('ssm', 'PutParameter', { Name, Value, Overwrite: true });
}

describe('validate', () => {
  test('names a placeholder that has no value, and replaces a placeholder whose value is given with --value', async () => {
    // Prepare
    const folder = await folderWithPlaceholder();

    // Act
    const without = await cli.run(['validate', folder]);
    const given = await cli.run(['validate', folder, '--value', 'stage=dev']);
    const wrong = await cli.run(['validate', folder, '--value', 'stage']);
    const typo = await cli.run(['validate', folder, '--value', 'stage=dev', '--value', 'stgae=dev']);

    // Assess
    expect(without.status).toBe(1);
    expect(without.stdout).toContain('has the placeholder ${stage}, which has no value; no values are given.');
    expect(given).toMatchObject({ status: 0, stderr: '' });
    expect(wrong).toMatchObject({ status: 2, stderr: expect.stringContaining('Write NAME=VALUE, e.g. stage=dev.') });
    expect(typo).toMatchObject({
      status: 2,
      stderr: 'Error: --value stgae=dev: no parameter file has the placeholder ${stgae}.\nDid you mean "stage"?\n',
    });
  });
});

describe('plan', () => {
  test.each(['${stage}', '\\u0024{stage}'])(
    "uses the deployment's value for a placeholder written %s",
    async (placeholder) => {
      // Prepare
      const served = await deployment();

      // Act
      const { stdout } = await served.run(['plan', await folderWithPlaceholder(placeholder)]);

      // Assess
      expect(stdout).toContain("for dataset group 'shop-dev':");
      expect(stdout).not.toContain('parameter_values');
    },
  );

  test('uses the values of --value, and says that the deployment has other values', async () => {
    // Prepare
    const served = await deployment();

    // Act
    const { stdout, status } = await served.run(['plan', await folderWithPlaceholder(), '--value', 'stage=prod']);

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain("for dataset group 'shop-prod':");
    expect(stdout).toContain('--value stage=prod: the deployment has stage=dev in parameter_values.\n');
  });
});

describe('apply', () => {
  test.each([
    [
      'that differs from the deployment',
      { stage: 'dev' },
      'stage=prod',
      '--value stage=prod: the deployment has stage=dev in parameter_values.',
    ],
    [
      'that the deployment does not have',
      {},
      'stage=prod',
      '--value stage=prod: the deployment has no stage in parameter_values.',
    ],
    ['for a placeholder that no file has', { stag: 'x' }, 'stag=x', 'no parameter file has the placeholder ${stag}.'],
  ])('sends nothing if a value is given %s', async (_what, values, given, message) => {
    // Prepare
    const served = await deployment(values);

    // Act
    const { stderr, status } = await served.run([
      ...['apply', await folderWithPlaceholder(), '--yes'],
      ...['--value', given],
    ]);

    // Assess
    expect(status).toBe(2);
    expect(stderr).toContain(message);
    expect(await served.account.objects('train/')).toEqual([]);
  });

  test('sends a file again only if values of its placeholders have changed since its last run', async () => {
    // Prepare
    const served = await deployment({ stage: 'dev', tag: 'a' });
    const folder = await folderWithPlaceholder();
    const path = join(folder, 'train', 'shop', 'config.json');
    const text = await readFile(path, 'utf8');
    const group = '"datasetGroup": {\n    "serviceConfig": {';
    const tags = '"tags": [{"tagKey": "t", "tagValue": "${tag}"}],';
    await writeFile(path, text.replace(group, `${group} ${tags}`));
    await served.run(['apply', folder, '--yes', '--no-wait', '--value', 'stage=dev']);
    await served.account.settle();
    const apply = () => served.json<{ again: readonly object[] }>(['apply', folder, '--yes', '--no-wait']);
    const unchanged = await apply();
    await changeValues(served.account, { stage: 'dev', tag: 'b' });

    // Act
    const changed = await apply();

    // Assess
    expect(unchanged.again).toEqual([]);
    expect(changed.again).toEqual([
      { key: 'train/shop/config.json', reason: 'values of its placeholders have changed' },
    ]);
  });
});

describe('commands that read the file in force', () => {
  test('replace its placeholders by the values at the time of its upload', async () => {
    // Prepare
    const served = await deployment();
    await served.run(['apply', await folderWithPlaceholder(), '--yes', '--no-wait']);
    await served.account.settle();
    await changeValues(served.account, { stage: 'prod' });

    // Act
    const versions = await served.json<readonly object[]>(['versions', 'list', 'shop-dev-solution']);
    const retried = await served.json<{ file: object }>(['retry', 'shop-dev', '--no-wait']);
    await served.account.settle();
    const destroyed = await served.whileTimeRuns(served.run(['destroy', 'shop-dev', '--yes', '--interval', '0.001']));

    // Assess
    expect(versions).toHaveLength(1);
    expect(retried.file).toMatchObject({ values: { stage: 'dev' } });
    expect((await served.account.lastRun()).status).toBe('UNCHANGED');
    expect(destroyed.status).toBe(0);
    // The schema is deleted too: `destroy` finds it by its name in the file, which contains a value.
    expect([...served.account.named('schema'), ...served.account.named('datasetGroup')]).toEqual([]);
  });
});

describe('import-dataset-group', () => {
  test('escapes the text of a resource if it has the form of a placeholder', async () => {
    // Prepare
    const served = await serve(await openQuick());
    const file = sample('shop');
    file.filters.push({
      serviceConfig: { name: 'f', filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("${x}")' },
    });
    const { filters } = file;
    await served.account.run({ ...file, filters: [] });
    await served.account.call('personalize', 'CreateFilter', {
      ...filters[0]?.serviceConfig,
      datasetGroupArn: served.account.local.personalize.snapshot().find(({ type }) => type === 'datasetGroup')?.arn,
    });
    await served.account.settle();

    // Act
    const { status, stdout, stderr } = await served.run(['import-dataset-group', '-d', 'shop', '--stdout']);

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('IN (\\"$${x}\\")');
  });
});
