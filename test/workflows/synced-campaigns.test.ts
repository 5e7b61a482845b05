import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { planOf } from '../support/planned';
import { type Sample, sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const serve = served();

/** @param sync value of syncWithLatestSolutionVersion; undefined for none */
function file(sync: boolean | undefined, tps = 1): Sample {
  const made = sample();
  for (const solution of made.solutions) {
    solution.workflowConfig = { schedules: { full: 'rate(1 day)' } };
    for (const { serviceConfig } of solution.campaigns ?? []) {
      serviceConfig.minProvisionedTPS = tps;
      if (sync !== undefined) serviceConfig.campaignConfig = { syncWithLatestSolutionVersion: sync };
    }
  }
  return made;
}

const synced = (is: boolean) => expect.objectContaining({ syncWithLatestSolutionVersion: is });

describe.each([
  ['the version that it serves', false],
  ['$LATEST', true],
])(
  'a campaign that Personalize can itself move to new versions, and for which DescribeCampaign shows %s',
  (_what, showsLatest) => {
    /** Opens an account, and records the inputs of the product's UpdateCampaign calls. */
    async function open() {
      const deployment = await serve(await openQuick());
      const { local } = deployment.account;
      if (showsLatest) local.personalize.choose('personalize-synced-campaign-version');
      const updates: Readonly<Record<string, unknown>>[] = [];
      local.aws.onCall(({ call, caller }) => {
        if (call.operation === 'UpdateCampaign' && caller.kind === 'role') updates.push(call.input);
      });
      return { deployment, account: deployment.account, updates };
    }

    /** The campaign, and the index of its version among the versions. */
    async function servedBy(account: Account) {
      const versions = account.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
      const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
      const { campaign } = await account.call<{ campaign: Readonly<Record<string, unknown>> }>(
        'personalize',
        'DescribeCampaign',
        { campaignArn },
      );
      const latest = (campaign.latestCampaignUpdate ?? {}) as Readonly<Record<string, unknown>>;
      const arn = showsLatest && latest.solutionVersionArn ? latest.solutionVersionArn : campaign.solutionVersionArn;
      return { campaign, version: versions.findIndex((version) => version.arn === arn) };
    }

    it('is created with syncWithLatestSolutionVersion; later runs do not update it', async () => {
      // Prepare
      const { deployment, account, updates } = await open();
      await account.run(file(true));

      // Act
      await account.passHours(25);
      await account.runFile(file(true));
      const plan = await planOf(deployment, file(true));

      // Assess
      expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
      expect(await servedBy(account)).toMatchObject({ campaign: { campaignConfig: synced(true) }, version: 1 });
      expect(updates).toEqual([]);
      expect(plan.changes.filter(({ action }) => action !== 'unchanged')).toEqual([]);
    });

    it('gets the setting in the file; if that is false, runs move the campaign to new versions', async () => {
      // Prepare
      const { account, updates } = await open();
      const solutionLatest = `${account.local.aws.arn('personalize', 'solution/small-solution')}/$LATEST`;
      await account.run(file(undefined));

      // Act
      for (const next of [file(true), file(undefined), file(true, 2), file(false, 2)]) await account.runFile(next);

      // Assess
      expect((await account.runs()).map(({ status }) => status)).toEqual(Array(5).fill('SUCCEEDED'));
      expect(updates).toEqual([
        expect.objectContaining({ campaignConfig: synced(true), solutionVersionArn: solutionLatest }),
        expect.objectContaining({ campaignConfig: synced(false) }),
        expect.objectContaining({ campaignConfig: synced(true), minProvisionedTPS: 2 }),
        expect.objectContaining({ campaignConfig: synced(false) }),
      ]);
      await account.passHours(25);
      expect(await servedBy(account)).toMatchObject({ version: 1 });
    });

    it('makes the run fail with the reason if no version could be trained', async () => {
      // Prepare
      const { account } = await open();
      account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'Internal error.' });

      // Act
      await account.run(file(true));

      // Assess
      expect((await account.lastRun()).status).toBe('FAILED');
      expect(account.lastNotification()).toContain('Internal error.');
    });
  },
);
