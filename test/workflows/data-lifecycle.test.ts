import { accounts } from '../support/accounts';
import { completeSample, parameterFileOf } from '../support/sample';

const { openQuick } = accounts();

describe('the lifecycle of the data bucket', () => {
  it('expires the output of batch jobs after the days set by a variable, and keeps their input', async () => {
    // Prepare
    const account = await openQuick({ batch_output_days: 5 });
    await account.run(completeSample());
    const before = await account.objects('batch/');

    // Act
    await account.passHours(7 * 24);

    // Assess
    const isInput = (key: string) => key.endsWith('/job_config.json');
    expect(before.filter((key) => !isInput(key)).length).toBeGreaterThan(0);
    expect(before.filter(isInput).length).toBeGreaterThan(0);
    expect(await account.objects('batch/')).toEqual(before.filter(isInput));
  });

  it('keeps the accepted parameter file for schedules, however long ago invalid files have replaced it', async () => {
    // Prepare
    const account = await openQuick();
    const sample = completeSample();
    const [solution] = sample.solutions;
    if (solution) solution.workflowConfig = { schedules: { full: 'cron(0 12 1 * ? *)' } };
    await account.run(sample);
    const [key = ''] = Object.keys(parameterFileOf(sample));
    for (let version = 0; version < 12; version += 1) await account.put({ [key]: '{}' });
    await account.settle();
    const before = (await account.runs()).length;

    // Act
    await account.passHours(65 * 24);

    // Assess
    const scheduled = (await account.runs()).slice(before);
    expect(scheduled.length).toBeGreaterThan(1);
    expect(scheduled.map(({ status }) => status)).toEqual(scheduled.map(() => 'SUCCEEDED'));
  });
});
