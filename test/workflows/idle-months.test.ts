import { accounts } from '../support/accounts';
import { parameterFileOf, type Sample, sample } from '../support/sample';

const { openQuick, shared } = accounts();

const HOURS_OF_A_MONTH = 31 * 24;

/** A file whose solution is trained on the first of each month. */
function monthly(group: string): Sample {
  const file = sample(group);
  for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'cron(0 3 1 * ? *)' } };
  return file;
}

/**
 * An account after two months in which only monthly schedules started runs. Before, invalid files replaced the file of the dataset group
 * `replaced`.
 */
const idle = shared(async () => {
  const account = await openQuick();
  await account.run(monthly('small'));
  await account.run(monthly('replaced'));
  const [key = ''] = Object.keys(parameterFileOf(monthly('replaced')));
  for (let version = 0; version < 12; version += 1) await account.put({ [key]: '{}' });
  await account.settle();
  account.local.aws.onCall(({ service, call, error }) => {
    if (service === 'lambda' && error !== undefined) refused.add(String(call.input.FunctionName));
  });
  await account.passHours(HOURS_OF_A_MONTH);
  await account.passHours(HOURS_OF_A_MONTH);
  return account;
});

/** Functions with a refused invocation. */
const refused = new Set<string>();

async function statusesOf(group: string): Promise<readonly string[]> {
  const runs = await (await idle()).runs();
  return runs.filter(({ datasetGroup }) => datasetGroup === group).map(({ status }) => status);
}

describe('the runs of a monthly schedule', () => {
  it('succeed although Lambda refuses the first invocation of a function that was idle for weeks', async () => {
    // Act
    const statuses = await statusesOf('small');

    // Assess
    expect(statuses).toEqual(['SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED']);
    expect((await idle()).named('solutionVersion').filter((name) => name.includes('small'))).toHaveLength(3);
    expect([...refused].map((arn) => arn.split(':').at(-1)).sort()).toEqual(
      ['begin-run', 'end-run', 'ensure-resources'].map((name) => `personalize-${name}`),
    );
  });

  it('read the parameter file in force, even weeks after invalid files have replaced it in the bucket', async () => {
    // Act
    const statuses = await statusesOf('replaced');

    // Assess
    expect(statuses.filter((status) => status === 'SUCCEEDED')).toHaveLength(3);
    expect(new Set(statuses.slice(1))).toEqual(new Set(['REFUSED', 'SUCCEEDED']));
  });
});
