import type { Interceptor } from '../../emulator/core/aws';
import { ServiceError } from '../../emulator/core/service';
import { UPLOAD_WORKFLOW } from '../../lib/parameter-file/workflows';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { filter, parameterFileOf, sample } from '../support/sample';

const { openQuick } = accounts();

/** Loses each event that EventBridge delivers to a function. Step Functions sends its events as best effort. */
function loseEvents({ local: { aws } }: Account, otherCalls: Interceptor = (_call, perform) => perform()): void {
  aws.intercept(async (intercepted, perform) => {
    const { service, call, caller } = intercepted;
    const isEvent = caller.kind === 'service' && caller.principal === 'events.amazonaws.com';
    if (service === 'lambda' && call.operation === 'Invoke' && isEvent) return { StatusCode: 202 };
    return otherCalls(intercepted, perform);
  });
}

/** Stops the run of an upload of the sample during its training. */
async function stopRun(account: Account): Promise<void> {
  account.local.personalize.setDuration('solutionVersion', 3600);
  await account.upload(sample());
  await account.passSeconds(1800);
  const [run] = await account.executions('run', 'RUNNING');
  await account.call('states', 'StopExecution', { executionArn: run?.executionArn, cause: 'Not needed any more.' });
  await account.settle();
}

const subjects = ({ local: { sns } }: Account) => sns.messages().map(({ subject }) => subject);

/** Stops a run between the record of its result and the notification, and loses the stop event. */
async function stopWhileNotifying(account: Account): Promise<void> {
  let isInterrupted = true;
  loseEvents(account, async ({ service, call, caller }, perform) => {
    const isEnd = caller.kind === 'role' && /end-run/.test(caller.roleName);
    if (!isInterrupted || !isEnd || service !== 'sns' || call.operation !== 'Publish') return perform();
    for (const { executionArn } of await account.executions('run', 'RUNNING'))
      await account.call('states', 'StopExecution', { executionArn });
    throw new ServiceError('InvalidParameter', 'The function is interrupted.');
  });
  await account.upload(sample());
  await account.settle();
  isInterrupted = false;
}

describe('a stopped run whose stop event was lost', () => {
  it('is reported the next night, with the reason of its stop, and recorded like any stopped run', async () => {
    // Prepare
    const account = await openQuick();
    loseEvents(account);
    await stopRun(account);
    const during = (await account.runRecords()).map(({ status }) => status?.S);

    // Act
    await account.passSeconds(30 * 3600);

    // Assess
    expect(during).toEqual(['RUNNING']);
    // The upload no longer counts as in progress, so its missing resources are reported in the same night.
    expect(subjects(account)).toEqual([
      expect.stringMatching(/^FAILED small: /),
      expect.stringMatching(/^DRIFT small: /),
    ]);
    const [failed] = account.local.sns.messages();
    expect(failed?.message.email).toMatch(/The execution was stopped: Not needed any more\.[\s\S]*What to do:/);
    expect(await account.runRecords()).toMatchObject([{ status: { S: 'FAILED' }, error: { S: 'RunStopped' } }]);
  });

  it('is reported once, however many nights follow', async () => {
    // Prepare
    const account = await openQuick();
    loseEvents(account);
    await stopRun(account);

    // Act
    await account.passSeconds(5 * 24 * 3600);

    // Assess
    const stops = account.local.sns.messages().filter(({ subject = '' }) => subject.includes('was stopped'));
    expect(stops).toHaveLength(1);
  });

  it('is reported once with its recorded result, if it was stopped after that result was recorded', async () => {
    // Prepare
    const account = await openQuick();
    await stopWhileNotifying(account);
    const before = subjects(account);

    // Act
    await account.passSeconds(5 * 24 * 3600);

    // Assess
    expect(before).toEqual([]);
    expect(subjects(account)).toEqual([expect.stringMatching(/^COMPLETE small/)]);
  });
});

describe('an upload whose run was stopped while it waited, and whose stop event was lost', () => {
  it('does not prevent a later retry from completing the work of the file in force', async () => {
    // Prepare
    const account = await openQuick();
    loseEvents(account);
    account.local.personalize.setDuration('solutionVersion', 3600);
    account.local.personalize.failNext({ resource: 'campaign/small-campaign', reason: 'No capacity.' });
    await account.upload(sample());
    await account.passSeconds(600);
    await account.put(parameterFileOf({ ...sample(), filters: [filter('newer')] }));
    await account.passSeconds(600);
    const [waiting] = await account.executions('run', 'RUNNING');
    await account.call('states', 'StopExecution', { executionArn: waiting?.executionArn });
    await account.settle();
    const [inForce] = await account.filesInForce();

    // Act
    const file = { bucket: account.local.names.dataBucket, key: inForce?.key?.S, versionId: inForce?.versionId?.S };
    const input = { datasetGroup: 'small', workflow: UPLOAD_WORKFLOW, trigger: 'retry', file };
    const stateMachineArn = account.machineArn('run');
    await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(input) });
    await account.settle();

    // Assess
    expect(account.named('filter')).toEqual([]);
    expect(account.named('campaign')).toEqual(['small-campaign']);
    expect((await account.runs()).map(({ trigger, status }) => `${trigger} ${status}`)).toContain('retry SUCCEEDED');
  });
});
