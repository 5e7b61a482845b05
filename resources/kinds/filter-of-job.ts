import { filterArn } from '../../personalize/arn';
import { isActive, isFailed, isPending } from '../../personalize/statuses';
import { NotThereYet, ResourceFailed } from '../errors';
import { describeResource, type Step } from '../step';

/**
 * Milliseconds within which a filter of the same file should be on its way. It may have to wait for others: Personalize
 * creates a few at once, and may need a quarter of an hour for one.
 */
const CREATED_WITHIN = 60 * 60_000;

/** Milliseconds within which one that an earlier run left failed is deleted, to be created again. */
const REPLACED_WITHIN = 15 * 60_000;

/**
 * A batch job may name a filter of the same file, and nothing else waits for filters: they come up beside the job. Of what
 * Personalize refuses for a filter that is not ACTIVE, it does not say whether that will pass.
 * @throws NotThereYet while the filter is on its way
 * @throws ResourceFailed when it does not come
 */
export async function waitForFilter(step: Step): Promise<void> {
  const wished = step.resource.request.filterArn;
  const filter = step.state.filters.find(({ name }) => filterArn(step.scope, name) === wished);
  if (filter === undefined) return;
  const found = await step.personalize.describe('filter', String(wished));
  const status = found?.status ?? '';
  if (isActive(status)) return;
  const about = `filter '${filter.name}', which it names, is ${status === '' ? 'not there' : status}.`;
  const within = isFailed(status) ? REPLACED_WITHIN : CREATED_WITHIN;
  const mayCome = isPending(status) || step.now.getTime() - step.startedAt.getTime() < within;
  if (mayCome) throw new NotThereYet(about);
  throw new ResourceFailed(describeResource(step), about);
}
