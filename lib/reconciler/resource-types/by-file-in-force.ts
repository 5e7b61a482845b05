import type { DesiredResource, DesiredState } from '../../parameter-file/desired-state';
import type { ResourceType } from '../../personalize/resource-types';
import { present } from '../../record-table/item';
import { LeftFile } from '../errors';
import { allResources } from '../resource-reference';
import { describeResource, type NewerFile, type Step, solutionOf } from '../step';

/** Types of which a file has one resource at each pointer, whatever its name. */
const AT_POINTER: ReadonlySet<ResourceType> = new Set(['dataset', 'eventTracker', 'metricAttribution']);

/**
 * The step by the parameter file in force. Keeps the run of an older file from bringing back what has been changed or deleted since.
 * @returns the same step if no newer file is in force
 * @throws LeftFile if the file in force no longer has the resource
 */
export async function byFileInForce(step: Step): Promise<Step> {
  const { newerFile, ...rest } = step;
  const newer = await newerFile?.();
  if (newer === undefined) return step;
  const resource = counterpart(newer.state, step.resource);
  if (resource === undefined) throw new LeftFile(describeResource(step));
  return { ...rest, ...newer, resource };
}

function counterpart(state: DesiredState, { type, name, pointer }: DesiredResource): DesiredResource | undefined {
  const isCounterpart = (each: DesiredResource) =>
    AT_POINTER.has(type) ? each.pointer === pointer : each.name === name;
  return allResources(state).find((each) => each.type === type && isCounterpart(each));
}

/**
 * The step of a job, with the budget of the parameter file in force.
 * @throws LeftFile if the file in force no longer has the job
 */
export async function jobByFileInForce(step: Step): Promise<Step> {
  const newer = await step.newerFile?.();
  if (newer === undefined) return step;
  if (!hasJob(newer, step)) throw new LeftFile(describeResource(step));
  const { budget: _, ...state } = step.state;
  return { ...step, state: { ...state, ...present({ budget: newer.state.budget }) } };
}

/** True if a file has the step's job. A file in another folder has other data. Batch jobs have no name, so their places count. */
function hasJob({ state, folder }: NewerFile, step: Step): boolean {
  const { type, pointer } = step.resource;
  if (type === 'datasetImportJob')
    return folder === step.folder && state.datasets.some(({ dataset }) => dataset.pointer === pointer);
  const solution = state.solutions.find(({ name }) => name === solutionOf(step).name);
  if (type !== 'batchInferenceJob' && type !== 'batchSegmentJob') return solution !== undefined;
  const place = Number(pointer.split('/').at(-1));
  return solution?.[`${type}s`][place] !== undefined;
}
