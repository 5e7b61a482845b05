import { capacityOf, LOOKBACK } from '../../../lib/parameter-file/capacity';

const DAY = 86_400;

describe('the settings of capacity', () => {
  it.each([
    [undefined, { lookbackSeconds: LOOKBACK.default, idleAfterSeconds: LOOKBACK.default, minimumUse: 0.25 }],
    [{}, { lookbackSeconds: 14 * DAY, idleAfterSeconds: 14 * DAY, minimumUse: 0.25 }],
    [{ lookBack: '7 days' }, { lookbackSeconds: 7 * DAY, idleAfterSeconds: 7 * DAY, minimumUse: 0.25 }],
    [
      { lookBack: '30 days', idleAfter: '48 hours', minimumUse: '10%' },
      { lookbackSeconds: 30 * DAY, idleAfterSeconds: 2 * DAY, minimumUse: 0.1 },
    ],
  ])('for %j are %j', (section, expected) => {
    // Act
    const capacity = capacityOf(section);

    // Assess
    expect(capacity).toEqual(expected);
  });
});
