import { capacityOf, LOOKBACK } from '../../../lib/parameter-file/capacity';

const DAY = 86_400;

describe('the settings of capacity', () => {
  it.each([
    [
      'have defaults without a section',
      undefined,
      { lookbackSeconds: LOOKBACK.default, idleAfterSeconds: LOOKBACK.default, minimumUse: 0.25 },
    ],
    [
      'have defaults with an empty section',
      {},
      { lookbackSeconds: 14 * DAY, idleAfterSeconds: 14 * DAY, minimumUse: 0.25 },
    ],
    [
      'use the given lookback period as the default of idleAfter',
      { lookBack: '7 days' },
      { lookbackSeconds: 7 * DAY, idleAfterSeconds: 7 * DAY, minimumUse: 0.25 },
    ],
    [
      'shorten a lookback period of 63 days by an hour, because a query for exactly 63 days would begin too early',
      { lookBack: '63 days' },
      { lookbackSeconds: 63 * DAY - 3600, idleAfterSeconds: 63 * DAY - 3600, minimumUse: 0.25 },
    ],
    [
      'have the values that the section gives',
      { lookBack: '30 days', idleAfter: '48 hours', minimumUse: '10%' },
      { lookbackSeconds: 30 * DAY, idleAfterSeconds: 2 * DAY, minimumUse: 0.1 },
    ],
  ])('%s', (_, section, expected) => {
    // Act
    const capacity = capacityOf(section);

    // Assess
    expect(capacity).toEqual(expected);
  });
});
