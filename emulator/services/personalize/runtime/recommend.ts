import type { Context } from '../context';
import { invalidInput } from '../errors';
import { appliedFilter, type FilterRequest } from '../filtering/applied-filter';
import { LiveData } from '../live-data';
import type { Candidate, Query } from '../model/model';
import { historyOf } from './history';
import { type MetadataColumns, metadataOf } from './metadata';
import { explored, newRecords } from './new-records';
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

/** Item or action in an answer. */
export interface Recommended extends Candidate {
  readonly promotionName?: string;
  readonly reason?: readonly string[];
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Returns the recommendations for a request, the best first. Promoted items are spread over the list.
 * @throws ServiceError InvalidInputException if the request is invalid; ResourceNotFoundException if a filter does not exist
 */
export function recommend(request: RecommendationRequest, target: Target, context: Context): readonly Recommended[] {
  const { recipe, answer, datasetGroupArn } = target;
  for (const member of answer.needs) {
    if (request[member] === undefined || request[member] === '')
      throw invalidInput(`${member} is missing: requests to recipe ${recipe.name} need it.`);
  }
  const { results } = answer;
  const { numResults = results.default, userId, itemId } = request;
  if (numResults > results.max) throw invalidInput(`numResults is ${numResults}; it must be at most ${results.max}.`);
  const count = request.inputList?.length ?? numResults;
  const subject = { ...(userId !== undefined && { userId }), ...(itemId !== undefined && { itemId }) };
  const passes = appliedFilter(request, subject, datasetGroupArn, recipe.name, context);
  const promotion = promotedBy(request.promotions?.[0], count, subject, target, context);
  const metadata = metadataOf(request.metadataColumns, target, context);

  const promoted: Recommended[] = [];
  const others: Recommended[] = [];
  const isDropped = dropped(userId, target, context);
  for (const candidate of candidates(request, target, context)) {
    if (others.length >= count && promoted.length >= (promotion?.places ?? 0)) break;
    if (isDropped(candidate.id) || !passes(candidate.id)) continue;
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

/** Yields all candidates for a request: trained items or actions, the best first. Explored items are inserted; explored actions come last. */
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
  if (answer.explores === undefined || userId === undefined) return ranked;
  const added = newRecords(answer.explores, trained, model, userId, context);
  // Explored actions have the score 0.0: developer guide, "Real-time action recommendations in Amazon Personalize",
  // read 2026-12-01.
  if (answer.explores === 'ACTIONS') return [...ranked, ...added.map((id) => ({ id, score: 0 }))];
  const reason = answer.hasReasons ? { reason: ['Exploration'] } : {};
  const items = added.map((id): Recommended => ({ id, score: 0, ...reason }));
  return explored<Recommended>(ranked, items, config.itemExplorationConfig?.explorationWeight);
}

const SECONDS_PER_DAY = 24 * 3600;

/**
 * Returns a test for ids that must not be recommended: items with which the user has had an event of type `drops`, actions that have
 * expired, and actions whose repeat time has not passed.
 */
function dropped(
  userId: string | undefined,
  { answer: { drops, explores }, datasetGroupArn }: Target,
  context: Context,
): (id: string) => boolean {
  const live = new LiveData(datasetGroupArn, context);
  if (explores === 'ACTIONS') {
    const now = context.aws.clock.now() / 1000;
    const answers = userId === undefined ? [] : live.events('ACTION_INTERACTIONS', userId);
    const answeredAt = new Map(answers.map(({ item, time }) => [item, time]));
    return (id) => {
      const row = live.record('ACTIONS', id)?.row;
      if (Number(row?.get('EXPIRATION_TIMESTAMP') ?? Number.POSITIVE_INFINITY) <= now) return true;
      // REPEAT_FREQUENCY is the number of days to wait after any interaction of the user with the action. Source: developer guide,
      // "Preparing action metadata for training", read 2026-11-29.
      return now - (answeredAt.get(id) ?? 0) < Number(row?.get('REPEAT_FREQUENCY') ?? 0) * SECONDS_PER_DAY;
    };
  }
  const had = (drops !== undefined && userId !== undefined && live.events('INTERACTIONS', userId)) || [];
  const ids = new Set(had.filter(({ type }) => type?.toLowerCase() === drops?.toLowerCase()).map(({ item }) => item));
  return (id) => ids.has(id);
}
