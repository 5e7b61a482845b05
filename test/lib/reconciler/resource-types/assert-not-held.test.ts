import { assertNotHeld } from '../../../../lib/reconciler/resource-types/assert-not-held';
import type { Step } from '../../../../lib/reconciler/step';

const step = (type: string, isHeld: boolean) =>
  ({
    resource: { type },
    state: { datasetGroup: { name: 'shop' } },
    now: new Date(0),
    dataHolds: { isHeld: async (group: string) => isHeld && group === 'shop' },
  }) as unknown as Step;

describe('assertNotHeld', () => {
  test.each(['recommender', 'batchInferenceJob', 'batchSegmentJob'])(
    'holds back a %s only during a deletion of users',
    async (type) => {
      // Act and assess
      await expect(assertNotHeld(step(type, true))).rejects.toMatchObject({ name: 'DataHeld' });
      await expect(assertNotHeld(step(type, false))).resolves.toBeUndefined();
    },
  );

  test.each(['filter', 'campaign', 'solution'])('lets a %s continue during a deletion of users', async (type) => {
    // Act and assess
    await expect(assertNotHeld(step(type, true))).resolves.toBeUndefined();
  });
});
