import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { sample } from '../support/sample';
import { served } from '../support/served';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);

const TASK = 'solution-maintenance-full-small-solution';

test('a task follows its new schedule if an upload changes the schedule while `schedules activate` runs', async () => {
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
