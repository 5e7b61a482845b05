import { decisionsAreNotifiedOnce } from '../../../simulation/invariants/notified-decisions';
import { PromotionWorld } from './promotion-world';

/** A world with a run that has held version 2. */
function prepare(): PromotionWorld {
  const world = new PromotionWorld(decisionsAreNotifiedOnce, { 1: 0.4, 2: 0.2 });
  world.begin();
  world.decide({ number: 2, decision: 'HELD' }, 1);
  return world;
}

describe('the invariant that each decision is reported once', () => {
  it('holds for a decision with an event and a notification', async () => {
    // Prepare
    const world = prepare();
    world.publish(2, 'HELD');

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([]);
  });

  it('allows an operator to promote a version in the same run in which rules held it', async () => {
    // Prepare
    const world = prepare();
    world.decide({ number: 2, decision: 'PROMOTED', by: 'user/eve' }, 2);
    world.publish(2, 'PROMOTED');

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds if Lambda reports the run, because the function that records the stop of the run failed', async () => {
    // Prepare
    const world = prepare();
    world.giveUp('run-1');

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual([]);
  });

  it.each<[string, (world: PromotionWorld) => void, string]>([
    ['a decision without an event', () => undefined, 'no event says HELD'],
    ['a decision without a notification', () => undefined, 'the notification says undefined'],
    [
      'an event with another decision',
      (world) => world.publish(2, 'PROMOTED'),
      'the events say PROMOTED, but the decision is HELD',
    ],
    [
      'a second decision',
      (world) => {
        world.decide({ number: 2, decision: 'HELD' }, 1);
        world.publish(2, 'HELD');
      },
      'is the second decision',
    ],
    ['an event without a decision', (world) => world.publish(1, 'HELD'), 'which made none'],
  ])('is violated by %s', async (_what, happen, message) => {
    // Prepare
    const world = prepare();
    happen(world);

    // Act
    const broken = await world.check();

    // Assess
    expect(broken).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });
});
