import type { DesiredResource, DesiredState } from '../../parameter-file/desired-state';
import type { ResourceType } from '../../personalize/resource-types';
import { present } from '../../record-table/item';
import { LeftFile } from '../errors';
import { allResources } from '../resource-reference';
import { describeResource, type Step, solutionOf } from '../step';

/** Types of which a file has one resource at each pointer, whatever its name. */
const AT_POINTER: ReadonlySet<ResourceType> = new Set(['dataset', 'eventTracker', 'metricAttribution']);

/**
 * The step by the parameter file in force. Keeps the run of an older file from bringing back what has been changed or deleted since.
 * @returns the same step if no newer file is in force
 * @throws LeftFile if the file in force no longer has the resource
 */
export async function byFileInForce(step: Step): Promise<Step> {
  const { newerFile, ...rest } = step;
  const state = await newerFile?.();
  if (state === undefined) return step;
  const resource = counterpart(state, step.resource);
  if (resource === undefined) throw new LeftFile(describeResource(step));
  return { ...rest, state, resource };
}

function counterpart(state: DesiredState, { type, name, pointer }: DesiredResource): DesiredResource | undefined {
  const isCounterpart = (each: DesiredResource) =>
    AT_POINTER.has(type) ? each.pointer === pointer : each.name === name;
  return allResources(state).find((each) => each.type === type && isCounterpart(each));
}

/**
 * The step of a job, with the budget of the parameter file in force.
 * @throws LeftFile if the file in force no longer has the dataset or the solution of the job
 */
export async function withBudgetInForce(step: Step): Promise<Step> {
  const newer = await step.newerFile?.();
  if (newer === undefined) return step;
  if (!hasParent(newer, step)) throw new LeftFile(describeResource(step));
  const { budget: _, ...state } = step.state;
  return { ...step, state: { ...state, ...present({ budget: newer.budget }) } };
}

function hasParent({ datasets, solutions }: DesiredState, step: Step): boolean {
  const { type, pointer } = step.resource;
  if (type === 'datasetImportJob') return datasets.some(({ dataset }) => dataset.pointer === pointer);
  return solutions.some(({ name }) => name === solutionOf(step).name);
}
