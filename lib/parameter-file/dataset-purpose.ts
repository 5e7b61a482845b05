import type { DatasetPurpose, EventFilter, SolutionEvents } from '../personalize/data-rules/purpose';
import { findRecipe } from '../personalize/recipes';
import { schemaFields } from '../personalize/schema';
import type { DesiredDataset, DesiredState } from './desired-state';

/** Uses of the data of a dataset in a parameter file. */
export function datasetPurpose(state: DesiredState, dataset: DesiredDataset): DatasetPurpose {
  const { datasetType, schema, importJob } = dataset;
  const importMode = importJob.request.importMode === 'INCREMENTAL' ? 'INCREMENTAL' : 'FULL';
  return {
    datasetType,
    fields: schemaFields(schema.request.schema),
    importMode,
    trainings: datasetType === 'INTERACTIONS' ? [...trainings(state)] : [],
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

/** Interactions used by each training of solutions and recommenders. */
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
