/**
 * Compares the local Personalize with naive computations that share no code with it: popularity, cosine, metrics and filters on small
 * random data.
 */

import { Random } from '../../emulator/core/random';
import { InteractionLog } from '../../emulator/services/personalize/data/interaction-log';
import { compileFilter } from '../../emulator/services/personalize/filtering/filter';
import { historiesOf } from '../../emulator/services/personalize/model/histories';
import { rankingMetrics, segmentMetrics, type Trial } from '../../emulator/services/personalize/model/metrics';
import { popularityOf } from '../../emulator/services/personalize/model/popularity';
import { similarityOf } from '../../emulator/services/personalize/model/similarity';
import { parsedFilter } from '../../emulator/services/personalize/types/filter';

const DATA_SETS = 200;
const LISTS = 500;
const FILTERS = 2000;

interface Event {
  readonly user: string;
  readonly item: string;
  readonly time: number;
  readonly type: string;
}

const TYPES = ['view', 'buy', 'rate'];

function randomEvents(random: Random, most = 60): readonly Event[] {
  return Array.from({ length: random.integer(1, most) }, (_, time) => ({
    user: `u${random.integer(0, 7)}`,
    item: `i${random.integer(0, 9)}`,
    time,
    type: TYPES[random.integer(0, 2)] ?? '',
  }));
}

function logOf(events: readonly Event[]): InteractionLog {
  const log = new InteractionLog();
  for (const event of events) log.add({ ...event, value: Number.NaN });
  return log;
}

const distinct = <T>(values: readonly T[]) => [...new Set(values)];

describe('popularity', () => {
  it('orders items by the number of their users', () => {
    for (let seed = 0; seed < DATA_SETS; seed += 1) {
      // Prepare
      const events = randomEvents(new Random(seed));
      const usersOf = (item: string) =>
        distinct(events.filter((each) => each.item === item).map(({ user }) => user)).length;
      const expected = distinct(events.map(({ item }) => item)).sort(
        (one, other) => usersOf(other) - usersOf(one) || (one < other ? -1 : 1),
      );

      // Act
      const histories = historiesOf(logOf(events), [{}]);
      const order = popularityOf(histories).order.map((number) => histories.items[number]);

      // Assess
      expect([seed, order]).toEqual([seed, expected]);
    }
  });
});

describe('similarity', () => {
  it("is the cosine of two items' vectors over users, weighted by event type", () => {
    for (let seed = 0; seed < DATA_SETS; seed += 1) {
      // Prepare
      const random = new Random(seed);
      const events = randomEvents(random);
      const weights = TYPES.map((eventType) => ({ eventType, weight: random.integer(0, 4) / 4 }));
      const weightOf = (user: string, item: string) =>
        events
          .filter((each) => each.user === user && each.item === item)
          .reduce((sum, { type }) => sum + (weights.find(({ eventType }) => eventType === type)?.weight ?? 0), 0);
      const users = distinct(events.map(({ user }) => user));
      const dot = (one: string, other: string) =>
        users.reduce((sum, user) => sum + weightOf(user, one) * weightOf(user, other), 0);
      const histories = historiesOf(logOf(events), weights);

      // Act
      const { start, item, score } = similarityOf(histories);

      // Assess
      for (const [number, one] of histories.items.entries()) {
        const found = new Map(
          [...item.subarray(start[number], start[number + 1])].map((other, index) => [
            histories.items[other] ?? '',
            score[(start[number] ?? 0) + index] ?? Number.NaN,
          ]),
        );
        for (const other of histories.items) {
          if (other === one) continue;
          const expected = dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other) || 1);
          expect([seed, one, other, found.get(other)?.toFixed(9) ?? '0.000000000']).toEqual([
            seed,
            one,
            other,
            expected.toFixed(9),
          ]);
        }
      }
    }
  });
});

describe('metrics', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
  const shuffled = (random: Random) =>
    letters
      .map((id) => [random.float(), id] as const)
      .sort()
      .map(([, id]) => id);

  it('match their definitions', () => {
    for (let seed = 0; seed < LISTS; seed += 1) {
      // Prepare
      const random = new Random(seed);
      const trials = Array.from(
        { length: random.integer(1, 4) },
        (): Trial => ({
          recommended: shuffled(random).slice(0, random.integer(0, 25)),
          wanted: new Set(shuffled(random).slice(0, random.integer(1, 30))),
        }),
      );
      const mean = (of: (trial: Trial) => number) => trials.map(of).reduce((sum, value) => sum + value) / trials.length;
      const gain = (hits: readonly boolean[]) =>
        hits.reduce((sum, hit, index) => sum + (hit ? 1 / Math.log(index + 2) : 0), 0);
      const ndcg = (k: number) =>
        mean(({ recommended, wanted }) => {
          const best = letters.map((_, index) => index < wanted.size).slice(0, k);
          return gain(recommended.slice(0, k).map((id) => wanted.has(id))) / gain(best);
        });
      const precision = (k: number) =>
        mean(({ recommended, wanted }) => recommended.filter((id, index) => index < k && wanted.has(id)).length / k);

      // Act
      const metrics = rankingMetrics(trials, letters.length);
      const segments = segmentMetrics(trials, letters.length);

      // Assess
      const coverage = distinct(trials.flatMap(({ recommended }) => recommended)).length / letters.length;
      const expected = {
        coverage,
        mean_reciprocal_rank_at_25: mean(({ recommended, wanted }) =>
          Math.max(0, ...recommended.map((id, index) => (wanted.has(id) ? 1 / (index + 1) : 0))),
        ),
        normalized_discounted_cumulative_gain_at_5: ndcg(5),
        normalized_discounted_cumulative_gain_at_10: ndcg(10),
        normalized_discounted_cumulative_gain_at_25: ndcg(25),
        precision_at_5: precision(5),
        precision_at_10: precision(10),
        precision_at_25: precision(25),
      };
      const hits = ({ recommended, wanted }: Trial) => recommended.filter((id) => wanted.has(id)).length;
      expect(rounded(metrics)).toEqual(rounded(expected));
      expect(rounded(segments)).toEqual(
        rounded({
          coverage,
          hits_at_1_percent: mean(hits),
          recall_at_1_percent: mean((trial) => hits(trial) / trial.wanted.size),
        }),
      );
    }
  });
});

function rounded(values: Readonly<Record<string, number>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value.toFixed(9)]));
}

type Cells = Readonly<Record<string, string | null>>;

interface RandomFilter {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  readonly passes: (id: string) => boolean;
}

/** Random items, users, events and filters. Each filter comes with a function that says which items it must pass. */
class FilterOracle {
  readonly items: ReadonlyMap<string, Cells>;
  readonly users: ReadonlyMap<string, Cells>;
  readonly events: readonly Event[];
  private readonly values: Record<string, string> = {};

  constructor(private readonly random: Random) {
    const genres = () => this.some(['art', 'bear', 'cat']).join('|') || null;
    const numbers = (count: number, prefix: string) => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
    this.items = new Map(numbers(10, 'i').map((id) => [id, { GENRE: genres(), PRICE: String(random.integer(0, 5)) }]));
    this.users = new Map(
      numbers(8, 'u').map((id) => [id, { TIER: this.one(['gold', 'basic']), AGE: String(random.integer(1, 5)) }]),
    );
    this.events = randomEvents(random);
  }

  filter(userId: string, itemId: string): RandomFilter {
    const clauses = Array.from({ length: this.random.integer(1, 3) }, () => this.clause(userId, itemId));
    const applied = clauses.filter(({ isApplied }) => isApplied);
    const including = applied.filter(({ action }) => action === 'INCLUDE');
    const excluding = applied.filter(({ action }) => action === 'EXCLUDE');
    return {
      text: clauses.map(({ text }) => text).join(' | '),
      values: this.values,
      passes: (id) =>
        (including.length === 0 || including.some(({ matches }) => matches(id))) &&
        !excluding.some(({ matches }) => matches(id)),
    };
  }

  private clause(userId: string, itemId: string) {
    const action = this.one(['INCLUDE', 'EXCLUDE']);
    const conditions = Array.from({ length: this.random.integer(1, 3) }, () => undefined);
    const joint = this.one(['AND', 'OR']);
    const ofEvents = this.random.float() < 0.3;
    const parts = ofEvents ? [this.eventCondition(userId)] : conditions.map(() => this.itemCondition(itemId));
    const when = this.random.float() < 0.3 ? this.userCondition(userId) : undefined;
    return {
      action,
      text: `${action} ItemID WHERE ${parts.map(({ text }) => text).join(` ${joint} `)}${when ? ` IF ${when.text}` : ''}`,
      isApplied: when?.holds ?? true,
      matches: (id: string) =>
        joint === 'AND' ? parts.every(({ holds }) => holds(id)) : parts.some(({ holds }) => holds(id)),
    };
  }

  private itemCondition(itemId: string) {
    const cells = (id: string) => this.items.get(id);
    if (this.random.float() < 0.5) {
      const operator = this.one(['=', '!=', '<', '<=', '>', '>=']);
      const wanted = this.random.integer(0, 5);
      const isCurrent = this.random.float() < 0.2;
      const compared = isCurrent ? Number(cells(itemId)?.PRICE ?? Number.NaN) : wanted;
      const value = isCurrent ? 'CurrentItem.PRICE' : this.placed(String(wanted), String(wanted));
      return {
        text: `Items.PRICE ${operator} ${value}`,
        holds: (id: string) => cells(id) !== undefined && compare(Number(cells(id)?.PRICE), operator, compared),
      };
    }
    const isNot = this.random.float() < 0.3;
    const wanted = this.some(['art', 'bear', 'cat', 'dog']);
    if (wanted.length === 0) wanted.push('art');
    const quoted = wanted.map((text) => `"${text}"`).join(', ');
    const list = isNot ? quoted : this.placed(quoted, quoted);
    return {
      text: `Items.GENRE ${isNot ? 'NOT IN' : 'IN'} (${list})`,
      holds: (id: string) => {
        const own = cells(id);
        if (own === undefined) return false;
        return wanted.some((text) => (own.GENRE ?? '').split('|').includes(text)) !== isNot;
      },
    };
  }

  private eventCondition(userId: string) {
    const isNot = this.random.float() < 0.3;
    const wanted = this.random.float() < 0.2 ? ['*'] : [this.one(['VIEW', 'buy', 'Rate', 'other'])];
    return {
      text: `Interactions.EVENT_TYPE ${isNot ? 'NOT IN' : 'IN'} ("${wanted[0]}")`,
      holds: (id: string) =>
        this.events.some(
          ({ user, item, type }) =>
            user === userId && item === id && (wanted[0] === '*' || wanted[0]?.toLowerCase() === type) !== isNot,
        ),
    };
  }

  private userCondition(userId: string) {
    const user = this.users.get(userId);
    const age = this.random.integer(1, 5);
    const tier = this.one(['gold', 'basic']);
    return {
      text: `CurrentUser.AGE > ${age} AND CurrentUser.TIER IN ("${tier}")`,
      holds: Number(user?.AGE ?? 0) > age && user?.TIER === tier,
    };
  }

  /** Returns the literal or, in 30% of calls, a placeholder for the value. */
  private placed(literal: string, value: string): string {
    if (this.random.float() < 0.7) return literal;
    const name = `P${Object.keys(this.values).length}`;
    this.values[name] = value;
    return `$${name}`;
  }

  private one(from: readonly string[]): string {
    return from[this.random.integer(0, from.length - 1)] ?? '';
  }

  private some(from: readonly string[]): string[] {
    return from.filter(() => this.random.float() < 0.4);
  }
}

function compare(one: number, operator: string, other: number): boolean {
  const results: Readonly<Record<string, boolean>> = {
    '=': one === other,
    // A comparison with a missing value is false.
    '!=': one !== other && !Number.isNaN(other),
    '<': one < other,
    '<=': one <= other,
    '>': one > other,
    '>=': one >= other,
  };
  return results[operator] ?? false;
}

describe('filters', () => {
  it(`pass exactly the items that their expressions select, for ${FILTERS} random filters`, () => {
    for (let seed = 0; seed < FILTERS; seed += 1) {
      // Prepare
      const random = new Random(seed);
      const oracle = new FilterOracle(random);
      const log = logOf(oracle.events);
      const rowOf = (cells: Cells | undefined) => cells && new Map(Object.entries(cells));
      const subject = { userId: `u${random.integer(0, 9)}`, itemId: `i${random.integer(0, 11)}` };
      const { text, values, passes: expected } = oracle.filter(subject.userId, subject.itemId);

      // Act
      const passes = compileFilter(parsedFilter(text), values, subject, {
        item: (id) => rowOf(oracle.items.get(id)),
        user: (id) => rowOf(oracle.users.get(id)),
        action: () => undefined,
        events: (_dataset, user) => log.of(user),
      });

      // Assess
      const ids = Array.from({ length: 12 }, (_, index) => `i${index}`);
      expect([seed, text, ids.filter(passes)]).toEqual([seed, text, ids.filter(expected)]);
    }
  });
});
