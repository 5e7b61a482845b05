/** Checks that a dataset group's data are sufficient and suitable for the training of a model. */

import type { DatasetType } from '../../../lib/personalize/dataset-types';
import type { Recipe } from '../../../lib/personalize/recipes';
import { configuredFields } from './configured-columns';
import type { Context } from './context';
import { DatasetContents } from './data/dataset-contents';
import { CreationFailure } from './errors';
import { TRAINING_DATA } from './limits';
import type { EventFilter } from './model/event-filter';
import { datasetsNeededBy } from './recipe-facts';
import type { Resource } from './resource';
import { TRAINING_FAILURES } from './training-failures';
import { fieldsOf, fieldsSince } from './types/dataset';

/**
 * Returns the event filters of a solution version: one filter for each event type that `eventsConfig` lists. If there is no list, the
 * filter consists of the solution's `eventType` and `eventValueThreshold` (Amazon Personalize developer guide, "Optimizing a solution with
 * events configuration", November 2026).
 */
export function eventFilters({ members }: Resource): readonly EventFilter[] {
  const { eventValueThreshold, eventsConfig } = (members.solutionConfig ?? {}) as SolutionConfig;
  const listed = eventsConfig?.eventParametersList ?? [];
  if (listed.length > 0)
    return listed.map((event) => filterOf(event.eventType, event.eventValueThreshold, event.weight));
  return [filterOf(members.eventType as string | undefined, eventValueThreshold)];
}

function filterOf(eventType: string | undefined, threshold: string | number | undefined, weight?: number): EventFilter {
  return {
    ...(eventType !== undefined && { eventType }),
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(weight !== undefined && { weight }),
  };
}

interface SolutionConfig {
  readonly eventValueThreshold?: string;
  readonly eventsConfig?: {
    readonly eventParametersList?: readonly {
      readonly eventType?: string;
      readonly eventValueThreshold?: number;
      readonly weight?: number;
    }[];
  };
}

/**
 * Checks that there is enough data for a training, and that the content of the data does not make the training fail.
 * @param trained solution or recommender
 * @throws CreationFailure with the reason of the first check that fails
 */
export function assertTrainable(
  recipe: Recipe,
  datasetGroupArn: string,
  events: readonly EventFilter[],
  trained: Resource,
  context: Context,
): void {
  for (const datasetType of datasetsNeededBy(recipe.name)) {
    const contents = contentsOf(datasetGroupArn, datasetType, context);
    if (datasetType === 'INTERACTIONS') assertInteractions(contents, events);
    else if (contents === undefined) {
      throw new CreationFailure(`Create failed. Dataset of type ${datasetType} has no data.`);
    }
  }
  assertUsable(recipe, datasetGroupArn, trained, context);
}

/**
 * Checks the content of the data against `TRAINING_FAILURES`, unless the recipe needs no item interactions.
 * @throws CreationFailure with the reason of the first failure that applies
 */
function assertUsable({ name: recipe }: Recipe, datasetGroupArn: string, trained: Resource, context: Context): void {
  const dataset = context.dataset(datasetGroupArn, 'INTERACTIONS');
  const interactions = contentsOf(datasetGroupArn, 'INTERACTIONS', context);
  if (dataset === undefined || interactions === undefined || !datasetsNeededBy(recipe).includes('INTERACTIONS')) return;
  const itemsDataset = context.dataset(datasetGroupArn, 'ITEMS');
  const items = contentsOf(datasetGroupArn, 'ITEMS', context);
  const itemFields = itemsDataset === undefined ? [] : fieldsSince(itemsDataset, trained.createdAt, context);
  const failure = TRAINING_FAILURES.find(({ fails }) =>
    fails({
      recipe,
      interactions,
      fields: fieldsOf(dataset, context),
      ...(items !== undefined && { items }),
      itemFields: configuredFields('ITEMS', itemFields, trained),
    }),
  );
  if (failure !== undefined) throw new CreationFailure(failure.reason);
}

function assertInteractions(contents: DatasetContents | undefined, filters: readonly EventFilter[]): void {
  // "Minimum number of unique combined historical and event interactions (after filtering by eventType and eventValueThreshold ...): 1000"
  // (developer guide, "Amazon Personalize endpoints and quotas", 2026-11).
  const count = contents?.uniqueEvents(filters, TRAINING_DATA.interactions) ?? 0;
  if (count < TRAINING_DATA.interactions) {
    const types = filters.flatMap(({ eventType }) => eventType ?? []).join(', ');
    const filtering = types === '' ? '' : ` after filtering by event type: ${types}`;
    throw new CreationFailure(
      `Create failed. Dataset has fewer than ${TRAINING_DATA.interactions} interactions${filtering}`,
    );
  }
  const users = contents?.usersWith(1) ?? 0;
  const returning = contents?.usersWith(TRAINING_DATA.interactionsPerUser) ?? 0;
  if (returning < TRAINING_DATA.users || returning < users * TRAINING_DATA.shareOfUsers) {
    throw new CreationFailure(
      `Create failed. Dataset has fewer than ${TRAINING_DATA.users} users with at least ${TRAINING_DATA.interactionsPerUser} interactions each.`,
    );
  }
}

/** Returns the imported and recorded data of a dataset; undefined if the dataset does not exist or has no data. */
export function contentsOf(
  datasetGroupArn: string,
  datasetType: DatasetType,
  context: Context,
): DatasetContents | undefined {
  const dataset = context.dataset(datasetGroupArn, datasetType);
  if (dataset === undefined) return undefined;
  const [imported, recorded] = [context.contents.get(dataset.arn), context.recorded.get(dataset.arn)];
  // Later events are added to `recorded`. A training must not see them, so it gets a copy.
  return recorded === undefined ? imported : (imported ?? new DatasetContents()).with(recorded);
}
