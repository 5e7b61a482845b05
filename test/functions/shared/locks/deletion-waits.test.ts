import { deletionWaits } from '../../../../functions/shared/locks/deletion-waits';

const SINCE = new Date('2026-01-05T00:00:00Z');
const later = (seconds: number) => new Date(SINCE.getTime() + seconds * 1000);

describe('deletionWaits', () => {
  test('polls less than 2,500 times in the 90 days that a deletion may wait', () => {
    // Act
    let polls = 0;
    for (let age = 0; age < 90 * 86_400; polls += 1) age += deletionWaits.asksAgainIn(SINCE, later(age));

    // Assess
    expect(polls).toBeLessThan(2500);
  });

  test('is that of others for longer than these wait between two attempts', () => {
    // Act and assess
    expect(deletionWaits.othersSince(later(600))).toEqual(SINCE);
  });
});
