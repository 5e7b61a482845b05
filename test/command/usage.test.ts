import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ServiceError } from '../../emulator/core/service';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

/** An account with each type of resource of a custom dataset group, a day after the upload, without requests for recommendations. */
const uploaded = shared(async () => {
  const account = await openQuick();
  await account.run(completeSample());
  await account.passHours(24);
  return account;
});

interface Document {
  readonly uses: readonly {
    readonly what: string;
    readonly times?: number;
    readonly amount?: number;
    readonly isUnused?: true;
  }[];
  readonly cost?: { readonly currency: string; readonly amount: number; readonly unpriced: readonly string[] };
  readonly withoutCost?: string;
}

describe('usage', () => {
  test('refuses a dataset group that does not exist', async () => {
    // Prepare
    const deployment = await serve(await uploaded());

    // Act
    const { status, stderr } = await deployment.run(['usage', 'smal']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("Dataset group 'smal' not found");
  });

  test('says that nothing is billed this month for an empty unmanaged dataset group, and for a group destroyed in an earlier month', async () => {
    // Prepare
    const account = await openQuick();
    await account.call('personalize', 'CreateDatasetGroup', { name: 'made-by-hand' });
    await account.run(sample('gone'));
    const deployment = await serve(account);
    await deployment.whileTimeRuns(deployment.run(['destroy', 'gone', '--yes', '--interval', '0.001']));
    await account.passHours(40 * 24);

    // Act
    const shown = await Promise.all(['made-by-hand', 'gone'].map((group) => deployment.run(['usage', group])));

    // Assess
    const empty = { status: 0, stderr: '', stdout: expect.stringContaining('\nNothing that is billed.\n') };
    expect(shown).toMatchObject([empty, empty]);
  });

  test('shows what a dataset group used this month, and which campaign had no request', async () => {
    // Prepare
    const deployment = await serve(await uploaded());

    // Act
    const [{ uses } = { uses: [] }] = await deployment.json<readonly Document[]>(['usage', 'small']);
    const text = await deployment.run(['usage', 'small']);

    // Assess
    const found = new Map(uses.map(({ what, ...use }) => [what, use]));
    expect(found.get('imports of INTERACTIONS')).toMatchObject({ times: 1, amount: expect.any(Number) });
    expect(found.get("FULL trainings of solution 'small-solution'")).toMatchObject({
      times: 1,
      amount: expect.any(Number),
    });
    expect(found.get("batch jobs of solution 'small-solution'")).toMatchObject({ times: 1, amount: 1 });
    const campaign = found.get("campaign 'small-campaign'");
    expect(campaign).toMatchObject({ requests: 0, isUnused: true });
    // The campaign has existed for a day and a few minutes.
    expect(Math.floor(campaign?.amount ?? 0)).toBe(24);
    expect(text.stdout).toMatch(/\ncampaign 'small-campaign' +24\S* TPS-hours +4\.8\d USD +0\n/);
    expect(text.stdout).toContain("No request in this month: campaign 'small-campaign'.");
  });

  test('counts trainings that a person starts, and requests above the minimum TPS of a campaign', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const solutionArn = account.local.aws.arn('personalize', 'solution/small-solution');
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    account.local.personalize.requests.set({ name: 'small-campaign', perSecond: 3 });
    await account.passHours(2);
    const deployment = await serve(account);

    // Act
    const [{ uses } = { uses: [] }] = await deployment.json<readonly Document[]>(['usage', 'small']);

    // Assess
    expect(uses).toContainEqual(
      expect.objectContaining({ what: "FULL trainings of solution 'small-solution'", times: 2 }),
    );
    const campaign = uses.find(({ what }) => what === "campaign 'small-campaign'");
    expect(campaign).not.toHaveProperty('isUnused');
    expect(campaign?.amount).toBeGreaterThan(5.5);
    expect(campaign?.amount).toBeLessThan(6.5);
  });

  test('names campaigns that were updated this month, because their minimum TPS may have been different before', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const deployment = await serve(account);

    // Act
    const before = await deployment.run(['usage', 'small']);
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 3 });
    await account.passHours(1);
    const after = await deployment.run(['usage', 'small']);

    // Assess
    expect(before.stdout).not.toContain('minimum');
    expect(after.stdout).toMatch(
      /\nUpdated in this period: campaign 'small-campaign' \(2026-01-\d\d \d\d:\d\d UTC\)\. TPS-hours are counted at today's minimum, /,
    );
  });

  test('says that nothing is billed for a month before the upload', async () => {
    // Prepare
    const deployment = await serve(await uploaded());
    // Act
    const { stdout, status } = await deployment.run(['usage', 'small', '--month', '2025-12']);
    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain('Nothing that is billed.');
    expect(stdout).not.toContain('small-campaign');
  });

  test('shows 0 TPS-hours in the first second of a month', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    await account.local.clock.advanceTo(Date.parse('2026-02-01T00:00:00Z'));
    const deployment = await serve(account);
    // Act
    const { stdout, status } = await deployment.run(['usage', 'small']);
    // Assess
    expect(status).toBe(0);
    expect(stdout).toMatch(/\ncampaign 'small-campaign' +0 TPS-hours /);
  });

  test.each([
    ['November', "--month 'November' is not a month. Write a year and a month, such as 2026-11."],
    ['2026-13', "--month '2026-13' is not a month."],
    ['2027-01', '--month 2027-01 has not begun. Give the current month or an earlier one.'],
  ])('refuses month %s', async (month, message) => {
    // Prepare
    const deployment = await serve(await uploaded());
    // Act
    const { status, stderr } = await deployment.run(['usage', 'small', '--month', month]);
    // Assess
    expect(status).toBe(2);
    expect(stderr.replaceAll('\n', ' ')).toContain(message);
  });
});

test('usage refuses a month in the future even if there is no dataset group', async () => {
  // Prepare
  const deployment = await serve(await openQuick());
  // Act
  const { status, stderr } = await deployment.run(['usage', '--month', '2027-01']);
  // Assess
  expect(status).toBe(2);
  expect(stderr).toContain('--month 2027-01 has not begun.');
});

describe('--prices', () => {
  test('adds the cost to plan and usage, and usage lists what has no price', async () => {
    // Prepare
    const deployment = await serve(await uploaded());
    const folder = await folderOf(sample());
    const path = join(folder, 'prices.txt');
    const prices = { campaignTpsHours: 0.5, importGigabytes: 1 };
    await writeFile(path, JSON.stringify({ region: 'us-east-1', currency: 'EUR', prices }));

    // Act
    const [usage] = await deployment.json<readonly Document[]>(['usage', 'small', '--prices', path]);
    const plan = await deployment.run(['plan', folder, '--prices', path]);

    // Assess
    expect(usage?.cost?.currency).toBe('EUR');
    expect(usage?.cost?.amount).toBeGreaterThan(12);
    expect(usage?.cost?.unpriced).toContain('trainingHours');
    expect(plan.stdout).toMatch(/ {4}Cost by the given prices: 360\.\d\d EUR/);
  });
});

describe("AWS's Price List", () => {
  test('adds the cost to plan and usage without --prices, and plan says that the prices of the local AWS are invented', async () => {
    // Prepare
    const deployment = await serve(await uploaded());
    const folder = await folderOf(sample());

    // Act
    const [usage] = await deployment.json<readonly Document[]>(['usage', 'small']);
    const plan = await deployment.run(['plan', folder]);

    // Assess
    expect(usage?.cost?.amount).toBeGreaterThan(4.8);
    expect(usage?.cost?.unpriced).toEqual(['batchJobs', 'attributionMetrics']);
    expect(plan.stdout).toMatch(
      / {4}Cost by AWS's Price List \(us-east-1, invented prices of the local AWS\): 144\.\d\d USD/,
    );
  });

  test('is read by the first command and cached for the second', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const deployment = await serve(account);
    const env = { ...deployment.environment, XDG_CACHE_HOME: await folderOf(sample()) };
    const usage = () => cli.run(['usage', 'small', '--endpoint-url', deployment.url], { env });
    const reads: string[] = [];
    account.local.aws.onCall(({ service, call }) => service === 'pricing' && reads.push(call.operation));

    // Act
    const first = await usage();
    const second = await usage();

    // Assess
    expect(second.stdout.match(/Cost by .*: /)).toEqual(first.stdout.match(/Cost by .*: /));
    expect(reads).toEqual(['GetProducts']);
  });

  test('is replaced by one line, which says why no cost is shown, if the permission to read it is missing', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const deployment = await serve(account);
    const denied = { service: 'pricing', code: 'AccessDeniedException' };
    account.local.aws.intercept(async ({ service }, perform) => {
      if (service === denied.service) throw new ServiceError(denied.code, 'You may not.');
      return perform();
    });

    // Act
    const usage = await deployment.run(['usage', 'small']);
    const [document] = await deployment.json<readonly Document[]>(['usage', 'small']);
    const plan = await deployment.run(['plan', await folderOf(sample())]);

    // Assess
    const line =
      'No cost: pricing:GetProducts is denied. Allow it, or give your prices with --prices FILE (docs/costs.md).';
    expect([usage.status, plan.status]).toEqual([0, 0]);
    expect(usage.stdout.split('\n')).toContain(line);
    expect(plan.stdout.split('\n')).toContain(`    ${line}`);
    expect(`No cost: ${document?.withoutCost}`).toBe(line);
    expect(document).not.toHaveProperty('cost');
  });
});
