import { ServiceError } from '../../emulator/core/service';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

/**
 * Loses the response to the first start of each nested execution. The start is carried out, and Step Functions retries
 * it.
 */
function loseAnswers({ local }: Account): { readonly lost: () => number } {
  const lost = new Set<string>();
  local.aws.intercept(async ({ service, call, caller, overWire }, perform) => {
    const output = await perform();
    if (service !== 'states' || call.operation !== 'StartExecution' || overWire || caller.kind !== 'role')
      return output;
    const start = JSON.stringify([caller.session, call.input.stateMachineArn, call.input.input]);
    if (lost.has(start)) return output;
    lost.add(start);
    throw new ServiceError('InternalFailure', 'We encountered an internal error.', 500);
  });
  return { lost: () => lost.size };
}

describe('a nested execution', () => {
  it('is started only once, even if its start is retried after a lost response', async () => {
    // Prepare
    const account = await openQuick();
    const { lost } = loseAnswers(account);

    // Act
    await account.run(sample());

    // Assess
    expect((await account.lastRun()).status).toBe('SUCCEEDED');
    expect(lost()).toBe(1);
    expect(await account.executions('ensure-resources')).toHaveLength(1);
    expect(account.counts()).toMatchObject({ datasetImportJob: 1, solutionVersion: 1, campaign: 1 });
    expect(await account.locks()).toEqual([]);
  });

  it('trains only once in a scheduled run, even if its start is retried after a lost response', async () => {
    // Prepare
    const account = await openQuick();
    const file = sample();
    const [solution] = file.solutions;
    if (solution) solution.workflowConfig = { schedules: { full: 'cron(0 3 * * ? *)' } };
    await account.run(file);
    const { lost } = loseAnswers(account);

    // Act
    await account.waitForHour(3);
    await account.settle();

    // Assess
    // Scheduler's start of the run, and the run's start of its nested execution.
    expect(lost()).toBe(2);
    expect((await account.runs()).map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(account.count('solutionVersion')).toBe(2);
  });

  it("has a name that begins with the first 39 characters of its run's name", async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(sample());

    // Assess
    const [run] = await account.executions('run');
    const nested = await account.executions('ensure-resources');
    expect(nested).toHaveLength(1);
    for (const { name } of nested) {
      expect(name).toMatch(/^[\w-]{1,80}$/);
      expect(name.startsWith(run?.name.slice(0, 39) ?? 'none')).toBe(true);
    }
  });
});
