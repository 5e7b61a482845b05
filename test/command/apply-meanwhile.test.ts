import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { type ApplyOptions, apply } from '../../cli/commands/apply';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, filter, interactions, interactionsKey, parameterFileKey, sample } from '../support/sample';
import { served } from '../support/served';
import { PROCESS } from '../support/shared-sources/sources';
import { folders } from './support/folder';

const { openQuick } = accounts();
const serve = served();
const folderOf = folders();

const OPTIONS: Omit<ApplyOptions, 'endpointUrl'> = {
  ...{ json: false, yes: false, wait: false, force: false, prune: false, showValues: false },
  ...{ name: 'personalize', interval: 0.001 },
};

/** Node's own `process`, which source files use. Test files have a copy of it, see `sources.ts`. */
const { [PROCESS]: sourceProcess } = globalThis as unknown as { readonly [PROCESS]: NodeJS.Process };

/** Applies a folder in this process. When the command asks for confirmation, calls `meanwhile`, and then answers yes. */
async function applied(account: Account, folder: string, meanwhile: () => Promise<void>) {
  const deployment = await serve(account);
  Object.assign(process.env, deployment.environment, { AWS_DISABLE_CLOCK_SKEW_CORRECTION: 'true' });
  const stdin = Object.assign(new PassThrough(), { isTTY: true });
  const stderr = new PassThrough();
  jest.spyOn(sourceProcess, 'stdin', 'get').mockReturnValue(stdin as unknown as typeof process.stdin);
  jest.spyOn(sourceProcess, 'stderr', 'get').mockReturnValue(stderr as unknown as typeof process.stderr);
  let stdout = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    stdout += text;
    return true;
  });
  stderr.once('data', () => void meanwhile().then(() => stdin.write('yes\r')));
  const status = await apply(folder, { ...OPTIONS, endpointUrl: deployment.url });
  return { status, stdout };
}

afterEach(() => jest.restoreAllMocks());

async function sentText(account: Account, key: string): Promise<string> {
  const { Body: body } = await account.call<{ Body: Uint8Array }>('s3', 'GetObject', {
    Bucket: account.local.names.dataBucket,
    Key: key,
  });
  return Buffer.from(body).toString();
}

describe('apply', () => {
  test('sends the parameter file that it has checked, even if the file changes while the plan waits for confirmation', async () => {
    // Prepare
    const account = await openQuick();
    const folder = await folderOf(sample());
    const meanwhile = () => writeFile(join(folder, parameterFileKey('small')), JSON.stringify(completeSample()));

    // Act
    const { status } = await applied(account, folder, meanwhile);

    // Assess
    expect(status).toBe(0);
    expect(JSON.parse(await sentText(account, parameterFileKey('small')))).toEqual(sample());
  });

  test('sends nothing if a csv changes while the plan waits for confirmation, and says what to do', async () => {
    // Prepare
    const account = await openQuick();
    const folder = await folderOf(sample());
    const meanwhile = () => writeFile(join(folder, interactionsKey('small')), interactions(1040, 60));

    // Act and assess
    await expect(applied(account, folder, meanwhile)).rejects.toMatchObject({
      message: expect.stringMatching(/interactions\.csv' has changed since it was checked, so it was not sent\.$/),
      hint: expect.stringContaining('Run `apply` again'),
    });
    expect(await account.objects('')).toEqual([]);
  });

  test('sends nothing if a csv was changed after its rows were checked but before the plan was shown', async () => {
    // Prepare
    const account = await openQuick();
    const folder = await folderOf(sample());
    // The parameter file is compared with the bucket once the rows have been checked.
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'HeadObject' && call.input.Key === parameterFileKey('small'))
        await writeFile(join(folder, interactionsKey('small')), 'no header');
      return perform();
    });

    // Act and assess
    await expect(applied(account, folder, async () => undefined)).rejects.toMatchObject({
      message: expect.stringMatching(/interactions\.csv' has changed since it was checked, so it was not sent\.$/),
    });
    expect(await account.objects('')).toEqual([]);
  });

  test('sends nothing and reports an outdated plan if another version of the file is put in force while the plan waits for confirmation', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const mine = sample();
    mine.filters.push(filter('mine'));
    const folder = await folderOf(mine);
    const theirs = sample();
    theirs.filters.push(filter('theirs'));
    const meanwhile = () => account.runFile(theirs);

    // Act
    const { status, stdout } = await applied(account, folder, meanwhile);

    // Assess
    expect(status).toBe(1);
    expect(stdout).toMatch(/The plan is outdated:\n {2}the file in force of dataset group 'small' has changed: .* -> /);
    expect(stdout).toMatch(/\nNothing was sent\. Run `apply` again, to see the plan as it is now\.\n$/);
    expect(JSON.parse(await sentText(account, parameterFileKey('small')))).toEqual(theirs);
  });

  test('sends nothing and reports an outdated plan if another version of a file is put in force before all dataset groups are planned', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const [mine, theirs] = [sample(), sample()];
    mine.filters.push(filter('mine'));
    theirs.filters.push(filter('theirs'));
    const folder = await folderOf(mine, sample('wide'));
    let isPut = false;
    account.local.aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
      const isPlanned = operation === 'DescribeDatasetGroup' && String(input.datasetGroupArn).endsWith('/wide');
      if (overWire && isPlanned && !isPut) {
        isPut = true;
        await account.runFile(theirs);
      }
      return perform();
    });

    // Act
    const { status, stdout } = await applied(account, folder, async () => undefined);

    // Assess
    expect(isPut).toBe(true);
    expect(stdout).toMatch(/The plan is outdated:\n {2}the file in force of dataset group 'small' has changed: .* -> /);
    expect(status).toBe(1);
    expect(JSON.parse(await sentText(account, parameterFileKey('small')))).toEqual(theirs);
  });

  test.each([
    ['had no parameter file before', false],
    ['had an earlier parameter file', true],
  ])(
    'does not replace a parameter file that another person sends at the same time, if the bucket %s',
    async (_, isUploaded) => {
      // Prepare
      const account = await openQuick();
      if (isUploaded) await account.run(sample());
      const [mine, theirs] = [sample(), sample()];
      mine.filters.push(filter('mine'));
      theirs.filters.push(filter('theirs'));
      const key = parameterFileKey('small');
      let isPut = false;
      account.local.aws.intercept(async ({ call: { operation, input }, overWire }, perform) => {
        if (overWire && operation === 'PutObject' && input.Key === key && !isPut) {
          isPut = true;
          await account.put({ [key]: JSON.stringify(theirs) });
        }
        return perform();
      });

      // Act and assess
      await expect(applied(account, await folderOf(mine), async () => undefined)).rejects.toMatchObject({
        message: `s3://${account.local.names.dataBucket}/${key} has been changed by someone else in the meantime.`,
        hint: expect.stringMatching(
          /^(?:Nothing was sent|Already sent: 1 of 2 files\. No run begins)\. Run `apply` again, to see the plan as it is now\.$/,
        ),
      });
      expect(JSON.parse(await sentText(account, key))).toEqual(theirs);
    },
  );

  test.each([
    ['one part', 'PutObject', interactions(1040, 60)],
    ['several parts', 'CompleteMultipartUpload', interactions(200_000)],
  ])('does not replace a csv that another person sends while apply uploads it in %s', async (_, operation, text) => {
    // Prepare
    const account = await openQuick();
    const folder = await folderOf(sample());
    const key = interactionsKey('small');
    await writeFile(join(folder, key), text);
    let isPut = false;
    account.local.aws.intercept(async ({ call, overWire }, perform) => {
      if (overWire && call.operation === operation && call.input.Key === key && !isPut) {
        isPut = true;
        await account.put({ [key]: 'theirs' });
      }
      return perform();
    });

    // Act and assess
    await expect(applied(account, folder, async () => undefined)).rejects.toMatchObject({
      message: `s3://${account.local.names.dataBucket}/${key} has been changed by someone else in the meantime.`,
      hint: 'Nothing was sent. Run `apply` again, to see the plan as it is now.',
    });
    expect(await sentText(account, key)).toBe('theirs');
  });
});
