import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { parameterFileOf, sample, solution } from '../support/sample';
import { type Served, served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const TASK = 'solution-maintenance-full-small-solution';

/** A file without the task's solution is in force, and its upload trains another solution for hours. */
async function replaced(): Promise<Served> {
  const account = await openQuick();
  const file = sample();
  for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'rate(1 day)' } };
  await account.run(file);
  account.local.personalize.setDuration('solutionVersion', 4 * 3600);
  await account.put(parameterFileOf({ ...file, solutions: [solution('other')] }));
  await account.passSeconds(1800);
  return serve(account);
}

describe('A task that the file in force lacks, while the run of its upload goes on', () => {
  test('has no next run in lists', async () => {
    // Prepare
    const deployment = await replaced();

    // Act
    const { stdout } = await deployment.run(['schedules', 'list']);
    const [status] = await deployment.json<{ readonly tasks: readonly object[] }[]>(['status']);

    // Assess
    expect(stdout).toMatch(new RegExp(` ${TASK} +yes +rate\\(1 day\\), UTC +-\n`));
    expect(status?.tasks).toEqual([expect.not.objectContaining({ nextRun: expect.anything() })]);
  });

  test.each([['run', '--no-wait'], ['activate'], ['deactivate']])(
    'is refused by schedules %s',
    async (verb, ...options) => {
      // Prepare
      const deployment = await replaced();
      const before = await deployment.account.runs();

      // Act
      const { status, stderr } = await deployment.run(['schedules', verb, TASK, ...options]);

      // Assess
      expect({ status, stderr }).toEqual({
        status: 1,
        stderr: `Error: Task '${TASK}' was removed from its parameter file.\nAdd its schedule to the file and upload it.\n`,
      });
      expect(await deployment.account.runs()).toEqual(before);
    },
  );
});

test('a task whose schedule an upload changes during schedules activate follows the new schedule', async () => {
  // Prepare
  const account = await openQuick();
  const withSchedule = (full: string) => {
    const file = sample();
    for (const each of file.solutions) each.workflowConfig = { schedules: { full } };
    return file;
  };
  await account.run(withSchedule('rate(1 day)'));
  const deployment = await serve(account);
  let isChanged = false;
  account.local.aws.intercept(async ({ call: { operation }, overWire }, perform) => {
    if (overWire && operation === 'UpdateItem' && !isChanged) {
      isChanged = true;
      await account.runFile(withSchedule('rate(9 days)'));
    }
    return perform();
  });

  // Act
  const activated = await deployment.json(['schedules', 'activate', TASK]);

  // Assess
  expect(isChanged).toBe(true);
  expect(activated).toMatchObject({ active: true, schedule: 'rate(9 days)' });
  const { ScheduleExpression: expression } = await account.call<{ ScheduleExpression: string }>(
    'scheduler',
    'GetSchedule',
    { Name: TASK, GroupName: account.local.names.scheduleGroup },
  );
  expect(expression).toBe('rate(9 days)');
});
