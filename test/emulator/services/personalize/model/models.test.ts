import { attributeAffinityModel, itemAffinityModel } from '../../../../../emulator/services/personalize/model/affinity';
import { Catalog } from '../../../../../emulator/services/personalize/model/catalog';
import { historiesOf } from '../../../../../emulator/services/personalize/model/histories';
import type { Model, Query } from '../../../../../emulator/services/personalize/model/model';
import { nextActionModel } from '../../../../../emulator/services/personalize/model/next-action';
import { PersonalModel } from '../../../../../emulator/services/personalize/model/personal';
import { popularModel } from '../../../../../emulator/services/personalize/model/popular';
import { relatedModel } from '../../../../../emulator/services/personalize/model/related';
import { similarityOf } from '../../../../../emulator/services/personalize/model/similarity';
import { textModel } from '../../../../../emulator/services/personalize/model/texts';
import { trendingModel } from '../../../../../emulator/services/personalize/model/trending';
import { logOf } from '../../../../support/interaction-log';

const row = (cells: Readonly<Record<string, string>>) => new Map(Object.entries(cells));
const histories = (...rows: readonly string[]) => historiesOf(logOf(...rows), [{}]);
const catalog = (...rows: readonly string[]) => new Catalog(histories(...rows));

function ids(model: Model, query: Partial<Query> = {}): readonly string[] {
  return [...model.rank({ history: [], ...query })].map(({ id }) => id);
}

/** Events, as `user item`. Ann and Bob watch crime films, Cid and Dee romances. Ann, Bob and Dee have watched `hit`. */
const TASTES = [
  ...['ann noir', 'ann heist', 'ann hit', 'bob noir', 'bob heist', 'bob hit', 'bob alibi'],
  ...['cid kiss', 'cid ball', 'dee kiss', 'dee ball', 'dee hit'],
];

describe('popularity', () => {
  it('counts users, not events, and orders equally popular items by their ids', () => {
    // Act
    const order = ids(popularModel(catalog('ann b', 'ann b', 'ann b', 'bob a', 'cid a', 'cid c')));

    // Assess
    expect(order).toEqual(['a', 'b', 'c']);
  });
});

describe('a model', () => {
  it('gives the same scores, to the last digit, if the order of the rows is reversed', () => {
    // Prepare: all events have the same time.
    const rows = Array.from({ length: 600 }, (_, row) => `u${row % 40} i${(row * row) % 31} 5 click ${row % 3}`);
    const history = ['i1', 'i4', 'i9'].map((item) => ({ item, weight: 1 }));

    // Act
    const [one, other] = [rows, rows.toReversed()].map((each) => [
      ...new PersonalModel(catalog(...each)).rank({ history }),
    ]);

    // Assess
    expect(other).toEqual(one);
    expect(logOf(...rows.toReversed()).of('u7')).toEqual(logOf(...rows).of('u7'));
  });
});

describe('similarity of items', () => {
  it('is the cosine of their user vectors', () => {
    // Act
    const { start, item, score } = similarityOf(histories('ann a', 'ann b', 'bob a', 'bob b', 'cid b', 'cid c'));

    // Assess
    const neighbours = (number: number) =>
      [...item.subarray(start[number], start[number + 1])].map((other, index) => [
        'abc'[other],
        score[(start[number] ?? 0) + index]?.toFixed(4),
      ]);
    expect(neighbours(0)).toEqual([['b', (2 / Math.sqrt(2 * 3)).toFixed(4)]]);
    expect(neighbours(1)).toEqual([
      ['a', '0.8165'],
      ['c', '0.5774'],
    ]);
  });

  it.each([
    ['a minimum of two common users', { minUsers: 2 }, ['b', 'c', 'd']],
    ['a discount of 0 for popular items', { popularityDiscount: 0 }, ['b', 'c', 'd']],
    ['a discount of 1 for popular items', { popularityDiscount: 1 }, ['c', 'b', 'd']],
  ])('respects %s when it orders related items', (_what, options, expected) => {
    // Prepare
    const events = ['ann a', 'ann b', 'bob a', 'bob b', 'cid a', 'cid c', 'dee b', 'eve b', 'fay b', 'fay d'];

    // Act
    const related = ids(relatedModel(catalog(...events), options), { itemId: 'a' });

    // Assess
    expect(related).toEqual(expected);
  });
});

describe('related items', () => {
  it('are the items with common users, the most similar first, then other items by popularity, without the given item', () => {
    // Act
    const related = ids(relatedModel(catalog(...TASTES)), { itemId: 'kiss' });

    // Assess
    expect(related).toEqual(['ball', 'hit', 'heist', 'noir', 'alibi']);
  });

  it('begin with the most popular item if the given item is unknown', () => {
    expect(ids(relatedModel(catalog(...TASTES)), { itemId: 'new' })[0]).toBe('hit');
  });

  it('begin with items of the same genres if the given item has no events and the recipe compares metadata', () => {
    // Prepare
    const items = new Map([
      ['new', row({ GENRE: 'love|music' })],
      ['ball', row({ GENRE: 'love|music' })],
      ['kiss', row({ GENRE: 'love' })],
      ['hit', row({ GENRE: 'crime' })],
    ]);
    const model = relatedModel(new Catalog(histories(...TASTES), items), { byMetadata: true });

    // Act
    const related = ids(model, { itemId: 'new' });

    // Assess
    expect(related.slice(0, 3)).toEqual(['ball', 'kiss', 'hit']);
  });
});

describe('recommendations for a user', () => {
  const model = new PersonalModel(catalog(...TASTES));
  const watched = (...items: readonly string[]) => ({ history: items.map((item) => ({ item, weight: 1 })) });

  it("begin with items that are new to the user and resemble the user's items", () => {
    expect(ids(model, watched('noir', 'heist')).slice(0, 2)).toEqual(['hit', 'alibi']);
  });

  it('depend most on the newest event', () => {
    const without = (item: string) => item !== 'hit';
    expect(ids(model, watched('noir', 'kiss')).filter(without)[0]).toBe('ball');
    expect(ids(model, watched('kiss', 'noir')).filter(without)[0]).toBe('heist');
  });

  it('are popular items for a user without events', () => {
    expect(ids(model)).toEqual(['hit', 'ball', 'heist', 'kiss', 'noir', 'alibi']);
  });

  it('have decreasing scores whose sum is 1', () => {
    // Act
    const scores = [...model.rank({ ...watched('noir') })].map(({ score = 0 }) => score);

    // Assess
    expect(scores).toEqual(scores.toSorted((one, other) => other - one));
    expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
  });

  it('are the items of the given list, if there is one, with unknown items last', () => {
    // Act
    const ranked = ids(model, { ...watched('noir'), inputList: ['x', 'ball', 'heist', 'kiss'] });

    // Assess
    expect(ranked).toEqual(['heist', 'ball', 'kiss', 'x']);
  });
});

describe('trending items', () => {
  it('begin with the items whose events increase from one time window to the next', () => {
    // Prepare
    const before = ['ann old 0', 'bob old 1', 'cid old 2', 'ann young 3'];
    const now = ['dee old 10', 'ann young 11', 'bob young 12', 'cid young 19'];

    // Act
    const order = ids(trendingModel(catalog(...before, ...now), 10));

    // Assess
    expect(order).toEqual(['young', 'old']);
  });
});

describe('items with similar texts', () => {
  it('begin with the items that have rare words in common with the given item', () => {
    // Prepare
    const rows = new Map([
      ['a', row({ TEXT: 'The detective and the diamond' })],
      ['b', row({ TEXT: 'The wedding and the dress' })],
      ['c', row({ TEXT: 'A diamond for the detective' })],
    ]);

    // Act
    const related = ids(textModel(rows, ['TEXT']), { itemId: 'a' });

    // Assess
    expect(related).toEqual(['c', 'b']);
  });
});

describe('segments of users', () => {
  it('begin with the users of the given item, followed by the users of similar items', () => {
    expect(ids(itemAffinityModel(catalog(...TASTES)), { itemId: 'noir' })).toEqual(['bob', 'ann', 'dee', 'cid']);
  });

  it('begin with the users who have the greatest affinity to the items that match the query', () => {
    const isInSegment = (id: string) => ['kiss', 'ball'].includes(id);
    expect(ids(attributeAffinityModel(catalog(...TASTES)), { isInSegment })).toEqual(['cid', 'dee', 'ann', 'bob']);
  });
});

describe('next actions', () => {
  it('begin with the actions that similar users have taken', () => {
    // Prepare
    const users = new Map([
      ['ann', row({ AGE: 'young' })],
      ['bob', row({ AGE: 'old' })],
      ['cid', row({ AGE: 'young' })],
      ['dee', row({ AGE: 'old' })],
    ]);
    const answers = logOf('ann card 0 Taken', 'ann loan 1 Viewed', 'bob loan 2 TAKEN', 'bob card 3 NOT_TAKEN');
    const model = nextActionModel(['card', 'loan', 'fund'], answers, users);

    // Act
    const [young, old] = [ids(model, { userId: 'cid' }), ids(model, { userId: 'dee' })];

    // Assess
    expect(young).toEqual(['card', 'fund', 'loan']);
    expect(old).toEqual(['loan', 'fund', 'card']);
  });
});

describe('popularity with event filters', () => {
  it.each([
    ['of one event type, in upper or lower case', [{ eventType: 'BUY' }], ['b', 'c']],
    ['whose value reaches a threshold', [{ threshold: 3 }], ['c']],
    [
      'of the given event types, without regard to weights above 0',
      [{ eventType: 'view', weight: 0.1 }, { eventType: 'buy' }],
      ['b', 'a', 'c'],
    ],
    [
      'of the given event types, except a type with weight 0',
      [{ eventType: 'view' }, { eventType: 'buy', weight: 0 }],
      ['a', 'b'],
    ],
  ])('counts only events %s', (_which, filters, expected) => {
    // Prepare
    const log = logOf('ann a 0 view', 'ann b 1 buy 2', 'bob c 2 buy 4', 'bob b 3 view');

    // Act
    const order = ids(popularModel(new Catalog(historiesOf(log, filters))));

    // Assess
    expect(order).toEqual(expected);
  });
});
