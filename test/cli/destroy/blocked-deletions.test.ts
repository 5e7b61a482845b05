import { DeletionsBlocked, RemovalProgress } from '../../../cli/destroy/blocked-deletions';
import type { Existing } from '../../../lib/reconciler/inventory';

const ROUNDS = 12;
/** Milliseconds between two rounds. */
const INTERVAL = 5000;

function filter(status: string): Existing {
  return { type: 'filter', arn: 'arn:filter', name: 'bought', status, summary: {} };
}

/** Calls `round` once, and then `rounds` more times, `interval` milliseconds apart. */
function act(rounds: number, round: (progress: RemovalProgress, index: number) => void, interval = INTERVAL): void {
  let now = 0;
  const progress = new RemovalProgress(() => now);
  for (let index = 0; index <= rounds; index += 1) {
    round(progress, index);
    now += interval;
  }
}

describe('the progress of a removal', () => {
  const blocked = [{ resource: filter('ACTIVE'), reason: 'it is in use' }];

  it('fails after twelve intervals without a change, and says what blocks the removal', () => {
    // Act
    const rounds = (count: number) => () => act(count, (progress) => progress.round([filter('ACTIVE')], blocked));

    // Assess
    expect(rounds(ROUNDS - 1)).not.toThrow();
    expect(rounds(ROUNDS)).toThrow(DeletionsBlocked);
    expect(rounds(ROUNDS)).toThrow('ACTIVE: it is in use');
  });

  it('does not fail within a minute, even if the polling interval is short', () => {
    // Act
    const rounds = (count: number) => () => act(count, (progress) => progress.round([filter('ACTIVE')], blocked), 500);

    // Assess
    expect(rounds(119)).not.toThrow();
    expect(rounds(120)).toThrow(DeletionsBlocked);
  });

  it.each<readonly [string, (progress: RemovalProgress, index: number) => void]>([
    ['a resource is being deleted', (progress) => progress.round([filter('DELETE IN_PROGRESS')], blocked)],
    ['a resource is being updated', (progress) => progress.round([filter('ACTIVE')], blocked, true)],
    [
      'the list of resources changes at least every twelve rounds',
      (progress, index) => progress.round(index % ROUNDS === 0 ? [] : [filter('ACTIVE')], blocked),
    ],
  ])('continues while %s', (_, round) => {
    // Act and assess
    expect(() => act(5 * ROUNDS, round)).not.toThrow();
  });
});
