import type { DesiredResource, DesiredState } from '../parameter-file/desired-state';

/** Reference to a resource of a parameter file: the resource's type, and the JSON pointer to its element in the file. */
export type ResourceReference = Pick<DesiredResource, 'type' | 'pointer'>;

export function referenceTo({ type, pointer }: DesiredResource): ResourceReference {
  return { type, pointer };
}

/** All resources of a parameter file, parents before children. */
export function allResources(state: DesiredState): readonly DesiredResource[] {
  return [
    state.datasetGroup,
    ...state.datasets.flatMap(({ schema, dataset, importJob }) => [schema, dataset, importJob]),
    ...(state.eventTracker === undefined ? [] : [state.eventTracker]),
    ...state.filters,
    ...(state.metricAttribution === undefined ? [] : [state.metricAttribution]),
    ...state.solutions.flatMap(({ solution, version, campaigns, batchInferenceJobs, batchSegmentJobs }) => [
      ...[solution, version, ...campaigns, ...batchInferenceJobs, ...batchSegmentJobs],
    ]),
    ...state.recommenders,
  ];
}

/** The resource of a parameter file with the same type and name, at any pointer. Not for jobs and versions, because their names may be `''`. */
export function counterpart(
  state: DesiredState,
  { type, name }: { readonly type: string; readonly name: string },
): DesiredResource | undefined {
  return allResources(state).find((each) => each.type === type && each.name === name);
}

/** @throws Error if the parameter file has no such resource. Only a defect of this project can cause this error */
export function findResource(state: DesiredState, { type, pointer }: ResourceReference): DesiredResource {
  const found = allResources(state).find((resource) => resource.type === type && resource.pointer === pointer);
  if (found === undefined) throw new Error(`The parameter file has no ${type} at '${pointer}'.`);
  return found;
}

/** @throws Error if the list has no such name, for example because the file has changed */
export function findNamed<List extends 'solutions' | 'recommenders'>(
  state: DesiredState,
  list: List,
  name: string,
): DesiredState[List][number] {
  const one = state[list].find((candidate) => candidate.name === name);
  if (one !== undefined) return one;
  const what = list.slice(0, -1);
  throw new Error(`The parameter file of dataset group '${state.datasetGroup.name}' has no ${what} '${name}'.`);
}
