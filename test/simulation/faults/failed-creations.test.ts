import { LocalAws } from '../../../emulator/local-aws';
import { failing } from '../../../simulation/faults/failed-creations';

const CREATION = { operation: 'CreateDatasetGroup', input: { name: 'movies' } };

async function create(local: LocalAws): Promise<string> {
  const { datasetGroupArn } = (await local.aws.call('personalize', CREATION.operation, CREATION.input)) as {
    readonly datasetGroupArn: string;
  };
  await local.clock.advanceUntilIdle();
  const { datasetGroup } = (await local.aws.call('personalize', 'DescribeDatasetGroup', {
    datasetGroupArn,
  })) as { readonly datasetGroup: { readonly status: string } };
  return datasetGroup.status;
}

describe('a creation with a planned failure', () => {
  test('is accepted and fails later', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });

    // Act
    const status = await failing(local.personalize, CREATION, () => create(local));

    // Assess
    expect(status).toBe('CREATE FAILED');
  });

  test('does not make the next creation fail if its own request is refused', async () => {
    // Prepare
    const local = new LocalAws({ seed: 1 });
    const refused = failing(local.personalize, CREATION, () => Promise.reject(new Error('refused')));
    await expect(refused).rejects.toThrow('refused');

    // Act
    const status = await create(local);

    // Assess
    expect(status).toBe('ACTIVE');
  });
});
