import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { type Sample, sample, solution } from '../support/sample';
import { type Served, served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick, shared } = accounts();
/** One account that many tests share. Each test has its own dataset group. */
const quick = shared(async () => {
  const account = await openQuick();
  account.local.personalize.setQuota('datasetGroup', 100);
  return account;
});
const serve = served(cli);
const folderOf = folders();

const SOLUTION = 'small-solution';
const AT_ONCE = ['--no-wait'];
const QUICK = ['--interval', '0.001'];

interface Version {
  readonly version: string;
  readonly createdAt: string;
  readonly decision?: { readonly decision: string; readonly decidedBy: string; readonly reason?: string };
  readonly serves: readonly string[];
}

interface Status {
  readonly resources: readonly {
    readonly arn: string;
    readonly standing?: string;
    readonly frozenSince?: string;
    readonly serves?: readonly string[];
  }[];
}

const RULES = { rules: [{ metric: 'coverage', maximumDrop: '10%' }] };

function trained(promotion: object | undefined, group?: string): Sample {
  const file = sample(group);
  for (const solution of file.solutions)
    solution.workflowConfig = { schedules: { full: 'rate(1 day)' }, ...(promotion && { promotion }) };
  return file;
}

interface Trained {
  readonly account: Account;
  readonly deployment: Served;
  readonly solution: string;
}

/**
 * Trains two versions of a dataset group's solution, the second of which is worse. With `RULES`, the second version is held and the
 * first serves. Without rules, the second version serves.
 */
async function trainedTwice(group: string, promotion?: object): Promise<Trained> {
  const account = await quick();
  const solution = `${group}-solution`;
  account.local.personalize.setMetric({ solution, metric: 'coverage', value: 0.3 });
  account.local.personalize.setMetric({ solution, metric: 'coverage', value: 0.1, training: 2 });
  await account.run(trained(promotion, group));
  const deployment = await serve(account);
  await trainAgain(deployment, solution);
  return { account, deployment, solution };
}

async function trainAgain(deployment: Served, solution: string): Promise<void> {
  await deployment.run(['schedules', 'run', `solution-maintenance-full-${solution}`, '--no-wait']);
  await deployment.account.settle();
}

const versions = (deployment: Served, solution: string) => deployment.json<Version[]>(['versions', 'list', solution]);
const idOf = ({ version = '' }: Partial<Version> = {}) => version.slice(version.indexOf('/') + 1);

describe('versions list', () => {
  test('shows for a version the unmanaged campaign that uses it', async () => {
    // Prepare
    const { account, deployment, solution } = await trainedTwice('manual', RULES);
    const [newest] = await versions(deployment, solution);
    const campaign = { name: 'made-by-hand', solutionVersionArn: newest?.version };
    await account.call('personalize', 'CreateCampaign', campaign);
    await account.settle();

    // Act
    const shown = await versions(deployment, solution);

    // Assess
    expect(shown.map(({ serves }) => serves)).toEqual([['made-by-hand'], ['manual-campaign']]);
  });

  test('shows decisions, the metrics of the rules, and the campaigns that use a version', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('listed', RULES);

    // Act
    const { status, stdout } = await deployment.run(['versions', 'list', solution]);

    // Assess
    expect(status).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^VERSION +AGE +MODE +STATUS +DECISION +COVERAGE +SERVES$/);
    expect(lines[1]).toMatch(/^listed-solution\/\w{8} +.+ +FULL +ACTIVE +HELD +0\.1 +-$/);
    expect(lines[2]).toMatch(/^listed-solution\/\w{8} +.+ +FULL +ACTIVE +PROMOTED +0\.3 +listed-campaign$/);
    expect(lines).toHaveLength(3);
  });

  test('shows, beside the metric of a version, the metric of the baseline that it was compared with', async () => {
    // Prepare
    const account = await quick();
    const [name, baseline] = ['beside-solution', 'beside-popular'];
    const made = trained({ rules: [{ metric: 'coverage', minimumRise: '20%', over: baseline }] }, 'beside');
    made.solutions.push(solution(baseline));
    for (const [of, value, training] of [
      [name, 0.36, 1],
      [name, 0.3, 2],
      [baseline, 0.3, 1],
    ] as const)
      account.local.personalize.setMetric({ solution: of, metric: 'coverage', value, training });
    await account.run(made);
    const deployment = await serve(account);
    await trainAgain(deployment, name);

    // Act
    const { stdout } = await deployment.run(['versions', 'list', name]);
    const listed = await versions(deployment, name);

    // Assess
    const [titles = '', held = '', promoted = ''] = stdout.split('\n');
    expect(titles).toMatch(/ DECISION +COVERAGE +SERVES$/);
    expect(held).toMatch(/ HELD +0\.3, beside-popular 0\.3: \+0 \(\+0\.0%\) +-$/);
    expect(promoted).toMatch(/ PROMOTED +0\.36, beside-popular 0\.3: \+0\.06 \(\+20\.0%\) +beside-campaign$/);
    expect(listed).toMatchObject([
      {
        decision: {
          verdicts: [
            {
              baseline: { solution: baseline, version: expect.any(String), createdAt: expect.any(String), value: 0.3 },
            },
          ],
        },
      },
      { decision: { verdicts: [{ passed: true }] } },
    ]);
  });

  test('shows the main metrics of a solution that has no rules', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('unruled');

    // Act
    const { stdout } = await deployment.run(['versions', 'list', solution]);

    // Assess
    expect(stdout).toMatch(/DECISION +NORMALIZED_DISCOUNTED_CUMULATIVE_GAIN_AT_25 +COVERAGE +SERVES\n/);
    expect(stdout).toMatch(/ACTIVE +- +[\d.]+ +0\.1 +unruled-campaign\n/);
  });
});

describe('versions promote and rollback:', () => {
  test('promote moves the campaign to a held version, and rollback moves it to the version that served before', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('moved', RULES);
    const [held, first] = await versions(deployment, solution);

    // Act
    const promoted = await deployment.run([
      'versions',
      'promote',
      idOf(held),
      '--by',
      'eve',
      '--reason',
      'new items',
      ...AT_ONCE,
    ]);
    await deployment.account.settle();
    const [after] = await versions(deployment, solution);
    const rolledBack = await deployment.run(['rollback', solution, '--by', 'eve', ...AT_ONCE]);
    await deployment.account.settle();

    // Assess
    expect(promoted).toMatchObject({ status: 0, stderr: '' });
    expect(promoted.stdout).toMatch(
      /^PROMOTE of arn:\S+: the run has started\. Its progress: `personalize-mlops runs show [0-9a-f]{8}`\.\n$/,
    );
    expect(after).toMatchObject({
      version: held?.version,
      serves: ['moved-campaign'],
      decision: { decision: 'PROMOTED', decidedBy: 'eve', reason: 'new items' },
    });
    expect(rolledBack).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining(`ROLLBACK to ${first?.version}`),
    });
    expect(await versions(deployment, solution)).toMatchObject([
      { version: held?.version, serves: [], decision: { decision: 'ROLLED_BACK' } },
      { version: first?.version, serves: ['moved-campaign'], decision: { decision: 'PROMOTED' } },
    ]);
  });

  test('both follow their run to its end, and promote exits with 1 if its run fails', async () => {
    // Prepare
    const { account, deployment, solution } = await trainedTwice('followed', RULES);
    const [held] = await versions(deployment, solution);
    account.local.personalize.failNext({ resource: 'campaign/followed-campaign', reason: 'No capacity.' });

    // Act
    const promoted = await deployment.whileTimeRuns(
      deployment.run(['versions', 'promote', idOf(held), '--by', 'eve', ...QUICK]),
    );
    const rolledBack = await deployment.whileTimeRuns(deployment.json(['rollback', solution, '--by', 'eve', ...QUICK]));

    // Assess
    expect(promoted.status).toBe(1);
    expect(promoted.stdout).toContain('followed: FAILED after');
    expect(rolledBack).toMatchObject({ action: 'ROLLBACK', runs: [{ status: 'SUCCEEDED', trigger: 'promotion' }] });
  });

  test('rollback with --no-wait does not say how long the version will serve', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('unknown');

    // Act
    const { status, stdout } = await deployment.run(['rollback', solution, ...AT_ONCE]);

    // Assess
    expect(status).toBe(0);
    expect(stdout).not.toContain('this version serves');
  });

  test('rollback warns of a training in progress whose version may soon serve in place of the chosen version', async () => {
    // Prepare
    const { account, deployment, solution } = await trainedTwice('training');
    const solutionArn = `arn:aws:personalize:us-east-1:123456789012:solution/${solution}`;
    const { solutionVersionArn } = await account.call<{ solutionVersionArn: string }>(
      'personalize',
      'CreateSolutionVersion',
      { solutionArn },
    );

    // Act
    const { status, stdout } = await deployment.run(['rollback', solution, ...AT_ONCE]);
    await account.settle();

    // Assess
    expect(status).toBe(0);
    expect(stdout).toContain(
      `warning Version ${solutionVersionArn} is in training, and may serve once it is ACTIVE. To keep the chosen version, stop it: \`aws personalize stop-solution-version-creation`,
    );
  });

  test('rollback works for a solution without rules, and a later upload does not undo it', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('back');
    const [, first] = await versions(deployment, solution);

    // Act
    const { stdout } = await deployment.whileTimeRuns(deployment.run(['rollback', solution, ...QUICK]));
    await deployment.account.runFile({ ...sample('back'), filters: [] });

    // Assess
    expect(stdout).toMatch(
      /\nWithout "promotion" in the parameter file, this version serves until the next full training at the latest\.\n$/,
    );
    expect(
      (await versions(deployment, solution)).map(({ version, serves }) => [version, serves.length]),
    ).toContainEqual([first?.version, 1]);
  });
});

test('a version trained in the console can be promoted, even if it is the newest and there are no rules', async () => {
  // Prepare
  const { account, deployment, solution } = await trainedTwice('by-hand');
  const solutionArn = `arn:aws:personalize:us-east-1:123456789012:solution/${solution}`;
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
  await account.settle();
  const [newest] = await versions(deployment, solution);

  // Act
  const { status } = await deployment.run(['versions', 'promote', idOf(newest), '--by', 'eve', ...AT_ONCE]);
  await account.settle();

  // Assess
  expect(status).toBe(0);
  expect(newest).toMatchObject({ serves: [] });
  expect((await versions(deployment, solution))[0]).toMatchObject({
    version: newest?.version,
    serves: ['by-hand-campaign'],
    decision: { decision: 'PROMOTED', decidedBy: 'eve' },
  });
});

test('a version that serves without a decision can be promoted once: the decision is recorded, and no campaign changes', async () => {
  // Prepare
  const { account, deployment, solution } = await trainedTwice('pinned');
  const [newest] = await versions(deployment, solution);

  // Act
  const { status } = await deployment.run(['versions', 'promote', idOf(newest), '--by', 'eve', ...AT_ONCE]);
  await account.settle();
  const again = await deployment.run(['versions', 'promote', idOf(newest), '--by', 'eve', ...AT_ONCE]);

  // Assess
  expect(status).toBe(0);
  expect((await versions(deployment, solution))[0]).toMatchObject({
    version: newest?.version,
    serves: ['pinned-campaign'],
    decision: { decision: 'PROMOTED', decidedBy: 'eve' },
  });
  expect(again).toMatchObject({ status: 1, stderr: expect.stringMatching(/is PROMOTED already, decided by eve\.\n/) });
});

describe('A version that is given by name', () => {
  test('is found, and the message about an unknown name lists the newest versions', async () => {
    // Prepare
    const account = await openQuick();
    const file = trained(RULES);
    for (const { serviceConfig } of file.solutions) serviceConfig.solutionVersion = { name: 'first' };
    account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.3 });
    await account.run(file);
    const deployment = await serve(account);

    // Act
    const byName = await deployment.run(['versions', 'promote', 'first']);
    const byBoth = await deployment.run(['versions', 'promote', `${SOLUTION}/first`]);
    const bySolution = await deployment.run(['rollback', SOLUTION, '--to', 'first']);
    const unknown = await deployment.run(['versions', 'reject', `${SOLUTION}/second`]);
    const unknownName = await deployment.run(['versions', 'reject', 'second']);

    // Assess
    for (const { stderr } of [byName, byBoth])
      expect(stderr).toMatch(/version arn:\S+ is PROMOTED already, decided by rules/);
    expect(bySolution.stderr).toMatch(/version arn:\S+ serves already\.\n.*another one with --to/);
    expect(unknown).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/\/second' is not .*\n.*newest are: small-solution\/\w{8} \(first\)\.\n/),
    });
    expect(unknownName).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/'second' is not an ACTIVE version in account .*\n.*newest are: .*\(first\)\.\n/),
    });
  });
});

describe('versions reject', () => {
  test('records a held version as REJECTED, and `runs show` no longer says how to promote that version', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('rejected', RULES);
    const [held] = await versions(deployment, solution);
    const [{ id: run = '' } = {}] = await deployment.json<{ readonly id?: string }[]>(['runs', 'list', 'rejected']);
    const before = await deployment.run(['runs', 'show', run]);

    // Act
    await deployment.run(['versions', 'reject', String(held?.version), '--by', 'eve', ...AT_ONCE]);
    await deployment.account.settle();
    const again = await deployment.run(['versions', 'reject', String(held?.version)]);
    const after = await deployment.run(['runs', 'show', run]);

    // Assess
    expect(before.stdout).toContain(`To let it serve: personalize-mlops versions promote ${held?.version}`);
    expect(after.stdout).toContain(`HELD: version ${held?.version}`);
    expect(after.stdout).toMatch(/\nSince then: REJECTED by eve, 20\S+Z\n/);
    expect(after.stdout).not.toContain('To let it serve');
    expect((await versions(deployment, solution))[0]).toMatchObject({
      version: held?.version,
      serves: [],
      decision: { decision: 'REJECTED', decidedBy: 'eve' },
    });
    expect(again).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/is REJECTED already, decided by eve\.\n$/),
    });
  });
});

describe('status', () => {
  test('shows which version serves, and which version is held', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('waiting', RULES);
    const [held, first] = await versions(deployment, solution);

    // Act
    const people = await deployment.run(['status', 'waiting']);
    const [document] = await deployment.json<Status[]>(['status', 'waiting']);

    // Assess
    expect(people.stdout).toMatch(new RegExp(`${idOf(first)} +ACTIVE, PROMOTED, SERVES `));
    expect(people.stdout).toMatch(new RegExp(`${idOf(held)} +ACTIVE, HELD `));
    expect(people.stdout).toContain(
      `Version ${idOf(first)}, which serves, has recommended no new items or actions since ${held?.createdAt}: `,
    );
    expect(document?.resources).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          arn: first?.version,
          standing: 'PROMOTED',
          frozenSince: held?.createdAt,
          serves: ['waiting-campaign'],
        }),
        expect.objectContaining({ arn: held?.version, standing: 'HELD' }),
      ]),
    );
    expect(document?.resources.filter(({ serves }) => serves !== undefined)).toHaveLength(1);
  });

  test('shows as serving the version that a campaign uses, even if another version was promoted', async () => {
    // Prepare
    const { account, deployment, solution } = await trainedTwice('console', RULES);
    const [held, first] = await versions(deployment, solution);
    const campaignArn = account.local.aws.arn('personalize', 'campaign/console-campaign');
    await account.call('personalize', 'UpdateCampaign', { campaignArn, solutionVersionArn: held?.version });
    await account.settle();

    // Act
    const { stdout } = await deployment.run(['status', 'console']);

    // Assess
    expect(stdout).toMatch(new RegExp(`${idOf(held)} +ACTIVE, HELD, SERVES `));
    expect(stdout).toMatch(new RegExp(`${idOf(first)} +ACTIVE, PROMOTED `));
  });

  test('shows no version as held once a newer version serves', async () => {
    // Prepare
    const { deployment, solution } = await trainedTwice('newer', RULES);
    deployment.account.local.personalize.setMetric({ solution, metric: 'coverage', value: 0.4, training: 3 });
    await trainAgain(deployment, solution);
    const [newest] = await versions(deployment, solution);

    // Act
    const [document] = await deployment.json<Status[]>(['status', 'newer']);

    // Assess
    expect(document?.resources.filter(({ standing }) => standing !== undefined)).toEqual([
      expect.objectContaining({ arn: newest?.version, standing: 'PROMOTED' }),
    ]);
    expect(document?.resources.filter(({ frozenSince }) => frozenSince !== undefined)).toEqual([]);
  });

  test('shows neither decisions nor serving versions if no decision is recorded', async () => {
    // Prepare
    const { deployment } = await trainedTwice('silent');

    // Act
    const [document] = await deployment.json<Status[]>(['status', 'silent']);

    // Assess
    for (const resource of document?.resources ?? []) {
      expect(resource).not.toHaveProperty('standing');
      expect(resource).not.toHaveProperty('serves');
    }
  });
});

describe('plan', () => {
  test('shows the decision that an upload would make on a version, with the rule and the metrics of this and the serving version', async () => {
    // Prepare
    const { account, deployment, solution } = await trainedTwice('planned', RULES);
    account.local.personalize.setMetric({ solution, metric: 'coverage', value: 0.2, training: 3 });
    const solutionArn = account.local.aws.arn('personalize', `solution/${solution}`);
    await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
    await account.settle();
    const [newest, , first] = await versions(deployment, solution);

    // Act
    const { stdout } = await deployment.run(['plan', await folderOf(trained(RULES, 'planned'))]);

    // Assess
    expect(stdout).toContain(
      [
        '  Decisions on solution versions:',
        '',
        `    HELD: version ${newest?.version} of solution '${solution}'`,
        `    Compared with: ${first?.version}`,
        '    metric    serving  candidate  change         rule                  verdict',
        '    coverage  0.3      0.2        -0.1 (-33.3%)  drops by at most 10%  failed',
        `    To let it serve: personalize-mlops versions promote ${newest?.version} --reason TEXT`,
      ].join('\n'),
    );
  });
});

describe('plan of a parameter file', () => {
  test.each([
    [
      'that changes rules',
      'gate',
      { ...RULES, approval: 'manual' },
      /~ promotion of 'gate-solution': approval changed: automatic -> manual\n/,
    ],
    [
      'that removes rules',
      'gateless',
      undefined,
      /~ promotion of 'gateless-solution' removed: every new version will serve\n/,
    ],
  ])('%s shows this as a changed setting', async (_, group, after, expected) => {
    // Prepare
    const account = await quick();
    await account.run(trained(RULES, group));
    const deployment = await serve(account);

    // Act
    const [before, { status, stdout }] = [
      await deployment.run(['plan', await folderOf(trained(RULES, group)), '--detailed-exitcode']),
      await deployment.run(['plan', await folderOf(trained(after, group)), '--detailed-exitcode']),
    ];

    // Assess
    expect(before).toMatchObject({ status: 0, stdout: expect.stringContaining('No changes') });
    expect(stdout).toMatch(expected);
    expect(stdout).toContain('Plan: 0 to create, 0 to update, 1 setting to change, 0 conflicts');
    expect(status).toBe(2);
  });
});

describe("An operator's decision", () => {
  /** Solution of all cases. It is trained for the first case only, because a refused decision changes nothing. */
  const solution = 'refused-solution';
  let trainedOnce: ReturnType<typeof trainedTwice> | undefined;

  test.each<[string, (held: string, serving: string) => readonly string[], number, RegExp]>([
    [
      'on an unknown solution',
      () => ['rollback', 'nobody'],
      1,
      /Solution 'nobody' not found\.\n`personalize-mlops status`/,
    ],
    [
      'on a version that does not exist',
      () => ['versions', 'promote', `${solution}/00000000`],
      2,
      /'refused-solution\/00000000' is not an ACTIVE version of solution 'refused-solution'[\s\S]*newest are: refused-solution\/\w{8}, refused-solution\/\w{8}\.\n/,
    ],
    [
      'that names a solution in place of a version',
      () => ['versions', 'promote', solution],
      2,
      /'refused-solution' is not an ACTIVE version in account/,
    ],
    [
      'on a version of another account',
      () => ['versions', 'reject', `arn:aws:personalize:us-east-1:999999999999:solution/${solution}/00000000`],
      2,
      /is not an ACTIVE version of .*account 123456789012/,
    ],
    [
      'to promote a version that is PROMOTED already',
      (_, serving) => ['versions', 'promote', serving],
      1,
      /PROMOTED already, decided by rules/,
    ],
    [
      'to roll back to a version that serves already',
      (_, serving) => ['rollback', solution, '--to', serving],
      1,
      /arn:\S+ serves already\./,
    ],
    [
      'to reject the version that serves',
      (_, serving) => ['versions', 'reject', serving],
      1,
      /REJECT of \S+ by .* refused: this version serves: promote another version first, or roll back/,
    ],
    [
      'to roll back a solution that had no PROMOTED version before the serving version',
      () => ['rollback', solution],
      1,
      /Solution 'refused-solution' has no earlier PROMOTED version to go back to; arn:\S+ serves\.\n.* with --to/,
    ],
    [
      'to roll back a version instead of a solution',
      (held) => ['rollback', held],
      1,
      /Solution 'refused-solution\/\w+' not found\.\n.*`rollback` takes the name of a solution; the version to go back to is given with --to/,
    ],
    [
      'to roll back to an unknown version',
      () => ['rollback', solution, '--to', 'v9'],
      2,
      /'v9' is not an ACTIVE version/,
    ],
    [
      'to roll back to a version of another solution',
      () => ['rollback', solution, '--to', 'other/00000000'],
      2,
      /not an ACTIVE .* of solution/,
    ],
    [
      'with a reason of more than 1,000 characters',
      (held) => ['versions', 'promote', held, '--reason', 'x'.repeat(10_240)],
      2,
      /--reason has 10240 characters; at most 1000 are recorded/,
    ],
    [
      'by a person whose name has more than 1,000 characters',
      (held) => ['versions', 'promote', held, '--by', 'x'.repeat(1001)],
      2,
      /--by has 1001 characters; at most 1000 are recorded/,
    ],
    ...['arn:foo', '/', 'arn:aws:personalize:us-east-1:123456789012'].map(
      (text): [string, () => readonly string[], number, RegExp] => [
        `on a version that is given as '${text}'`,
        () => ['versions', 'promote', text],
        2,
        new RegExp(`'${text}' is not an ACTIVE version in account`),
      ],
    ),
    ...['rules', ' Rules', 'console', 'Reconciliation', ' '].map(
      (by): [string, (held: string) => readonly string[], number, RegExp] => [
        `by a person named '${by}'`,
        (held) => ['versions', 'promote', held, '--by', by],
        2,
        /--by must name a person, not '.*': rules, console and reconciliation/,
      ],
    ),
  ])('%s is refused, and the message says why', async (_, line, expected, message) => {
    // Prepare
    trainedOnce ??= trainedTwice('refused', RULES);
    const { account } = await trainedOnce;
    const deployment = await serve(account);
    const [held, serving] = (await versions(deployment, solution)).map(idOf);
    const before = (await deployment.account.runs()).length;

    // Act
    const { status, stdout, stderr } = await deployment.run(line(held ?? '', serving ?? ''));

    // Assess
    expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
    expect(stderr).toMatch(message);
    expect(await deployment.account.runs()).toHaveLength(before);
  });

  test.each(['rollback', 'versions promote'])(
    'is refused by %s if Personalize itself moves the campaign',
    async (verb) => {
      // Prepare
      const group = verb.replace(' ', '-');
      const account = await quick();
      const file = trained(undefined, group);
      for (const { serviceConfig } of file.solutions.flatMap(({ campaigns = [] }) => campaigns))
        serviceConfig.campaignConfig = { syncWithLatestSolutionVersion: true };
      await account.run(file);
      const deployment = await serve(account);
      await trainAgain(deployment, `${group}-solution`);
      const [, first] = await versions(deployment, `${group}-solution`);
      const before = (await account.runs()).length;

      // Act
      const subject = verb === 'rollback' ? `${group}-solution` : idOf(first);
      const { status, stderr } = await deployment.run([...verb.split(' '), subject]);

      // Assess
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: expect.stringMatching(
          /Campaign '\S+-campaign' .* Personalize itself[\s\S]*syncWithLatestSolutionVersion/,
        ),
      });
      expect(await account.runs()).toHaveLength(before);
    },
  );

  test('to roll back is refused if no version serves, and the message advises to name a version', async () => {
    // Prepare
    const account = await quick();
    await account.run(trained({ ...RULES, approval: 'manual' }, 'waits-first'));
    const deployment = await serve(account);

    // Act
    const { status, stderr } = await deployment.run(['rollback', 'waits-first-solution']);

    // Assess
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(
        /PROMOTED version to go back to; no version serves\.\n.*--to, if `personalize-mlops versions list waits-first-solution` lists any/,
      ),
    });
  });

  test('to roll back a solution with one version is refused, and the message advises to list its versions first', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const deployment = await serve(account);

    // Act
    const { status, stderr } = await deployment.run(['rollback', SOLUTION]);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toMatch(/no earlier PROMOTED version to go back to; arn:\S+ serves\.\n.* if .* lists any\.\n/);
  });
});
