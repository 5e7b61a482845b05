import type { Account } from './support/account';
import { accounts } from './support/accounts';
import { completeSample, type Sample } from './support/sample';

const { open } = accounts();

/** Every machine that an upload runs through, from the outside in. */
const MACHINES = [
  'run',
  'claimed-workflow',
  'personalize-workflow',
  'dataset-import',
  'solution-maintenance',
  'ensure-resources',
  'ensure-resource',
];

/** Lets time pass until an execution of the machine runs that was started after `known`. */
async function waitForExecution(account: Account, machine: string): Promise<string> {
  for (let minutes = 0; minutes < 24 * 60; minutes += 1) {
    const [execution] = await account.executions(machine, 'RUNNING');
    if (execution !== undefined) return execution.executionArn;
    await account.passSeconds(60);
  }
  throw new Error(`No execution of ${machine} ran within a day.`);
}

async function stop(account: Account, executionArn: string): Promise<void> {
  await account.call('states', 'StopExecution', { executionArn, error: 'Stopped', cause: 'By hand.' });
}

const NOON = 'cron(0 12 * * ? *)';

/** Two tasks that fire at the same time: trainings, or the batch jobs of two solutions. */
function scheduled(machine: string): Sample {
  const file = completeSample();
  for (const solution of file.solutions) {
    const { batchInferenceJobs = [], batchSegmentJobs = [] } = solution;
    if (machine.startsWith('batch'))
      for (const job of [...batchInferenceJobs, ...batchSegmentJobs]) job.workflowConfig = { schedule: NOON };
    else solution.workflowConfig = { schedules: { full: NOON } };
  }
  return file;
}

describe('an execution that is stopped by hand in the middle', () => {
  it.each(MACHINES)('leaves nothing behind that the next upload does not mend: %s', async (machine) => {
    // Prepare
    const account = await open();
    const file = completeSample();
    await account.upload(file);
    const execution = await waitForExecution(account, machine);
    await account.passSeconds(20);

    // Act
    await stop(account, execution);
    await account.settle();
    await account.runFile(file);

    // Assess
    const [first, second, ...others] = await account.runs();
    expect(others).toEqual([]);
    expect(first?.status).toBe(machine === 'run' ? 'ABORTED' : 'FAILED');
    expect(second?.status).toBe('SUCCEEDED');
    expect(await account.claims()).toEqual([]);
    expect(account.resources().filter((resource) => !resource.endsWith(' ACTIVE'))).toEqual([]);
    expect(account.counts()).toEqual({
      datasetGroup: 1,
      schema: 1,
      dataset: 1,
      datasetImportJob: 1,
      eventTracker: 1,
      filter: 1,
      solution: 2,
      solutionVersion: 2,
      campaign: 1,
      batchInferenceJob: 1,
      batchSegmentJob: 1,
    });
    for (const name of MACHINES) expect(await account.executions(name, 'RUNNING')).toEqual([]);
  });

  it.each(['run', 'claimed-workflow', 'solution-maintenance', 'batch-inference', 'batch-segment'])(
    "lets the task's next fire run: %s",
    async (machine) => {
      // Prepare
      const account = await open();
      await account.run(scheduled(machine));
      await account.waitForHour(12);
      const execution = await waitForExecution(account, machine);

      // Act
      await stop(account, execution);
      await account.settle();
      await account.waitForHour(12);
      await account.settle();

      // Assess
      const days = new Map<string, string[]>();
      for (const { trigger, startedAt, status } of await account.runs()) {
        if (trigger === 'upload') continue;
        const day = startedAt.slice(0, 10);
        days.set(day, [...(days.get(day) ?? []), status]);
      }
      expect([...(days.get('2026-01-05') ?? [])].sort()).toEqual(
        [machine === 'run' ? 'ABORTED' : 'FAILED', 'SUCCEEDED'].sort(),
      );
      expect(days.get('2026-01-06')).toEqual(['SUCCEEDED', 'SUCCEEDED']);
      expect(await account.claims()).toEqual([]);
    },
  );
});
