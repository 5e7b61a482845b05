import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { filter, parameterFileOf, type Sample, sample, solution } from '../support/sample';
import { type Served, served } from '../support/served';
import { folders } from './support/folder';

const QUICK = ['--interval', '0.001'];

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** A sample with the given filters, whose only solution has the given campaigns. */
function file(campaigns: readonly string[], filters: readonly string[] = []): Sample {
  const made = sample();
  made.solutions = [solution('small-solution', campaigns)];
  made.filters.push(...filters.map(filter));
  return made;
}

/** An account in which `before` and then `after` were applied, and the folder of `after`. */
async function changed(before: Sample, after: Sample): Promise<{ deployment: Served; folder: string }> {
  const deployment = await serve(await openQuick());
  await deployment.account.run(before);
  const folder = await folderOf(after);
  await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));
  return { deployment, folder };
}

describe('plan', () => {
  test('says that a campaign that left the file is kept until all campaigns of the file exist, and apply --prune keeps it too', async () => {
    // Prepare
    const waiting = () => {
      const made = file(['small-campaign', 'old']);
      const old = made.solutions[0]?.campaigns?.[1] ?? {};
      Object.assign(old, { workflowConfig: { onRemoval: 'delete' } });
      const held = solution('held', ['held-campaign']);
      held.workflowConfig = { promotion: { approval: 'manual' } };
      made.solutions.push(held);
      return made;
    };
    const deployment = await serve(await openQuick({ allow_deletions: true }));
    const { account } = deployment;
    await account.run(waiting());
    const after = waiting();
    for (const each of after.solutions)
      each.campaigns = each.campaigns?.filter(({ serviceConfig }) => serviceConfig.name !== 'old') ?? [];

    // Act
    const { stdout } = await deployment.run(['plan', await folderOf(after)]);
    await account.runFile(after);
    const pruned = await deployment.whileTimeRuns(
      deployment.run(['apply', await folderOf(after), '--prune', '--yes', ...QUICK]),
    );

    // Assess
    expect(pruned.stdout).not.toContain("- campaign 'old'");
    expect([...account.named('campaign')].sort()).toEqual(['old', 'small-campaign']);
    expect(stdout).toContain(
      'onRemoval is "delete": it is kept until campaign \'held-campaign\' exists. Then the next upload or `retry` deletes it.',
    );
    expect(stdout).not.toContain('1 to delete');
  });

  test('lists resources that the deployment created and that are no longer in the file, and what a campaign among them costs', async () => {
    // Prepare
    const { deployment, folder } = await changed(
      file(['first', 'second'], ['kept', 'gone']),
      file(['first'], ['kept']),
    );
    await deployment.account.call('personalize', 'CreateFilter', {
      name: 'by-hand',
      datasetGroupArn: deployment.account.local.aws.arn('personalize', 'dataset-group/small'),
      filterExpression: 'INCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
    });
    await deployment.account.settle();

    // Act
    const { stdout } = await deployment.run(['plan', folder]);
    const status = await deployment.run(['status', 'small']);

    // Assess
    expect(status.stdout).toMatch(/^Campaign +second +ACTIVE, not in the file /m);
    expect(status.stdout).toMatch(/^Filter +gone +ACTIVE, not in the file /m);
    expect(status.stdout).toMatch(/^Campaign +first +ACTIVE +\d/m);
    expect(status.stdout).toMatch(/^Filter +kept +ACTIVE +\d/m);
    expect(stdout).toContain(
      [
        '  Not in the file any more:',
        "    campaign 'second': ACTIVE, 720 TPS-hours a month",
        '      `apply --prune` deletes it; otherwise it is kept.',
        "    filter 'gone': ACTIVE",
        '      `apply --prune` deletes it; otherwise it is kept.',
        '',
        '  Unmanaged resources, not changed:',
        "    filter 'by-hand'",
      ].join('\n'),
    );
    expect(stdout).toContain("    campaign 'second': 720 TPS-hours, 144.00 USD (not in the file any more)\n");
    expect(stdout).toMatch(/In all: .*1,440 TPS-hours/);
  });
});

describe('plan of a file that no longer has a manually created campaign', () => {
  test('includes the TPS-hours of that campaign before and after apply, and lists the campaign as not changed', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const { account } = deployment;
    await account.run(file(['first']));
    const [version] = account.local.personalize.snapshot().filter(({ type }) => type === 'solutionVersion');
    await account.call('personalize', 'CreateCampaign', {
      name: 'by-hand',
      solutionVersionArn: version?.arn,
      minProvisionedTPS: 2,
    });
    await account.settle();
    const both = file(['first', 'by-hand']);
    Object.assign(both.solutions[0]?.campaigns?.[1]?.serviceConfig ?? {}, { minProvisionedTPS: 2 });
    await account.runFile(both);
    const folder = await folderOf(file(['first']));

    // Act
    const before = await deployment.run(['plan', folder]);
    await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));
    const after = await deployment.run(['plan', folder]);

    // Assess
    for (const { stdout } of [before, after]) {
      expect(stdout).toContain(
        "  Unmanaged resources, not changed:\n    campaign 'by-hand', 1,440 TPS-hours a month\n",
      );
      expect(stdout).toMatch(/In all: .*2,160 TPS-hours/);
    }
    expect(before.stdout).not.toContain('1,440 TPS-hours before');
    expect(account.lastNotification()).toContain("- campaign 'by-hand' has left the file: it is kept, as this");
  });
});

describe('a solution that a manually created campaign uses', () => {
  test('is kept when it leaves the file: plan does not count it as a deletion, and apply --prune does not list it', async () => {
    // Prepare
    const before = { ...file([]), solutions: [solution('small-solution', []), solution('gone', ['old'])] };
    Object.assign(before.solutions[1] ?? {}, { workflowConfig: { onRemoval: 'delete' } });
    const deployment = await serve(await openQuick({ allow_deletions: true }));
    const { account } = deployment;
    await account.run(before);
    const version = account.local.personalize.snapshot().find(({ arn }) => arn.includes('solution/gone/'));
    await account.call('personalize', 'CreateCampaign', { name: 'by-hand', solutionVersionArn: version?.arn });
    await account.settle();
    const folder = await folderOf(file([]));

    // Act
    const planned = await deployment.run(['plan', folder]);
    const applied = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));
    const again = await deployment.run(['plan', folder, '--detailed-exitcode']);
    const pruned = await deployment.whileTimeRuns(deployment.run(['apply', folder, '--prune', '--yes', ...QUICK]));

    // Assess
    expect(planned.stdout).toContain("    solution 'gone': ACTIVE\n      kept: campaign 'by-hand' uses it\n");
    expect(planned.stdout).toMatch(/^Plan: .*, 1 to delete, /m);
    expect(applied.stdout).toMatch(/small: SUCCEEDED after .*: 1 deleted, /);
    expect([again.status, again.stdout]).toEqual([0, expect.stringContaining("kept: campaign 'by-hand' uses it\n")]);
    expect([pruned.status, pruned.stdout]).toEqual([0, expect.not.stringContaining('To be deleted')]);
    expect(pruned.stdout).not.toContain('is sent again');
    expect(account.named('solution')).toEqual(['small-solution', 'gone']);
  });
});

const JOB = { serviceConfig: {} };

describe('a resource that leaves the file', () => {
  test.each([
    ['a campaign', file(['first', 'second'])],
    [
      'a batch job',
      { ...file(['first']), solutions: [{ ...solution('small-solution', ['first']), batchInferenceJobs: [JOB] }] },
    ],
  ])(
    'makes plan report a change until the file without the resource is in force, even if the resource is kept: %s',
    async (_, earlier) => {
      // Prepare
      const deployment = await serve(await openQuick());
      await deployment.account.run(earlier);
      const folder = await folderOf(file(['first']));
      const plan = () => deployment.run(['plan', folder, '--detailed-exitcode']);

      // Act
      const before = await plan();
      await deployment.whileTimeRuns(deployment.run(['apply', folder, '--yes', ...QUICK]));
      const after = await plan();

      // Assess
      expect([before.status, before.stdout]).toEqual([2, expect.stringContaining('this file comes into force')]);
      expect([after.status, after.stdout]).toEqual([0, expect.stringContaining('No changes: ')]);
    },
  );
});

describe('apply', () => {
  test('lists resources that it keeps although the earlier file had onRemoval "delete" for them', async () => {
    // Prepare
    const before = file(['first', 'second']);
    Object.assign(before.solutions[0]?.campaigns?.[1] ?? {}, { workflowConfig: { onRemoval: 'delete' } });
    const deployment = await serve(await openQuick());
    await deployment.account.run(before);
    const folder = await folderOf(file(['first']));

    // Act
    const { stdout: planned } = await deployment.run(['plan', folder]);
    const { stdout } = await deployment.run(['apply', folder, '--yes', '--no-wait']);

    // Assess
    expect(planned).toContain("    campaign 'second': 720 TPS-hours, 144.00 USD (not in the file any more)\n");
    expect(planned).not.toContain('before, not in the file any more');
    expect(stdout).toMatch(
      /Not deleted, though onRemoval is "delete": campaign 'second'\. In a terminal, without --yes and --no-wait, `personalize-mlops apply \S+` asks before it deletes them\./,
    );
  });
});

describe('apply --prune', () => {
  test('names each resource that the file no longer has, and deletes it', async () => {
    // Prepare
    const { deployment, folder } = await changed(file(['first', 'second'], ['gone']), file(['first']));

    // Act
    const { status, stdout } = await deployment.whileTimeRuns(
      deployment.run(['apply', folder, '--prune', '--yes', ...QUICK]),
    );

    // Assess
    expect(stdout).toContain("To be deleted:\n  - campaign 'second'\n  - filter 'gone'\n");
    expect(stdout).toMatch(/small: SUCCEEDED after .*: 2 deleted\./);
    expect(status).toBe(0);
    expect(deployment.account.named('campaign')).toEqual(['first']);
    expect(deployment.account.named('filter')).toEqual([]);
    expect((await deployment.account.lastRun()).trigger).toBe('prune');
  });

  test('says that nothing is left to delete if a stopped run had already requested each deletion', async () => {
    // Prepare
    const { deployment, folder } = await changed(file(['first', 'second']), file(['first']));
    const { account } = deployment;
    await deployment.run(['apply', folder, '--prune', '--yes', '--no-wait']);
    while (!account.resources().includes('campaign second DELETE IN_PROGRESS')) await account.passSeconds(5);
    const [execution] = await account.executions('run', 'RUNNING');
    await account.call('states', 'StopExecution', { executionArn: execution?.executionArn });
    await account.settle();

    // Act
    const { status, stdout } = await deployment.run(['apply', folder, '--prune', '--yes']);

    // Assess
    expect((await account.lastRun()).status).toBe('FAILED');
    expect(stdout).toContain(
      '\nNothing is left to delete. The runs of the last uploads succeeded. To run them again, pass --force.\n',
    );
    expect(status).toBe(0);
  });

  test('sends a changed file first, and deletes resources once the run of this file has succeeded', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(file(['first', 'second']));
    const folder = await folderOf(file(['first'], ['new']));

    // Act
    const document = await deployment.whileTimeRuns(
      deployment.json<{ removals: { resources: string[] }[]; runs: { trigger: string; status: string }[] }>([
        'apply',
        folder,
        '--prune',
        '--yes',
        ...QUICK,
      ]),
    );

    // Assess
    expect(document.removals.map(({ resources }) => resources)).toEqual([[expect.stringMatching(/campaign\/second$/)]]);
    expect(document.runs.map(({ trigger, status }) => `${trigger} ${status}`)).toEqual([
      'upload SUCCEEDED',
      'prune SUCCEEDED',
    ]);
    expect(deployment.account.named('campaign')).toEqual(['first']);
  });

  test('deletes nothing of a dataset group if another version of its file is put in force during the command', async () => {
    // Prepare
    const { deployment } = await changed(file(['first', 'second']), file(['first']));
    const { account } = deployment;
    const folder = await folderOf(file(['first']), sample('wide'));
    let isPut = false;
    account.local.aws.intercept(async ({ call: { operation } }, perform) => {
      if (operation === 'CreateSolutionVersion' && !isPut) {
        isPut = true;
        await account.put(parameterFileOf(file(['first'], ['theirs'])));
      }
      return perform();
    });

    // Act
    const { status, stdout, stderr } = await deployment.whileTimeRuns(
      deployment.run(['apply', folder, '--prune', '--yes', ...QUICK]),
    );

    // Assess
    expect(stdout).toContain("To be deleted:\n  - campaign 'second'\n");
    expect(stderr).toContain(
      "Nothing of dataset group 'small' was deleted: this version of the parameter file is not in",
    );
    expect(status).toBe(1);
    expect(account.named('filter')).toEqual(['theirs']);
    expect(account.named('campaign')).toEqual(['first', 'second', 'wide-campaign']);
  });

  test('refuses --no-wait while the upload of the file is in progress', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    await deployment.account.run(file(['first', 'second']));
    const folder = await folderOf(file(['first'], ['new']));
    await deployment.run(['apply', folder, '--yes', '--no-wait']);
    await deployment.account.passSeconds(1);

    // Act
    const { status, stdout, stderr } = await deployment.run(['apply', folder, '--prune', '--yes', '--no-wait']);

    // Assess
    expect(stdout).toContain('is not sent again: ');
    expect(stderr).toContain('--no-wait does not wait for the runs.');
    expect([status, deployment.account.named('campaign')]).toEqual([2, ['first', 'second']]);
  });

  test('needs the name of a campaign as input, even with --yes, before it deletes the last campaign of a solution', async () => {
    // Prepare
    const { deployment, folder } = await changed(file(['only']), file([]));

    // Act
    const asked = await deployment.run(['apply', folder, '--prune', ...QUICK], '');
    const refused = await deployment.run(['apply', folder, '--prune', '--yes', ...QUICK], 'yes\n');
    const before = deployment.account.named('campaign');
    const accepted = await deployment.whileTimeRuns(
      deployment.run(['apply', folder, '--prune', '--yes', ...QUICK], 'only\n'),
    );

    // Assess
    expect(asked.stderr).toContain(
      "Pass --yes, and 'only' as the first line of the input, which confirms these deletions.",
    );
    expect(refused.stderr).toContain(
      "Delete 1 resource in deployment 'personalize' in us-east-1, account 123456789012? Type 'only':",
    );
    expect(refused.stderr).toContain('Nothing was sent or deleted.');
    expect([refused.status, before]).toEqual([1, ['only']]);
    expect([accepted.status, deployment.account.named('campaign')]).toEqual([0, []]);
  });

  test.each([
    ['is still in progress', false, 'UNCHANGED after'],
    ['was stopped', true, '1 deleted.'],
  ])(
    'follows a deletion in progress to its end, if the earlier run that began this deletion %s',
    async (_, isStopped, end) => {
      // Prepare
      const { deployment, folder } = await changed(file(['first', 'second']), file(['first']));
      const { account } = deployment;
      await deployment.run(['apply', folder, '--prune', '--yes', '--no-wait']);
      while (!account.resources().includes('campaign second DELETE IN_PROGRESS')) await account.passSeconds(5);
      if (isStopped)
        for (const { executionArn } of await account.running())
          await account.call('states', 'StopExecution', { executionArn });

      // Act
      const { stdout: planned } = await deployment.run(['plan', folder]);
      const { stdout: kept } = await deployment.run(['apply', folder, '--yes', '--no-wait']);
      const started = new Promise<void>((resolve) => {
        account.local.aws.intercept(async ({ call: { operation } }, perform) => {
          if (operation === 'StartExecution') resolve();
          return perform();
        });
      });
      const again = deployment.run(['apply', folder, '--prune', '--yes', ...QUICK]);
      await Promise.race([started, again]);
      const { status, stdout } = await deployment.whileTimeRuns(again);

      // Assess
      expect(planned).toContain(
        "    campaign 'second': DELETE IN_PROGRESS\n      It is being deleted. `apply --prune` waits for the end of the deletion.\n",
      );
      expect(planned).not.toContain('Unmanaged');
      expect(planned).toMatch(/^No changes: \d+ unchanged\.$/m);
      expect(kept).not.toContain('Not deleted');
      expect(stdout).toContain("To be deleted:\n  - campaign 'second' (DELETE IN_PROGRESS)\n");
      expect(stdout).toContain(end);
      expect([status, account.named('campaign')]).toEqual([0, ['first']]);
    },
  );

  test('keeps a campaign that a person has deleted and created again under the same name', async () => {
    // Prepare
    const { deployment, folder } = await changed(file(['first', 'second']), file(['first']));
    const { account } = deployment;
    const campaignArn = account.local.aws.arn('personalize', 'campaign/second');
    const { campaign } = await account.call<{ campaign: { solutionVersionArn: string } }>(
      'personalize',
      'DescribeCampaign',
      { campaignArn },
    );
    await account.call('personalize', 'DeleteCampaign', { campaignArn });
    await account.settle();
    await account.call('personalize', 'CreateCampaign', {
      name: 'second',
      solutionVersionArn: campaign.solutionVersionArn,
    });
    await account.settle();

    // Act
    const { status, stdout } = await deployment.run(['apply', folder, '--prune', '--yes', ...QUICK]);

    // Assess
    expect(stdout).not.toContain('To be deleted');
    expect(stdout).toContain("  Unmanaged resources, not changed:\n    campaign 'second'");
    expect([status, account.named('campaign')]).toEqual([0, ['first', 'second']]);
  });
});
