import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';

const { openQuick } = accounts();

describe('the lifecycle of the data bucket', () => {
  it('expires the output of batch jobs after a configured number of days, and keeps their input', async () => {
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
});
