import { importsOf } from '../../../../lib/reconciler/account/imports-of';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';

const DATASET = 'arn:aws:personalize:eu-west-1:123456789012:dataset/shop/INTERACTIONS';
const time = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));

function personalize(dataset: Description | undefined) {
  const list = jest.fn(async () => [
    { jobName: 'before', creationDateTime: time(1) },
    { jobName: 'after', creationDateTime: time(3) },
  ]);
  return { describe: async () => dataset, list };
}

describe('importsOf', () => {
  test('omits imports of an earlier dataset with the same ARN', async () => {
    // Act
    const jobs = await importsOf(personalize({ creationDateTime: time(2) }), DATASET);

    // Assess
    expect(jobs.map(({ jobName }) => jobName)).toEqual(['after']);
  });

  test('returns no imports, without a list request, if the dataset does not exist', async () => {
    // Prepare
    const without = personalize(undefined);

    // Act and assess
    expect(await importsOf(without, DATASET)).toEqual([]);
    expect(without.list).not.toHaveBeenCalled();
  });
});
