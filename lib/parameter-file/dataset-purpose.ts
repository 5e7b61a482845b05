import type { DatasetPurpose, EventFilter, FilteredEventType, SolutionEvents } from '../personalize/data-rules/purpose';
import { parseFilterExpression, WILDCARD } from '../personalize/filter-expression';
import { findRecipe } from '../personalize/recipes';
import { schemaFields } from '../personalize/schema';
import type { DesiredDataset, DesiredState } from './desired-state';

/** Describes how a parameter file uses the data of a dataset. */
export function datasetPurpose(state: DesiredState, dataset: DesiredDataset): DatasetPurpose {
  const { datasetType, schema, importJob } = dataset;
  const importMode = importJob.request.importMode === 'INCREMENTAL' ? 'INCREMENTAL' : 'FULL';
  return {
    datasetType,
    fields: schemaFields(schema.request.schema),
    importMode,
    trainings: datasetType === 'INTERACTIONS' ? [...trainings(state)] : [],
    filtered: datasetType === 'INTERACTIONS' ? state.filters.flatMap(filteredEventTypes) : [],
    hasMoreData: importMode === 'INCREMENTAL' || state.eventTracker !== undefined,
    recipes: [...new Set(recipes(state))],
  };
}

function recipes({ solutions, recommenders }: DesiredState): string[] {
  const arns = [
    ...solutions.map(({ recipeArn }) => recipeArn),
    ...recommenders.map(({ request }) => request.recipeArn),
  ];
  return arns.flatMap((arn) => findRecipe(String(arn))?.name ?? []);
}

/** Event types in a filter's conditions on interactions, without the wildcard. */
function filteredEventTypes({
  request: { name, filterExpression },
}: DesiredState['filters'][number]): FilteredEventType[] {
  const parsed = parseFilterExpression(String(filterExpression));
  if (!('expression' in parsed)) return [];
  const conditions = parsed.expression.clauses.flatMap((clause) => clause.conditions);
  const types = conditions
    .filter(({ field }) => field.dataset === 'Interactions')
    .flatMap(({ value }) => (value.kind === 'list' ? value.strings : value.kind === 'string' ? [value] : []))
    .map(({ text }) => text);
  return [...new Set(types)]
    .filter((type) => type !== WILDCARD)
    .map((eventType) => ({ filterName: String(name), eventType }));
}

/** Event filters of each solution and recommender that is trained on interactions. */
function* trainings({ solutions, recommenders }: DesiredState): Generator<readonly EventFilter[]> {
  for (const { recipeArn, solution } of solutions) {
    if (!findRecipe(recipeArn)?.needs.includes('INTERACTIONS')) continue;
    const { eventType, solutionConfig } = solution.request as SolutionEvents;
    const { eventValueThreshold, eventsConfig: { eventParametersList: listed = [] } = {} } = solutionConfig ?? {};
    yield listed.length > 0 ? listed : [{ eventType, eventValueThreshold }];
  }
  for (const { request } of recommenders) {
    const recipe = findRecipe(String(request.recipeArn));
    if (recipe?.needs.includes('INTERACTIONS')) yield [{ eventType: recipe.eventType }];
  }
}
