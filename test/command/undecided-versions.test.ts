import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample, solution } from '../support/sample';
import { type Served, served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const SOLUTION = 'small-solution';
const BASELINE = 'popular';
const RULES = { rules: [{ metric: 'coverage', minimum: 0.1 }] };
const OVER = { rules: [{ metric: 'coverage', minimumRise: '10%', over: BASELINE }] };

/**
 * Creates a solution whose second version serves. A person then trains a third version in the console, on which no run decides.
 * @param promotion promotion rules that all versions pass; without rules, no decision is recorded
 */
async function thirdUndecided(promotion: object | undefined): Promise<Served> {
  const account = await openQuick();
  const file = sample();
  for (const each of file.solutions)
    each.workflowConfig = { schedules: { full: 'rate(1 day)' }, ...(promotion && { promotion }) };
  file.solutions.push(solution(BASELINE));
  account.local.personalize.setMetric({ solution: SOLUTION, metric: 'coverage', value: 0.3 });
  account.local.personalize.setMetric({ solution: BASELINE, metric: 'coverage', value: 0.2 });
  await account.run(file);
  const deployment = await serve(account);
  await deployment.run(['schedules', 'run', `solution-maintenance-full-${SOLUTION}`, '--no-wait']);
  await account.settle();
  await trainInConsole(deployment, SOLUTION);
  await account.settle();
  return deployment;
}

async function trainInConsole({ account }: Served, name: string): Promise<void> {
  const solutionArn = account.local.aws.arn('personalize', `solution/${name}`);
  await account.call('personalize', 'CreateSolutionVersion', { solutionArn });
}

async function trainBaseline(deployment: Served): Promise<void> {
  deployment.account.local.personalize.setDuration('solutionVersion', 4 * 3600);
  await trainInConsole(deployment, BASELINE);
}

interface Version {
  readonly version: string;
  readonly decision?: { readonly decision: string };
  readonly serves: readonly string[];
}

const versions = (deployment: Served) => deployment.json<Version[]>(['versions', 'list', SOLUTION]);

const SERVES = ['small-campaign'];

describe('rollback while no run has decided on the newest version', () => {
  test.each([
    ['with promotion rules', RULES],
    ['without promotion rules', undefined],
  ])('moves the campaign from the second version, which serves, to the first version, %s', async (_, promotion) => {
    // Prepare
    const deployment = await thirdUndecided(promotion);
    const before = await versions(deployment);

    // Act
    const { status, stdout } = await deployment.run(['rollback', SOLUTION, '--no-wait']);
    await deployment.account.settle();

    // Assess
    const [, , first] = before;
    expect(before).toMatchObject([{ serves: [] }, { serves: SERVES }, { serves: [] }]);
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining(`ROLLBACK to ${first?.version}: the run has started`),
    });
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect(await versions(deployment)).toMatchObject([
      { decision: { decision: 'ROLLED_BACK' }, serves: [] },
      { serves: [] },
      { serves: SERVES },
    ]);
  });

  test.each([
    ['the version that serves', 1],
    ['the newest version', 0],
  ])('accepts --to with %s', async (_, place) => {
    // Prepare
    const deployment = await thirdUndecided(RULES);
    const version = (await versions(deployment))[place]?.version ?? '';

    // Act
    const { status, stderr } = await deployment.run(['rollback', SOLUTION, '--to', version, '--no-wait']);
    await deployment.account.settle();

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect((await versions(deployment))[place]).toMatchObject({ version, serves: SERVES });
  });
});

describe('An undecided version whose baseline is in training', () => {
  test('can be rejected by a person', async () => {
    // Prepare
    const deployment = await thirdUndecided(OVER);
    const [newest] = await versions(deployment);
    await trainBaseline(deployment);

    // Act
    const { status, stderr } = await deployment.run(['versions', 'reject', newest?.version ?? '', '--no-wait']);
    await deployment.account.settle();

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect(await versions(deployment)).toMatchObject([{ decision: { decision: 'REJECTED' } }, { serves: SERVES }, {}]);
  });

  test('does not prevent a rollback from the second version, which serves, to the first version', async () => {
    // Prepare
    const deployment = await thirdUndecided(OVER);
    await trainBaseline(deployment);

    // Act
    const { status, stderr } = await deployment.run(['rollback', SOLUTION, '--no-wait']);
    await deployment.account.settle();

    // Assess
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((await deployment.account.lastRun()).status).toBe('SUCCEEDED');
    expect(await versions(deployment)).toMatchObject([
      { serves: [] },
      { decision: { decision: 'ROLLED_BACK' } },
      { serves: SERVES },
    ]);
  });
});
