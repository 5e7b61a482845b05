import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';

const { openQuick } = accounts();
const cli = builtCli();
const serve = served(cli);

const SHOP = join(PROJECT_ROOT, 'examples', 'shop');

/** Values of all parameters of a dataset group, by name below the group. */
async function parametersOf({ local }: Account, group: string): Promise<Readonly<Record<string, unknown>>> {
  const path = `/personalize/groups/${group}`;
  const found: Record<string, unknown> = {};
  let NextToken: string | undefined;
  do {
    const page = (await local.aws.call('ssm', 'GetParametersByPath', {
      Path: path,
      Recursive: true,
      ...(NextToken !== undefined && { NextToken }),
    })) as { Parameters: { Name: string; Value: string }[]; NextToken?: string };
    for (const { Name, Value } of page.Parameters)
      found[Name.slice(path.length + 1)] = Value.startsWith('{') ? JSON.parse(Value) : Value;
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
}

const publishing = () => openQuick({ publish_parameters: true });

/** The sample with a campaign and an event tracker. */
function withCampaign(name = 'small-campaign') {
  const file = sample();
  for (const solution of file.solutions) solution.campaigns = [{ serviceConfig: { name, minProvisionedTPS: 1 } }];
  return { ...file, eventTracker: { serviceConfig: { name: 'small-tracker' } } };
}

describe('A deployment with publish_parameters', () => {
  it('publishes each campaign and the event tracker in a parameter of its own, and all of them in one more parameter', async () => {
    // Prepare
    const account = await publishing();

    // Act
    await account.run(withCampaign());

    // Assess
    const campaign = account.local.aws.arn('personalize', 'campaign/small-campaign');
    const tracker = {
      arn: expect.stringMatching(/:event-tracker\//),
      trackingId: expect.stringMatching(/^[\w-]+$/),
    };
    expect(await parametersOf(account, 'small')).toEqual({
      'campaigns/small-campaign': campaign,
      'event-tracker': tracker,
      all: { campaigns: { 'small-campaign': campaign }, recommenders: {}, eventTracker: tracker },
    });
  });

  it('publishes the event tracker once it is ACTIVE, before the run has ended', async () => {
    // Prepare
    const account = await publishing();
    account.local.personalize.setDuration('solutionVersion', 100_000);

    // Act
    await account.upload(withCampaign());
    await account.passSeconds(50_000);

    // Assess
    expect((await account.lastRun()).status).toBe('RUNNING');
    expect(Object.keys(await parametersOf(account, 'small')).sort()).toEqual(['all', 'event-tracker']);
  });

  it('publishes a campaign although another campaign of its solution has failed', async () => {
    // Prepare
    const account = await publishing();
    const file = sample();
    for (const solution of file.solutions)
      solution.campaigns = ['good', 'bad'].map((name) => ({ serviceConfig: { name, minProvisionedTPS: 1 } }));
    account.local.personalize.failNext({ resource: 'campaign/bad', reason: 'No capacity.' });

    // Act
    await account.run(file);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(Object.keys(await parametersOf(account, 'small')).sort()).toEqual(['all', 'campaigns/good']);
  });

  it('keeps the parameter of a campaign that left the file as long as the campaign exists', async () => {
    // Prepare
    const account = await publishing();
    await account.run(withCampaign());
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');

    // Act
    await account.run(withCampaign('other-campaign'));
    const left = Object.keys(await parametersOf(account, 'small')).sort();
    await account.call('personalize', 'DeleteCampaign', { campaignArn });
    await account.waitForHour(6);
    await account.settle();

    // Assess
    expect(left).toEqual(['all', 'campaigns/other-campaign', 'campaigns/small-campaign', 'event-tracker']);
    expect(Object.keys(await parametersOf(account, 'small')).sort()).toEqual([
      'all',
      'campaigns/other-campaign',
      'event-tracker',
    ]);
  });

  it('removes the parameter of a campaign that left the file if another dataset group now has a campaign of the same name', async () => {
    // Prepare
    const account = await publishing();
    await account.run(withCampaign());
    await account.run(withCampaign('other-campaign'));
    const campaignArn = account.local.aws.arn('personalize', 'campaign/small-campaign');
    await account.call('personalize', 'DeleteCampaign', { campaignArn });
    await account.settle();
    const other = sample('other');
    for (const each of other.solutions)
      each.campaigns = [{ serviceConfig: { name: 'small-campaign', minProvisionedTPS: 1 } }];

    // Act
    await account.run(other);
    await account.waitForHour(6);
    await account.settle();

    // Assess
    expect(await parametersOf(account, 'other')).toMatchObject({ 'campaigns/small-campaign': campaignArn });
    expect(Object.keys(await parametersOf(account, 'small')).sort()).toEqual([
      'all',
      'campaigns/other-campaign',
      'event-tracker',
    ]);
  });

  it('restores at night the parameters that were changed manually', async () => {
    // Prepare
    const account = await publishing();
    await account.run(withCampaign());
    const before = await parametersOf(account, 'small');
    await account.call('ssm', 'DeleteParameter', { Name: '/personalize/groups/small/all' });
    await account.call('ssm', 'PutParameter', {
      Name: '/personalize/groups/small/campaigns/small-campaign',
      Value: 'changed',
      Overwrite: true,
    });

    // Act
    await account.waitForHour(6);

    // Assess
    expect(await parametersOf(account, 'small')).toEqual(before);
  });

  it('removes the parameter of a campaign with onRemoval "delete" that left the file, and only then deletes the campaign', async () => {
    // Prepare
    const account = await openQuick({ publish_parameters: true, allow_deletions: true });
    const before = withCampaign();
    for (const solution of before.solutions)
      for (const campaign of solution.campaigns ?? [])
        Object.assign(campaign, { workflowConfig: { onRemoval: 'delete' } });
    await account.run(before);
    const names: string[][] = [];
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'DeleteCampaign') names.push(Object.keys(await parametersOf(account, 'small')).sort());
      return perform();
    });

    // Act
    await account.runFile(withCampaign('other-campaign'));

    // Assess
    expect(names).toEqual([['all', 'campaigns/other-campaign', 'event-tracker']]);
    expect(Object.keys(await parametersOf(account, 'small')).sort()).toEqual(names[0]);
  });

  it('removes the parameter of a stopped recommender at night', async () => {
    // Prepare
    const account = await publishing();
    await account.runFolder(SHOP);
    const before = await parametersOf(account, 'shop');
    const [name = ''] = Object.keys(before).filter((each) => each.startsWith('recommenders/'));
    const recommenderArn = String(before[name]);

    // Act
    await account.call('personalize', 'StopRecommender', { recommenderArn });
    await account.waitForHour(5);

    // Assess
    expect(Object.keys(before)).toContain('all');
    expect(Object.keys(await parametersOf(account, 'shop'))).not.toContain(name);
  });

  it('removes all parameters of a dataset group that is destroyed', async () => {
    // Prepare
    const account = await publishing();
    await account.run(withCampaign());
    const deployment = await serve(account);

    // Act
    const { status, stdout, stderr } = await deployment.whileTimeRuns(
      deployment.run(['destroy', 'small', '--yes', '--interval', '0.001']),
    );

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain("- parameter 'campaigns/small-campaign'");
    expect(await parametersOf(account, 'small')).toEqual({});
  });
});

describe('A deployment without publish_parameters', () => {
  it('publishes no parameter', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(withCampaign());

    // Assess
    expect(await parametersOf(account, 'small')).toEqual({});
  });
});
