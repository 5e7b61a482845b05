import type { DatasetPurpose, EventFilter } from '../personalize/data-rules/statistics';
import { findRecipe } from '../personalize/recipes';
import { schemaFields } from '../personalize/schema';
import type { DesiredDataset, DesiredState } from './desired-state';

/** What a parameter file does with the data of one of its datasets. */
export function datasetPurpose(
  state: DesiredState,
  { datasetType, schema, importJob }: DesiredDataset,
): DatasetPurpose {
  const importMode = importJob.request.importMode === 'INCREMENTAL' ? 'INCREMENTAL' : 'FULL';
  return {
    datasetType,
    fields: schemaFields(schema.request.schema),
    importMode,
    trainings: datasetType === 'INTERACTIONS' ? [...trainings(state)] : [],
    hasMoreData: importMode === 'INCREMENTAL' || state.eventTracker !== undefined,
  };
}

/** The interactions that solutions and recommenders are trained with. */
function* trainings({ solutions, recommenders }: DesiredState): Generator<EventFilter> {
  for (const { recipeArn, solution } of solutions) {
    if (!findRecipe(recipeArn)?.needs.includes('INTERACTIONS')) continue;
    const { eventType, solutionConfig } = solution.request as {
      readonly eventType?: string;
      readonly solutionConfig?: { readonly eventValueThreshold?: string; readonly eventsConfig?: EventsConfig };
    };
    const listed = solutionConfig?.eventsConfig?.eventParametersList ?? [];
    yield listed.length > 0
      ? { anyOf: listed.map((event) => filterOf(event.eventType, event.eventValueThreshold)) }
      : filterOf(eventType, solutionConfig?.eventValueThreshold);
  }
  for (const { request } of recommenders) {
    const recipe = findRecipe(String(request.recipeArn));
    if (recipe?.needs.includes('INTERACTIONS'))
      yield recipe.eventType === undefined ? {} : { eventType: recipe.eventType };
  }
}

interface EventsConfig {
  readonly eventParametersList?: readonly { readonly eventType?: string; readonly eventValueThreshold?: number }[];
}

function filterOf(eventType: string | undefined, threshold: string | number | undefined): EventFilter {
  return {
    ...(eventType && { eventType }),
    ...(threshold !== undefined && threshold !== '' && { threshold: Number(threshold) }),
  };
}
