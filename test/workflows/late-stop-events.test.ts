import type { Caller } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

/** Delays each delivery of EventBridge to a function by an hour. */
function delayEvents({ local: { aws, clock } }: Account): void {
  aws.intercept(async ({ service, call, caller }, perform) => {
    if (service === 'lambda' && call.operation === 'Invoke' && isEventBridge(caller)) await clock.sleep(3_600_000);
    return perform();
  });
}

function isEventBridge(caller: Caller): boolean {
  return caller.kind === 'service' && caller.principal === 'events.amazonaws.com';
}

describe('the event of a stopped run', () => {
  it('does not let two runs of a task overlap, even if the event arrives after the next run has begun', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    for (const solution of file.solutions) solution.workflowConfig = { schedules: { full: 'cron(0 12-15 * * ? *)' } };
    await account.run(file);
    account.local.personalize.setDuration('solutionVersion', 2.5 * 3600);
    delayEvents(account);
    await account.waitForHour(12);
    await account.passSeconds(120);

    // Act
    const [run] = await account.executions('run', 'RUNNING');
    await account.call('states', 'StopExecution', { executionArn: run?.executionArn });
    await account.passSeconds(2.5 * 3600);

    // Assess
    const scheduled = (await account.runs()).filter(({ trigger }) => trigger !== 'upload');
    expect(scheduled.map(({ status }) => status)).toEqual(['FAILED', 'RUNNING', 'SKIPPED']);
    expect(account.count('solutionVersion')).toBe(3);
  });
});
