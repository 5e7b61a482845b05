import { CallerEnded } from '../../emulator/core/aws';
import { ServiceError } from '../../emulator/core/service';
import type { DesiredType } from '../../lib/personalize/resource-types';
import { isRemovable } from '../../lib/record-table/own-resources';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { completeSample, filter, parameterFileKey, type Sample, sample, solution, withItems } from '../support/sample';
import { prune, stopRun } from './support/prune';

const { openQuick } = accounts();

/** Matches operations that change something. */
const CHANGE = /^(?:Create|Update|Delete|Put|Transact|Start|Publish|Invoke)/;

/** A sample with two campaigns of one solution. */
function twoCampaigns(): Sample {
  const file = sample();
  file.solutions = [solution('small-solution', ['first', 'second'])];
  return file;
}

function without(file: Sample, campaign: string): Sample {
  for (const each of file.solutions)
    each.campaigns = each.campaigns?.filter(({ serviceConfig: { name } }) => name !== campaign) ?? [];
  return file;
}

/** Uploads the first file, and then the second one. */
async function changed(account: Account, before: Sample, after: Sample): Promise<void> {
  await account.run(before);
  await account.runFile(after);
}

/** Sets `onRemoval` to `delete` for all campaigns of a file. */
function deletedOnRemoval(file: Sample): Sample {
  for (const { campaigns = [] } of file.solutions)
    for (const campaign of campaigns) Object.assign(campaign, { workflowConfig: { onRemoval: 'delete' } });
  return file;
}

/** Stops the run in progress after the nth change by its functions or state machines. @param change n, from 1 */
function stopAfterChange(account: Account, change: number): { readonly isStopped: () => boolean } {
  let changes = 0;
  account.local.aws.onCall(({ caller, call: { operation }, error }) => {
    if (caller.kind !== 'role' || error !== undefined || !CHANGE.test(operation)) return;
    changes += 1;
    if (changes === change) void stopRun(account);
  });
  return { isStopped: () => changes >= change };
}

/**
 * Stops each run, and ends its function, right after the function has deleted a resource or changed a parameter for the
 * first time.
 */
function endAfterFirstRequest(account: Account): void {
  account.local.aws.intercept(async ({ service, call: { operation }, overWire }, perform) => {
    const output = await perform();
    if (!overWire || !(service === 'personalize' || service === 'ssm') || !CHANGE.test(operation)) return output;
    await stopRun(account);
    throw new CallerEnded(`Runtime exited with error: after ${operation}`);
  });
}

/** A sample with a resource of each type that a custom dataset group can lose, and with the campaign `kept`, which stays. */
function losing(): Sample {
  const file = withItems({ ...completeSample(), filters: [filter('gone')] });
  file.solutions = [solution('small-solution', ['kept', 'first']), solution('gone', ['second', 'third'])];
  return file;
}

/** Names of the parameters that applications read. */
async function parameterNames(account: Account): Promise<readonly string[]> {
  const { Parameters: parameters } = await account.call<{ Parameters: { Name: string }[] }>(
    'ssm',
    'GetParametersByPath',
    { Path: '/personalize/groups/small', Recursive: true },
  );
  return parameters.map(({ Name }) => Name.replace('/personalize/groups/small/', ''));
}

const arnOf = (account: Account, type: string, name: string) =>
  account.local.personalize.snapshot().find((each) => each.type === type && each.name === name)?.arn ?? '';

describe('a run that deletes what left the parameter file', () => {
  test('deletes the named campaign and not the other one, and is recorded and reported', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(twoCampaigns());
    await account.runFile(without(twoCampaigns(), 'second'));

    // Act
    await prune(account, [arnOf(account, 'campaign', 'second')]);
    await account.settle();

    // Assess
    expect(account.named('campaign')).toEqual(['first']);
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED', trigger: 'prune' });
    expect(account.lastNotification()).toContain("Deleted (1):\n- campaign 'second'");
    expect(account.lastNotification()).toContain('Approved by an operator.');
    expect(await account.locks()).toEqual([]);
  });

  test('deletes a solution for which a scheduled run waits; the scheduled run ends without a failure', async () => {
    // Prepare: a training keeps the batch job of its solution waiting
    const account = await openQuick();
    const file = completeSample();
    const [first] = file.solutions;
    Object.assign(first ?? {}, { workflowConfig: { schedules: { full: 'cron(0 2 * * ? *)' } } });
    for (const job of first?.batchInferenceJobs ?? [])
      Object.assign(job, { workflowConfig: { schedule: 'cron(30 2 * * ? *)' } });
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 7200);
    await account.waitForHour(2);
    await account.passSeconds(3600);
    await account.upload({ ...file, solutions: [] } as Sample);
    await account.passSeconds(120);

    // Act
    await prune(account, [arnOf(account, 'campaign', 'small-campaign'), arnOf(account, 'solution', 'small-solution')]);
    await account.settle();

    // Assess
    expect(account.named('solution')).toEqual(['small-segments']);
    expect((await account.runs()).map(({ workflow, status }) => `${workflow} ${status}`)).toEqual([
      'personalize-workflow SUCCEEDED',
      'solution-maintenance SUCCEEDED',
      'batch-inference UNCHANGED',
      'personalize-workflow SUCCEEDED',
      'removal SUCCEEDED',
    ]);
  });

  test('deletes campaigns before their solution, and a dataset last', async () => {
    // Prepare
    const account = await openQuick();
    await changed(account, completeSample(), sample());
    await account.runFile({ ...sample(), solutions: [], datasets: {} } as Sample);
    const arns = account.local.personalize.snapshot().map(({ arn }) => arn);
    const deleted: string[] = [];
    account.local.aws.onCall(({ call: { operation }, error }) => {
      if (/^Delete[A-Z]/.test(operation) && operation !== 'DeleteItem' && error === undefined) deleted.push(operation);
    });

    // Act
    await prune(account, arns);
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.resources().map((each) => each.split(' ')[0])).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(solution|campaign|dataset|filter|eventTracker)$/)]),
    );
    expect(deleted.indexOf('DeleteCampaign')).toBeLessThan(deleted.indexOf('DeleteSolution'));
    expect(deleted.at(-1)).toBe('DeleteDataset');
    expect(account.named('datasetGroup')).toEqual(['small']);
  });

  test('deletes a solution even if the deletion of its campaign must wait for an update that a person has begun', async () => {
    // Prepare
    const account = await openQuick();
    const before = sample();
    before.solutions = [solution('kept', []), solution('gone', ['old'])];
    await changed(account, before, { ...before, solutions: [solution('kept', [])] });
    account.local.personalize.setDuration('campaignUpdate', 1800);
    const campaignArn = arnOf(account, 'campaign', 'old');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, minProvisionedTPS: 2 });

    // Act
    await prune(account, [campaignArn, arnOf(account, 'solution', 'gone')]);
    await account.settle();

    // Assess
    expect(account.named('solution')).toEqual(['kept']);
    expect(account.lastNotification()).not.toContain('kept: ');
  });

  test('deletes neither what the file has, nor what a person created, nor what another dataset group has', async () => {
    // Prepare
    const account = await openQuick();
    await account.run({ ...sample('other'), solutions: [], filters: [filter('others')] } as Sample);
    await changed(account, { ...sample(), filters: [filter('kept')] }, { ...sample(), filters: [filter('kept')] });
    await account.call('personalize', 'CreateFilter', {
      name: 'manual',
      datasetGroupArn: account.local.aws.arn('personalize', 'dataset-group/small'),
      filterExpression: filter('manual').serviceConfig.filterExpression,
    });
    await account.settle();
    const before = account.resources();

    // Act
    await prune(
      account,
      account.local.personalize.snapshot().map(({ arn }) => arn),
    );
    await account.settle();

    // Assess
    expect((await account.lastRun()).status).toBe('UNCHANGED');
    expect(account.resources()).toEqual(before);
  });

  test('keeps a solution that a manually created campaign uses, and says so', async () => {
    // Prepare
    const account = await openQuick();
    await changed(account, sample(), { ...sample(), solutions: [] });
    const [version] = account.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
    await account.call('personalize', 'CreateCampaign', { name: 'manual', solutionVersionArn: version?.arn });
    await account.settle();

    // Act
    await prune(account, [arnOf(account, 'campaign', 'small-campaign'), arnOf(account, 'solution', 'small-solution')]);
    await account.settle();

    // Assess
    expect([account.named('campaign'), account.named('solution')]).toEqual([['manual'], ['small-solution']]);
    expect(account.lastNotification()).toContain("- solution 'small-solution' (kept: campaign 'manual' uses it)");
    expect(account.lastNotification()).toContain("Kept: solution 'small-solution' (campaign 'manual' uses it).");
  });

  test('is not undone by the run of an older file, which creates and trains nothing', async () => {
    // Prepare
    const account = await openQuick();
    const before = sample();
    before.solutions = [solution('kept', []), solution('gone', ['old'])];
    await account.run(before);
    const Key = parameterFileKey('small');
    const { dataBucket: bucket } = account.local.names;
    const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket: bucket, Key });
    await account.runFile({ ...before, solutions: [solution('kept', [])] });
    await prune(account, [arnOf(account, 'campaign', 'old'), arnOf(account, 'solution', 'gone')]);
    await account.settle();

    // Act
    const request = {
      datasetGroup: 'small',
      workflow: 'solution-maintenance',
      trigger: 'manual',
      file: { bucket, key: Key, versionId: VersionId },
      solution: 'gone',
      trainingMode: 'FULL',
    };
    const stateMachineArn = account.machineArn('run');
    await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(request) });
    await account.settle();

    // Assess
    expect(account.named('solution')).toEqual(['kept']);
    expect((await account.runs()).map(({ status }) => status)).not.toContain('FAILED');
  });

  test('deletes nothing if the deletions were approved for a version of the file that is no longer in force', async () => {
    // Prepare
    const account = await openQuick();
    await changed(account, twoCampaigns(), without(twoCampaigns(), 'second'));
    const old = (await account.filesInForce())[0]?.versionId?.S;
    await account.runFile({ ...without(twoCampaigns(), 'second'), filters: [filter('new')] });

    // Act
    await prune(account, [arnOf(account, 'campaign', 'second')], old);
    await account.settle();

    // Assess
    expect(account.named('campaign')).toEqual(['first', 'second']);
    expect((await account.runRecords()).map(({ note }) => note?.S)).toContainEqual(
      expect.stringContaining('Nothing was deleted: another upload has superseded the file'),
    );
  });

  test('deletes nothing twice when two people prune at the same time', async () => {
    // Prepare
    const account = await openQuick();
    await changed(account, twoCampaigns(), without(twoCampaigns(), 'second'));
    const arns = [arnOf(account, 'campaign', 'second')];

    // Act
    await prune(account, arns);
    await prune(account, arns);
    await account.settle();

    // Assess
    expect(
      (await account.runs())
        .map(({ status, trigger }) => `${trigger} ${status}`)
        .sort()
        .slice(0, 2),
    ).toEqual(['prune SUCCEEDED', 'prune UNCHANGED']);
    expect(account.named('campaign')).toEqual(['first']);
  });

  test('can be stopped after any of its changes, and the next such run completes the deletions', async () => {
    // Prepare
    const ends: string[] = [];
    let isStopped = true;

    // Act
    for (let change = 1; isStopped; change += 1) {
      const account = await openQuick(undefined, 20);
      await changed(account, { ...twoCampaigns(), filters: [filter('gone')] }, { ...sample(), solutions: [] });
      const gone = account.local.personalize
        .snapshot()
        .filter(({ type }) => type === 'campaign' || type === 'solution' || type === 'filter')
        .map(({ arn }) => arn);
      const stopping = stopAfterChange(account, change);
      await prune(account, gone);
      await account.settle();
      isStopped = stopping.isStopped();
      if (isStopped) {
        await prune(account, gone);
        await account.settle();
      }
      const left = (['campaign', 'solution', 'filter'] as const).flatMap((type) => account.named(type));
      const { status } = await account.lastRun();
      ends.push(`${status} ${left} ${await account.locks()}`.trimEnd());
    }

    // Assess
    expect(ends.length).toBeGreaterThan(20);
    expect([...new Set(ends)].sort()).toEqual(['SUCCEEDED', 'UNCHANGED']);
  });

  test('is completed by further runs, even if each of them is stopped after its first request', async () => {
    // Prepare
    const account = await openQuick({ publish_parameters: true });
    await account.put({ 'train/small/items.csv': 'ITEM_ID,GENRE\nitem-1,drama\n' });
    await changed(account, losing(), { ...sample(), solutions: [solution('small-solution', ['kept'])] });
    const kept = ['campaign kept', 'dataset small-interactions', 'solution small-solution'];
    const left = () =>
      account.local.personalize
        .snapshot()
        .filter(({ type, name }) => isRemovable(type as DesiredType) && !kept.includes(`${type} ${name}`))
        .map(({ arn }) => arn);
    const gone = left();
    const deleted: unknown[] = [];
    account.local.aws.onCall(({ service, call: { operation, input }, error }) => {
      if (service === 'personalize' && operation.startsWith('Delete') && error === undefined)
        deleted.push(...Object.values(input));
    });
    endAfterFirstRequest(account);
    const ends: string[] = [];

    // Act
    while (left().length > 0 && ends.length < 30) {
      await prune(account, left());
      await account.settle();
      const { status } = await account.lastRun();
      const [, result = ''] = /^(Deleted .*|What to do: .*)$/m.exec(account.lastNotification()) ?? [];
      ends.push(`${status} ${result}`);
    }

    // Assess
    // Each of the four resources with a parameter takes three requests: for the parameter `all`, its own parameter, and its deletion.
    expect(ends).toHaveLength(4 * 3 + 4);
    expect([...new Set(ends)]).toEqual([
      'FAILED What to do: To run it again, run `personalize-mlops apply --prune` again. What was deleted stays deleted.',
    ]);
    expect(deleted.sort()).toEqual([...gone].sort());
    expect((['campaign', 'dataset', 'solution'] as const).flatMap((type) => account.named(type))).toEqual([
      'kept',
      'small-interactions',
      'small-solution',
    ]);
    expect(await parameterNames(account)).toEqual(['all', 'campaigns/kept']);
  });
});

describe('an upload whose file no longer has a campaign (with onRemoval "delete", if not stated otherwise)', () => {
  test('deletes the campaign once its replacement serves, if the deployment allows deletions', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    const replaced = sample();
    replaced.solutions = [solution('small-solution', ['new'])];
    const calls: string[] = [];
    account.local.aws.onCall(({ call: { operation } }) => {
      if (operation === 'DeleteCampaign')
        calls.push(account.resources().find((each) => each.startsWith('campaign new')) ?? 'none');
    });

    // Act
    await changed(account, deletedOnRemoval(sample()), replaced);

    // Assess
    expect(account.named('campaign')).toEqual(['new']);
    expect(calls[0]).toBe('campaign new ACTIVE');
    expect(account.lastNotification()).toContain(
      "- campaign 'small-campaign' has left the file: it is deleted once everything else is ready",
    );
    expect(account.lastNotification()).toContain("Deleted (1):\n- campaign 'small-campaign'");
  });

  test('deletes the campaign if nothing else in the file has changed', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });

    // Act
    await changed(account, deletedOnRemoval(twoCampaigns()), without(deletedOnRemoval(twoCampaigns()), 'second'));

    // Assess
    expect(account.named('campaign')).toEqual(['first']);
    expect(account.lastNotification()).toContain("Deleted (1):\n- campaign 'second'");
  });

  test('waits while Personalize refuses to list the tags of the campaign because the campaign is in use', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    let refused = 0;
    account.local.aws.intercept(async ({ call }, perform) => {
      if (call.operation !== 'ListTagsForResource' || refused > 0) return perform();
      refused += 1;
      throw new ServiceError('ResourceInUseException', 'What ListTagsForResource needs is in use.', 400);
    });

    // Act
    await changed(account, deletedOnRemoval(twoCampaigns()), without(deletedOnRemoval(twoCampaigns()), 'second'));

    // Assess
    expect(refused).toBe(1);
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(account.named('campaign')).toEqual(['first']);
  });

  test('keeps the campaign while the first version of its replacement solution is held', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    const replacing = solution('next-solution', ['next']);
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.9999 }] };
    Object.assign(replacing, { workflowConfig: { ...replacing.workflowConfig, promotion } });

    // Act
    await changed(account, deletedOnRemoval(sample()), { ...sample(), solutions: [replacing] });

    // Assess
    expect(account.named('campaign')).toEqual(['small-campaign']);
    expect(account.lastNotification()).toContain(
      "kept: campaign 'next' of the parameter file does not exist yet; once it exists, `personalize-mlops retry` deletes this resource",
    );
  });

  test('lets a person delete the campaign, even while the first version of its replacement solution is held', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    const replacing = solution('next-solution', ['next']);
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.9999 }] };
    Object.assign(replacing, { workflowConfig: { ...replacing.workflowConfig, promotion } });
    await changed(account, deletedOnRemoval(sample()), { ...sample(), solutions: [replacing] });

    // Act
    await prune(account, [arnOf(account, 'campaign', 'small-campaign')]);
    await account.settle();

    // Assess
    expect(account.named('campaign')).toEqual([]);
  });

  test('keeps the campaign if the deployment does not allow deletions, and says so', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await changed(account, deletedOnRemoval(twoCampaigns()), without(twoCampaigns(), 'second'));

    // Assess
    expect(account.named('campaign')).toEqual(['first', 'second']);
    expect(account.lastNotification()).toContain(
      "- campaign 'second' has left the file: it is kept; `personalize-mlops apply --prune` deletes it",
    );
  });

  test('reports that it keeps a campaign which a person has created again, and does not mention a filter that a person has deleted', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    const before = { ...deletedOnRemoval(twoCampaigns()), filters: [filter('gone')] };
    await account.run(before);
    await account.call('personalize', 'DeleteFilter', { filterArn: arnOf(account, 'filter', 'gone') });
    const second = arnOf(account, 'campaign', 'second');
    const [version] = account.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
    await account.call('personalize', 'DeleteCampaign', { campaignArn: second });
    await account.settle();
    await account.call('personalize', 'CreateCampaign', { name: 'second', solutionVersionArn: version?.arn });
    await account.settle();

    // Act
    await account.runFile({ ...without(twoCampaigns(), 'second'), filters: [filter('new')] });

    // Assess
    expect(account.lastNotification()).toContain(
      "- campaign 'second' has left the file: it is kept, as this deployment did not create it; delete it in Amazon Personalize",
    );
    expect(account.lastNotification()).not.toContain("'gone'");
    expect(account.named('campaign')).toEqual(['first', 'second']);
  });

  test('does not mention a campaign of the same name in another dataset group (the campaign of the file had no onRemoval, and was never created)', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    const waiting = { ...sample(), budget: { trainingHoursPerMonth: 0.5 } };
    await account.run({ ...waiting, solutions: [solution('small-solution', ['top'])] });
    await account.run({ ...sample('other'), solutions: [solution('other-solution', ['top'])] });

    // Act
    await account.runFile({
      ...waiting,
      solutions: [solution('small-solution', ['renamed'])],
      filters: [filter('new')],
    });

    // Assess
    expect(account.named('campaign')).toEqual(['top']);
    expect(account.lastNotification()).toContain("filter 'new'");
    expect(account.lastNotification()).not.toContain('has left the file');
  });

  test('keeps the campaign if its onRemoval was no longer "delete" in the last file that had the campaign', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    await changed(account, deletedOnRemoval(twoCampaigns()), twoCampaigns());

    // Act
    await account.runFile(without(twoCampaigns(), 'second'));

    // Assess
    expect(account.named('campaign')).toEqual(['first', 'second']);
  });

  test('keeps the campaign if anything else in the file has failed; the next upload that succeeds deletes it', async () => {
    // Prepare
    const account = await openQuick({ allow_deletions: true });
    const next = { ...without(twoCampaigns(), 'second'), filters: [filter('new')] };
    account.local.personalize.failNext({ resource: 'filter/new', reason: 'Internal error.' });
    await changed(account, deletedOnRemoval(twoCampaigns()), next);
    const before = account.named('campaign');

    // Act
    await account.runFile(next);

    // Assess
    expect(before).toEqual(['first', 'second']);
    expect(account.named('campaign')).toEqual(['first']);
  });
});
