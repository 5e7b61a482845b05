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
function* trainings({ solutions, recommenders }: DesiredState): Generator<readonly EventFilter[]> {
  for (const { recipeArn, solution } of solutions) {
    if (!findRecipe(recipeArn)?.needs.includes('INTERACTIONS')) continue;
    const { eventType, solutionConfig: { eventValueThreshold, eventsConfig } = {} } =
      solution.request as SolutionEvents;
    const { eventParametersList: listed = [] } = eventsConfig ?? {};
    yield listed.length > 0 ? listed.map(filterOf) : [filterOf({ eventType, eventValueThreshold })];
  }
  for (const { request } of recommenders) {
    const recipe = findRecipe(String(request.recipeArn));
    if (recipe?.needs.includes('INTERACTIONS')) yield [filterOf(recipe)];
  }
}

interface EventParameters {
  readonly eventType?: string | undefined;
  readonly eventValueThreshold?: string | number | undefined;
}

interface SolutionEvents extends Pick<EventParameters, 'eventType'> {
  readonly solutionConfig?: Pick<EventParameters, 'eventValueThreshold'> & {
    readonly eventsConfig?: { readonly eventParametersList?: readonly EventParameters[] };
  };
}

function filterOf({ eventType, eventValueThreshold: threshold }: EventParameters): EventFilter {
  return {
    ...(eventType && { eventType }),
    ...(threshold !== undefined && threshold !== '' && { threshold: Number(threshold) }),
  };
}
