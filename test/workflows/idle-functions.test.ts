import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

const HOURS_OF_A_MONTH = 31 * 24;

describe('functions that were idle for weeks', () => {
  it('do not fail the runs of a monthly schedule', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const [solution] = file.solutions;
    if (solution) solution.workflowConfig = { schedules: { full: 'cron(0 3 1 * ? *)' } };
    await account.run(file);
    const refused = new Set<string>();
    account.local.aws.onCall(({ service, call, error }) => {
      if (service === 'lambda' && error !== undefined) refused.add(String(call.input.FunctionName));
    });

    // Act
    await account.passHours(HOURS_OF_A_MONTH);
    await account.passHours(HOURS_OF_A_MONTH);

    // Assess
    const runs = await account.runs();
    expect(runs.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect(account.count('solutionVersion')).toBe(3);
    expect([...refused].map((arn) => arn.split(':').at(-1)).sort()).toEqual(
      ['begin-run', 'end-run', 'ensure-resource', 'list-work', 'lock'].map((name) => `personalize-${name}`),
    );
  });
});
