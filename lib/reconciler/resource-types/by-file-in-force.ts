import { isDeepStrictEqual } from 'node:util';
import type { DesiredState } from '../../parameter-file/desired-state';
import { present } from '../../record-table/item';
import { LeftFile } from '../errors';
import { counterpart } from '../resource-reference';
import { describeResource, type Step, solutionOf } from '../step';
import { explicitMembers } from './batch-job';

/**
 * The step, with the resource's description in the parameter file in force. So the run of an older file does not undo later
 * changes and deletions.
 * @returns the same step if no newer file is in force
 * @throws LeftFile if the file in force no longer has the resource, or has the campaign in another solution
 */
export async function byFileInForce(step: Step): Promise<Step> {
  const { newerFile, ...rest } = step;
  const newer = await newerFile?.();
  if (newer === undefined) return step;
  const resource = counterpart(newer, step.resource);
  if (resource === undefined) throw new LeftFile(describeResource(step));
  const current = { ...rest, state: newer, resource };
  if (step.resource.type === 'campaign' && solutionOf(current).name !== solutionOf(step).name)
    throw new LeftFile(describeResource(step), DESCRIBED_DIFFERENTLY);
  return current;
}

/**
 * The step of a solution version, with the promotion rules of the parameter file in force. The settings of the version
 * do not change.
 * @returns the same step if no newer file is in force, or if the newer file no longer has the solution
 */
export async function versionByFileInForce(step: Step): Promise<Step> {
  const newer = await step.newerFile?.();
  const solution = newer?.solutions.find(({ name }) => name === solutionOf(step).name);
  if (newer === undefined || solution === undefined) return step;
  return { ...step, state: newer, resource: { ...step.resource, pointer: solution.version.pointer } };
}

/** A job, judged by the parameter file in force. */
interface CurrentJob {
  /** The step, with the budget of the file in force. */
  readonly budgeted: Step;
  /** Error that ends the step; present if the job must not begin. */
  readonly left?: LeftFile;
}

/**
 * Judges a job by the parameter file in force. The run of an older file must not use the older file's budget, and must
 * not begin work that the upload of the file in force does.
 */
export async function jobByFileInForce(step: Step): Promise<CurrentJob> {
  const newer = await step.newerFile?.();
  if (newer === undefined) return { budgeted: step };
  const { budget: _, ...state } = step.state;
  const budgeted = { ...step, state: { ...state, ...present({ budget: newer.budget }) } };
  return { budgeted, ...present({ left: leftFile(newer, step) }) };
}

/**
 * Error for a job that must not begin; undefined if the job may begin. The upload of the newer file checks and imports
 * all data. This upload also creates all batch jobs whose place or settings have changed.
 */
function leftFile(newer: DesiredState, step: Step): LeftFile | undefined {
  const { type, pointer } = step.resource;
  const title = describeResource(step);
  if (type === 'datasetImportJob') return new LeftFile(title, IMPORTED_BY_UPLOAD);
  const solution = newer.solutions.find(({ name }) => name === solutionOf(step).name);
  if (solution === undefined) return new LeftFile(title);
  if (type !== 'batchInferenceJob' && type !== 'batchSegmentJob') return undefined;
  const resource = solution[`${type}s`][Number(pointer.split('/').at(-1))];
  const isSame =
    resource !== undefined && isDeepStrictEqual(explicitMembers({ ...step, resource }), explicitMembers(step));
  return isSame ? undefined : new LeftFile(title, OTHER_JOB);
}

const IMPORTED_BY_UPLOAD = 'a newer parameter file is in force: its upload checks and imports the data';
/** Reason why the run of an older file does not create or change a resource. */
export const DESCRIBED_DIFFERENTLY = 'the parameter file in force describes it differently';
const OTHER_JOB = 'the parameter file in force does not have this job with these settings';
