import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { completeSample, sample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
const serve = served(cli);
const folderOf = folders();

/** An account with everything that a custom dataset group can have, a day after the upload, without requests. */
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
  readonly cost?: { readonly currency: string; readonly amount: number; readonly leftOut: readonly string[] };
}

describe('usage', () => {
  test('refuses a dataset group that does not exist, as status does', async () => {
    // Prepare
    const deployment = await serve(await uploaded());

    // Act
    const { status, stderr } = await deployment.run(['usage', 'smal']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain("Dataset group 'smal' not found");
  });

  test('shows what a dataset group used this month, and what had no request', async () => {
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
    // It has existed for a day and a few minutes.
    expect(Math.floor(campaign?.amount ?? 0)).toBe(24);
    expect(text.stdout).toMatch(/\ncampaign 'small-campaign' +24\S* TPS-hours +0\n/);
    expect(text.stdout).toContain("No request in this time: campaign 'small-campaign'.");
  });

  test('counts trainings that a person starts and requests above the minimum', async () => {
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

  test('shows nothing for a month before the upload', async () => {
    // Prepare
    const deployment = await serve(await uploaded());
    // Act
    const { stdout, status } = await deployment.run(['usage', 'small', '--month', '2025-12']);
    // Assess
    expect(status).toBe(0);
    expect(stdout).not.toContain('training');
  });

  test.each([
    ['November', "--month 'November' is not a month. Write a year and a month, such as 2026-11."],
    ['2026-13', "--month '2026-13' is not a month."],
    ['2027-01', '--month 2027-01 has not begun. Give this month or an earlier one.'],
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

describe('--prices', () => {
  test('adds the cost to a plan and to usage, and says what it leaves out', async () => {
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
    expect(usage?.cost?.leftOut).toContain("FULL trainings of solution 'small-solution'");
    expect(plan.stdout).toMatch(/ {4}Cost by the given prices: 360\.\d\d EUR/);
  });
});
