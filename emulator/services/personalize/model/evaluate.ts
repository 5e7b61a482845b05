import { listsUsers } from '../recipe-facts';
import { at, type Histories } from './histories';
import { averageRewards, MAX_RECOMMENDED, rankingMetrics, segmentMetrics, type Trial } from './metrics';
import { type Model, type Query, round } from './model';
import { splitEvents, splitUsers } from './split';
import { type TrainingData, type TrainingSettings, train, trendWindow } from './train';
import { newestTime, trendsOf } from './trending';

/** Maximum number of segments to evaluate. If there are more, the segments with the most users in the held-out events are evaluated. */
const MAX_SEGMENTS = 100;

/** Number of decimals to which Personalize rounds metrics. */
const DIGITS = 4;

export function evaluate(histories: Histories, data: TrainingData, settings: TrainingSettings): Record<string, number> {
  const metrics = listsUsers(settings.recipe)
    ? evaluateSegments(histories, data, settings)
    : evaluateRanking(histories, data, settings);
  return Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, round(value, DIGITS)]));
}

function evaluateRanking(histories: Histories, data: TrainingData, settings: TrainingSettings): Record<string, number> {
  const { training, input, wanted } = splitUsers(histories);
  const tested = new Set(histories.users.filter((_id, user) => at(wanted.start, user + 1) > at(wanted.start, user)));
  const actionInteractions = data.actionInteractions.without(tested);
  const model = train(training, { ...data, actionInteractions }, settings);
  const trials: Trial[] = [];
  for (const [user, userId] of histories.users.entries()) {
    if (!tested.has(userId)) continue;
    const history = eventsOf(input, user);
    const itemId = history.at(-1)?.item;
    const query = { userId, history, ...(itemId !== undefined && { itemId }) };
    trials.push({
      recommended: first(model, query, MAX_RECOMMENDED),
      wanted: new Set(eventsOf(wanted, user).map(({ item }) => item)),
    });
  }
  const known = new Set(data.items.keys());
  for (const item of new Set(histories.item)) known.add(histories.items[item] ?? '');
  const { objective } = settings;
  const rewardOf = (id: string) =>
    model.knows?.(id) ? Number(data.items.get(id)?.get(objective?.itemAttribute ?? '') ?? 0) : 0;
  return {
    ...rankingMetrics(trials, known.size),
    ...(objective !== undefined && { average_rewards_at_k: averageRewards(trials, rewardOf) }),
    // The metric's name is an assumption: see `personalize-trending-metric` in docs/local-aws.md.
    ...(settings.recipe === 'aws-trending-now' && { trend_prediction_accuracy: trendAccuracy(histories, settings) }),
  };
}

/**
 * Share of correct trend predictions; 0 if there are no predictions. The predicted items are the first `MAX_RECOMMENDED` items that trend one
 * window before the end of the data. A prediction is correct if the item is also among the first `MAX_RECOMMENDED` items that trend at the end
 * of the data.
 */
function trendAccuracy(histories: Histories, settings: TrainingSettings): number {
  const window = trendWindow(settings);
  const end = newestTime(histories);
  const predicted = trendsOf(histories, window, end - window).slice(0, MAX_RECOMMENDED);
  const real = new Set(trendsOf(histories, window, end).slice(0, MAX_RECOMMENDED));
  return predicted.length === 0 ? 0 : predicted.filter((item) => real.has(item)).length / predicted.length;
}

function evaluateSegments(
  histories: Histories,
  data: TrainingData,
  settings: TrainingSettings,
): Record<string, number> {
  const { training, wanted } = splitEvents(histories);
  const model = train(training, data, settings);
  const users = histories.users.filter((_id, user) => at(histories.start, user + 1) > at(histories.start, user));
  const max = Math.max(1, Math.ceil(users.length / 100));
  const trials = segmentsOf(wanted, data, settings).map(
    ([query, wantedUsers]): Trial => ({ recommended: first(model, query, max), wanted: wantedUsers }),
  );
  return segmentMetrics(trials, users.length);
}

/**
 * Returns the segments that the model has to predict, each with a query and the ids of its users: the largest
 * `MAX_SEGMENTS` segments. A segment belongs to an item or, for the recipe Item-Attribute-Affinity, to a value in a column
 * of the items. A user is in the segment if the user's held-out events contain this item, or an item with this value.
 */
function segmentsOf(
  { users, items, start, item }: Histories,
  data: TrainingData,
  { recipe }: TrainingSettings,
): readonly (readonly [Query, ReadonlySet<string>])[] {
  const found = new Map<string, { readonly query: Query; readonly users: Set<string> }>();
  const byAttribute = recipe === 'aws-item-attribute-affinity';
  for (const [user, userId] of users.entries()) {
    for (let event = at(start, user); event < at(start, user + 1); event += 1) {
      const itemId = items[at(item, event)] ?? '';
      const asked = byAttribute ? attributesOf(itemId, data) : [[itemId, { history: [], itemId }] as const];
      for (const [key, query] of asked) {
        const segment = found.get(key) ?? { query, users: new Set<string>() };
        found.set(key, segment);
        segment.users.add(userId);
      }
    }
  }
  const largest = [...found.values()].sort((one, other) => other.users.size - one.users.size);
  return largest.slice(0, MAX_SEGMENTS).map((segment) => [segment.query, segment.users]);
}

function attributesOf(itemId: string, { items }: TrainingData): readonly (readonly [string, Query])[] {
  return [...(items.get(itemId) ?? [])].flatMap(([column, value]) => {
    if (value === null) return [];
    const isInSegment = (id: string) => items.get(id)?.get(column) === value;
    return [[JSON.stringify([column, value]), { history: [], isInSegment }] as const];
  });
}

function eventsOf({ items, start, item, weight }: Histories, user: number): Query['history'] {
  const events: { item: string; weight: number }[] = [];
  for (let event = at(start, user); event < at(start, user + 1); event += 1)
    events.push({ item: items[at(item, event)] ?? '', weight: at(weight, event) });
  return events;
}

function first(model: Model, query: Query, max: number): readonly string[] {
  const ids: string[] = [];
  for (const { id } of model.rank(query)) {
    if (ids.length === max) break;
    ids.push(id);
  }
  return ids;
}
