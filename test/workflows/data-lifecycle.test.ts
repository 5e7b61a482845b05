import { accounts } from '../support/accounts';
import { completeSample } from '../support/sample';

const { openQuick } = accounts();

describe('the lifecycle configuration of the data bucket', () => {
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

  it('keeps replaced versions of a csv under delete/ for 30 days, even if they are above 1 MiB and up to three newer versions follow', async () => {
    // Prepare
    const account = await openQuick({ old_version_days: 7 });
    const { dataBucket } = account.local.names;
    const versions = async () => {
      const { Versions: found = [] } = (await account.call('s3', 'ListObjectVersions', {
        Bucket: dataBucket,
        Prefix: 'delete/',
      })) as { Versions?: object[] };
      return found.length;
    };
    const list = `USER_ID\n${'x'.repeat(1024 * 1024)}\n`;
    for (let day = 0; day < 4; day += 1) await account.put({ 'delete/small/users.csv': `${list}${day}\n` });

    // Act
    await account.passHours(29 * 24);
    const after29Days = await versions();
    await account.passHours(3 * 24);

    // Assess
    expect([after29Days, await versions()]).toEqual([4, 1]);
  });
});
