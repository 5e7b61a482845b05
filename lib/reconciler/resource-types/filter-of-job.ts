import { datasetArn, filterArn, parsePersonalizeArn } from '../../personalize/arn';
import { isActive, isFailed, isPending } from '../../personalize/statuses';
import type { Description } from '../account/personalize-api';
import { MissingInput, NotThereYet, ResourceFailed } from '../errors';
import { describeResource, type Step } from '../step';

/**
 * Milliseconds within which a missing filter should appear, counted from the job's first poll or from the end of the last
 * import, whichever is later. Personalize creates only a few filters at once, and may need a quarter of an hour for each.
 */
const CREATED_WITHIN = 60 * 60_000;

/** Milliseconds within which the run should replace a filter that failed earlier, counted from the job's first poll. */
const REPLACED_WITHIN = 15 * 60_000;

/**
 * Checks that the job's filter is in this account and region. Personalize itself would refuse the filter only after the
 * training.
 * @param desired ARN of the job's filter; undefined if the job has no filter
 * @throws MissingInput if the filter is in another account or region, for example because the file was copied
 */
export function assertFilterIsHere(step: Pick<Step, 'scope' | 'resource' | 'state'>, desired: unknown): void {
  const parsed = typeof desired === 'string' ? parsePersonalizeArn(desired) : undefined;
  const { region, accountId } = step.scope;
  if (parsed === undefined || (parsed.region === region && parsed.accountId === accountId)) return;
  const problem = `its filter ${desired} is in another account or region, where the job cannot use it.`;
  throw new MissingInput(describeResource(step), problem, `Replace filterArn by "filterName": "${parsed.path[0]}".`);
}

/**
 * Waits for the job's filter if the file has this filter, because the filter may still be in creation. Without the wait,
 * Personalize would refuse the job, and its error would not show that the filter will be ready soon.
 * @param desired ARN of the job's filter; undefined if the job has no filter
 * @throws NotThereYet while the filter is in progress, or may still be created or replaced
 * @throws ResourceFailed if the filter is not created in time
 */
export async function waitForFilter(step: Step, desired: unknown): Promise<void> {
  const filter = step.state.filters.find(({ name }) => filterArn(step.scope, name) === desired);
  if (filter === undefined) return;
  const found = await step.personalize.describe('filter', String(desired));
  const status = found?.status ?? '';
  if (isActive(status)) return;
  const about = `filter '${filter.name}', which the job names, is ${status === '' ? 'missing' : status}.`;
  if (await mayCome(step, status)) throw new NotThereYet(about);
  throw new ResourceFailed(describeResource(step), about);
}

async function mayCome(step: Step, status: string): Promise<boolean> {
  if (isPending(status)) return true;
  const within = isFailed(status) ? REPLACED_WITHIN : CREATED_WITHIN;
  const isRecent = (time: Date) => step.now.getTime() - time.getTime() < within;
  return isRecent(step.startedAt) || (status === '' && (await isAfterAnImport(step, isRecent)));
}

/** True if an import into the dataset group is in progress or ended recently, so that its filters may still be created. */
async function isAfterAnImport({ state, scope, personalize }: Step, isRecent: (time: Date) => boolean) {
  const keepsItWaiting = ({ status = '', lastUpdatedDateTime: at }: Description) =>
    isPending(status) || (at !== undefined && isRecent(at));
  for (const { datasetType } of state.datasets) {
    const dataset = datasetArn(scope, state.datasetGroup.name, datasetType);
    const imports = await personalize.list('datasetImportJob', { datasetArn: dataset });
    if (imports.some(keepsItWaiting)) return true;
  }
  return false;
}
