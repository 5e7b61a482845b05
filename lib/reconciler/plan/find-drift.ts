import type { DesiredResource, DesiredState } from '../../parameter-file/desired-state';
import { datasetArn } from '../../personalize/arn';
import type { DatasetType } from '../../personalize/dataset-types';
import type { DesiredType } from '../../personalize/resource-types';
import { isActive } from '../../personalize/statuses';
import { isImported } from '../account/imports-of';
import { versionsWhere } from '../promotion/active-versions';
import { allResources } from '../resource-reference';
import { isJob, STRATEGIES } from '../resource-types';
import type { Step } from '../step';
import { type ForeseenUpload, foreseeingStep } from './foreseeing-step';
import { inBatches } from './in-batches';
import type { PlannedChange } from './plan';
import { type PlanContext, planResource } from './plan-resources';

/** A resource of a file in force that is missing or differs from the file, with its planned change, which may be a conflict or blocked. */
export interface Drift {
  readonly resource: DesiredResource;
  readonly change: PlannedChange;
}

/** Types that an upload creates after all of its imports. */
const AFTER_IMPORTS: readonly DesiredType[] = ['solution', 'campaign', 'recommender'];

/**
 * Compares a file in force with Amazon Personalize, like the command `plan`. Changes nothing. Leaves out jobs, solution
 * versions, and differences in the version that a campaign serves. Also leaves out resources that cannot exist yet,
 * because they need imported data or a trained version.
 */
export async function findDrift(foreseen: ForeseenUpload): Promise<readonly Drift[]> {
  const context: PlanContext = { ...foreseeingStep(foreseen), isDecided: true };
  const { state } = foreseen;
  const empty = await emptyDatasets(state, context);
  const named = allResources(state).filter(({ type }) => !isJob(STRATEGIES[type]));
  const found = await inBatches(named, (resource) => driftOf({ ...context, resource }, context, empty));
  // Datasets may share a schema, so the same schema may occur twice.
  return [...new Map(found.flatMap((drift) => (drift === undefined ? [] : [[drift.change.label, drift]]))).values()];
}

/** Types of the file's datasets that have no successful import. */
async function emptyDatasets({ datasetGroup, datasets }: DesiredState, { personalize, scope }: PlanContext) {
  const empty = await inBatches(datasets, async ({ datasetType }) => {
    const dataset = datasetArn(scope, datasetGroup.name, datasetType);
    return (await isImported(personalize, dataset)) ? [] : [datasetType];
  });
  return empty.flat();
}

async function driftOf(step: Step, context: PlanContext, empty: readonly DatasetType[]): Promise<Drift | undefined> {
  const { resource } = step;
  const change = withoutVersion(await planResource(step, context));
  if (change.action === 'unchanged' || (change.action === 'create' && !(await mayExist(step, empty)))) return undefined;
  return { resource, change };
}

/** The change without a difference in the version that a campaign serves. campaign-drift.ts compares the version with the recorded decision. */
function withoutVersion(change: PlannedChange): PlannedChange {
  if (change.type !== 'campaign' || change.action !== 'update') return change;
  const differences = (change.differences ?? []).filter(({ member }) => member !== 'solutionVersionArn');
  return { ...change, differences, action: differences.length === 0 ? 'unchanged' : 'update' };
}

/**
 * True if an upload could create the missing resource now; false if it still needs imported data or a trained version.
 */
async function mayExist(step: Step, empty: readonly DatasetType[]): Promise<boolean> {
  const { type } = step.resource;
  if (type === 'campaign' && (await versionsWhere(isActive, step)).length === 0) return false;
  if (AFTER_IMPORTS.includes(type)) return empty.length === 0;
  return !(STRATEGIES[type].neededData?.(step) ?? []).some((needed) => empty.includes(needed));
}
