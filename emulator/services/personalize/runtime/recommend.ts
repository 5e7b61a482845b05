import type { Context } from '../context';
import { invalidInput } from '../errors';
import { appliedFilter, type FilterRequest } from '../filtering/applied-filter';
import { LiveData } from '../live-data';
import type { Candidate, Query } from '../model/model';
import { historyOf } from './history';
import { type MetadataColumns, metadataOf } from './metadata';
import { explored, newItems } from './new-items';
import { type Promotion, promotedBy, spread } from './promotions';
import type { Target } from './target';
import { trendsNow } from './trends-now';

export interface RecommendationRequest extends FilterRequest {
  readonly userId?: string;
  readonly itemId?: string;
  readonly inputList?: readonly string[];
  readonly numResults?: number;
  readonly promotions?: readonly Promotion[];
  readonly metadataColumns?: MetadataColumns;
}

/** An item or action in an answer. */
export interface Recommended extends Candidate {
  readonly promotionName?: string;
  readonly reason?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/** Numbers of results: "The default is 25. The maximum is 500": API reference, GetRecommendations. */
const RESULTS = { default: 25, max: 500 } as const;

/** @throws ServiceError InvalidInputException, ResourceNotFoundException */
export function recommend(request: RecommendationRequest, target: Target, context: Context): readonly Recommended[] {
  const { recipe, answer, datasetGroupArn } = target;
  for (const member of answer.needs) {
    if (request[member] === undefined || request[member] === '')
      throw invalidInput(`${member} is missing: requests to recipe ${recipe.name} need it.`);
  }
  const { numResults = RESULTS.default, userId, itemId } = request;
  if (numResults > RESULTS.max) throw invalidInput(`numResults is ${numResults}, it must be at most ${RESULTS.max}.`);
  const count = request.inputList?.length ?? numResults;
  const subject = { ...(userId !== undefined && { userId }), ...(itemId !== undefined && { itemId }) };
  const passes = appliedFilter(request, subject, datasetGroupArn, recipe.name, context);
  const promotion = promotedBy(request.promotions?.[0], count, subject, target, context);
  const metadata = metadataOf(request.metadataColumns, target, context);

  const promoted: Recommended[] = [];
  const others: Recommended[] = [];
  const dropped = droppedItems(userId, target, context);
  for (const candidate of candidates(request, target, context)) {
    if (others.length >= count && promoted.length >= (promotion?.places ?? 0)) break;
    if (dropped.has(candidate.id) || !passes(candidate.id)) continue;
    if (promotion !== undefined && promoted.length < promotion.places && promotion.isPromoted(candidate.id)) {
      const reason = answer.hasReasons ? { reason: ['Promoted item'] } : {};
      promoted.push({ ...candidate, promotionName: promotion.name, ...reason });
    } else if (others.length < count) others.push(candidate);
  }
  const list = promotion === undefined ? others : spread(others, promoted, count);
  return list.map((each) => {
    const row = metadata(each.id);
    return row === undefined ? each : { ...each, metadata: row };
  });
}

/** Yields everything that can be recommended, the best first. */
function candidates(request: RecommendationRequest, target: Target, context: Context): Iterable<Recommended> {
  const { trained, answer, config } = target;
  const { models } = context;
  const training = models.trainingOf(trained);
  const model = answer.followsTrends ? trendsNow(target, context) : models.modelOf(training);
  const { userId, itemId, inputList } = request;
  const query: Query = {
    history: userId === undefined ? [] : historyOf(userId, trained, answer.isRealTime, context),
    ...(userId !== undefined && { userId }),
    ...(itemId !== undefined && { itemId }),
    ...(inputList !== undefined && { inputList }),
  };
  const ranked = model.rank(query);
  if (!answer.explores || userId === undefined) return ranked;
  const reason = answer.hasReasons ? { reason: ['Exploration'] } : {};
  const items = newItems(trained, model, userId, context).map((id): Recommended => ({ id, score: 0, ...reason }));
  return explored<Recommended>(ranked, items, config.itemExplorationConfig?.explorationWeight);
}

/** Items that a use case does not recommend again. */
function droppedItems(
  userId: string | undefined,
  { answer, datasetGroupArn }: Target,
  context: Context,
): ReadonlySet<string> {
  const { drops } = answer;
  if (drops === undefined || userId === undefined) return new Set();
  const events = new LiveData(datasetGroupArn, context).events('INTERACTIONS', userId);
  return new Set(events.filter(({ type }) => type?.toLowerCase() === drops.toLowerCase()).map(({ item }) => item));
}
