import { Random } from '../../../../../emulator/core/random';
import { InteractionLog } from '../../../../../emulator/services/personalize/data/interaction-log';
import { evaluate } from '../../../../../emulator/services/personalize/model/evaluate';
import { historiesOf } from '../../../../../emulator/services/personalize/model/histories';
import type { Objective } from '../../../../../emulator/services/personalize/model/objective';
import { splitEvents, splitUsers } from '../../../../../emulator/services/personalize/model/split';

const GROUPS = 8;
const ITEMS_PER_GROUP = 25;
const LOYALTY = 0.9;

type Disorder = 'none' | 'shuffled items' | 'half of the rows' | 'changing tastes' | 'one time' | 'lasting tastes';

/**
 * Generates interactions. Users and items form eight groups. Each user prefers the items of one group, and interacts
 * with these items roughly in the order of their numbers. A disorder changes this:
 * - `shuffled items`: the items of all rows are shuffled.
 * - `half of the rows`: every second row is missing.
 * - `lasting tastes`: users interact with the items of their group in random order.
 * - `changing tastes`: a user prefers another group after each third of the events.
 * - `one time`: tastes change likewise, but all events have the same time.
 */
function planted(disorder: Disorder, users = 300, events = 30): InteractionLog {
  const random = new Random(7);
  const change = disorder === 'changing tastes' || disorder === 'one time' ? 10 : events;
  const rows: { user: string; item: string; time: number }[] = [];
  for (let user = 0; user < users; user += 1) {
    const first = random.integer(0, ITEMS_PER_GROUP - 1);
    for (let event = 0; event < events; event += 1) {
      const group =
        random.float() < LOYALTY ? (user + Math.floor(event / change)) % GROUPS : random.integer(0, GROUPS - 1);
      const moved = (first + Math.floor(event / 2) + random.integer(0, 2)) % ITEMS_PER_GROUP;
      const number = disorder === 'lasting tastes' ? random.integer(0, ITEMS_PER_GROUP - 1) : moved;
      rows.push({ user: `u${user}`, item: `i${group * ITEMS_PER_GROUP + number}`, time: event });
    }
  }
  const log = new InteractionLog();
  const other = rows.map(({ item }) => item);
  for (let last = other.length - 1; last > 0; last -= 1) {
    const chosen = random.integer(0, last);
    [other[last], other[chosen]] = [other[chosen] ?? '', other[last] ?? ''];
  }
  for (const [index, { user, item, time }] of rows.entries()) {
    if (disorder === 'half of the rows' && index % 2 === 0) continue;
    log.add({
      user,
      item: disorder === 'shuffled items' ? (other[index] ?? '') : item,
      time: disorder === 'one time' ? 0 : time,
      type: undefined,
      value: Number.NaN,
    });
  }
  return log;
}

/** Prices of the items. A few prices are high. */
const PRICES = new Map(
  Array.from({ length: GROUPS * ITEMS_PER_GROUP }, (_, item) => [
    `i${item}`,
    new Map([['PRICE', `${((item * 7) % 20) ** 3}`]]),
  ]),
);

function metrics(recipe: string, disorder: Disorder = 'none', log = planted(disorder), objective?: Objective) {
  const data = {
    interactions: log,
    items: PRICES,
    users: new Map(),
    actions: [],
    actionInteractions: new InteractionLog(),
  };
  return evaluate(historiesOf(log, [{}]), data, {
    recipe,
    filters: [{}],
    parameters: {},
    textColumns: [],
    ...(objective && { objective }),
  });
}

const NDCG = 'normalized_discounted_cumulative_gain_at_25';

describe('the split into training data and test data', () => {
  it('trains with nine of ten users, and tests the others with the newest tenth of their events', () => {
    // Prepare
    const all = historiesOf(planted('none', 50, 20), [{}]);
    const sizes = (part: { readonly start: Int32Array }) =>
      all.users.map((_, user) => (part.start[user + 1] ?? 0) - (part.start[user] ?? 0));

    // Act
    const { training, input, wanted } = splitUsers(all);

    // Assess
    const tested = sizes(wanted).filter((size) => size > 0);
    expect(sizes(training).filter((size) => size === 20)).toHaveLength(45);
    expect(tested).toEqual([2, 2, 2, 2, 2]);
    expect(sizes(input).filter((size) => size > 0)).toEqual([18, 18, 18, 18, 18]);
    expect(Math.min(...wanted.time)).toBe(18);
  });

  it('trains segments with the oldest four fifths of the events of each user, and tests them with the rest', () => {
    // Act
    const { training, wanted } = splitEvents(historiesOf(planted('none', 10, 20), [{}]));

    // Assess
    expect([training.item.length, wanted.item.length]).toEqual([160, 40]);
    expect([Math.max(...training.time), Math.min(...wanted.time)]).toEqual([15, 16]);
  });
});

describe('offline metrics', () => {
  it.each(['aws-user-personalization', 'aws-similar-items'])(
    'are better with %s than with aws-popularity-count: more than twice the NDCG, and a higher coverage',
    (recipe) => {
      // Act
      const [personal, popular] = [metrics(recipe), metrics('aws-popularity-count')];

      // Assess
      expect(personal[NDCG]).toBeGreaterThan(2 * (popular[NDCG] ?? 0));
      expect(personal.coverage).toBeGreaterThan(popular.coverage ?? 0);
    },
  );

  it('with aws-popularity-count have an NDCG above 0.25 if a few items are popular, and a coverage of 25 items', () => {
    // Prepare: a few items are popular.
    const random = new Random(3);
    const log = new InteractionLog();
    for (let row = 0; row < 6000; row += 1)
      log.add({
        user: `u${row % 300}`,
        item: `i${Math.floor(200 * random.float() ** 3)}`,
        time: row,
        type: undefined,
        value: NaN,
      });

    // Act
    const { [NDCG]: ndcg = 0, coverage = 0 } = metrics('aws-popularity-count', 'none', log);

    // Assess: 25 random items of 200 would contain an eighth of the relevant items.
    expect(ndcg).toBeGreaterThan(0.25);
    expect(coverage).toBeCloseTo(25 / new Set(log.items.texts).size, 4);
  });

  it.each([
    [
      'with aws-user-personalization if the items of all rows are shuffled',
      'shuffled items',
      'aws-user-personalization',
      NDCG,
      0.5,
    ],
    ['with aws-similar-items if the items of all rows are shuffled', 'shuffled items', 'aws-similar-items', NDCG, 0.5],
    [
      'with aws-user-personalization if half of the rows are missing',
      'half of the rows',
      'aws-user-personalization',
      'precision_at_25',
      0.9,
    ],
  ] as const)('get worse %s', (_what, disorder, recipe, metric, share) => {
    // Act
    const [sound, broken] = [metrics(recipe), metrics(recipe, disorder)];

    // Assess
    expect(broken[metric]).toBeLessThan((sound[metric] ?? 0) * share);
  });

  it('are worse for changing tastes if all events have the same time, so that the newest taste is unknown', () => {
    // Act
    const [sound, broken] = [
      metrics('aws-user-personalization', 'changing tastes'),
      metrics('aws-user-personalization', 'one time'),
    ];

    // Assess
    expect(broken[NDCG]).toBeLessThan((sound[NDCG] ?? 0) * 0.9);
  });

  it('have a trend_prediction_accuracy of 0 if all events have the same time', () => {
    // Prepare: in the first log, the events of each item increase from hour to hour. In the second log, all events have
    // the same time.
    const logs = [3600, 0].map((hour) => {
      const log = new InteractionLog();
      for (let row = 0; row < 45 * 45; row += 1) {
        const time = Math.floor(Math.sqrt(row)) * hour;
        log.add({ user: `u${row % 30}`, item: `i${row % 9}`, time, type: undefined, value: Number.NaN });
      }
      return log;
    });

    // Act
    const [sound, broken] = logs.map((log) => metrics('aws-trending-now', 'none', log));

    // Assess
    expect(sound?.trend_prediction_accuracy).toBeGreaterThan(0.9);
    expect(broken?.trend_prediction_accuracy).toBe(0);
  });

  it('are better with aws-item-affinity than with segments of random users', () => {
    // Act
    const { recall_at_1_percent: recall = 0, hits_at_1_percent: hits = 0 } = metrics(
      'aws-item-affinity',
      'lasting tastes',
    );

    // Assess: each segment has three of 300 users, so random users would have a recall of 0.01.
    expect(recall).toBeGreaterThan(0.03);
    expect(hits).toBeGreaterThan(0.3);
  });

  it('have a higher reward and a lower NDCG, the stronger the objective is', () => {
    // Prepare: each user likes one of two groups of 100 items. In a group, the first items are more popular, but not
    // more expensive.
    const random = new Random(5);
    const log = new InteractionLog();
    for (let row = 0; row < 9000; row += 1) {
      const item = (row % 2) * 100 + Math.floor(100 * random.float() ** 2);
      log.add({ user: `u${row % 300}`, item: `i${item}`, time: row, type: undefined, value: Number.NaN });
    }

    // Act
    const found = ['OFF', 'LOW', 'MEDIUM', 'HIGH'].map((objectiveSensitivity) =>
      metrics('aws-user-personalization', 'none', log, { itemAttribute: 'PRICE', objectiveSensitivity }),
    );

    // Assess
    const rewards = found.map(({ average_rewards_at_k: reward = Number.NaN }) => reward);
    const relevance = found.map(({ [NDCG]: ndcg = Number.NaN }) => ndcg);
    expect(rewards).toEqual(rewards.toSorted((one, other) => one - other));
    expect(rewards[3]).toBeGreaterThan(1.2 * (rewards[0] ?? Number.NaN));
    expect(relevance).toEqual(relevance.toSorted((one, other) => other - one));
    expect(relevance[3]).toBeLessThan(0.9 * (relevance[0] ?? 0));
    expect(metrics('aws-user-personalization')).not.toHaveProperty('average_rewards_at_k');
  });

  it.each([
    ['different times', 'aws-user-personalization', 'none'],
    ['the same time', 'aws-user-personalization', 'one time'],
    ['the same time', 'aws-similar-items', 'one time'],
    ['the same time', 'aws-item-affinity', 'one time'],
  ] as const)(
    'do not depend on the order of the rows if the events of a user have %s, with %s',
    (_, recipe, disorder) => {
      // Prepare
      const log = planted(disorder);
      const shuffled = new InteractionLog();
      for (let row = 0; row < log.length; row += 1) shuffled.add(log.at((row * 7919) % log.length));

      // Act
      const [found, again] = [metrics(recipe, disorder, log), metrics(recipe, disorder, shuffled)];

      // Assess
      expect(again).toEqual(found);
    },
  );
});
