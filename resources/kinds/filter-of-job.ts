import { filterArn } from '../../personalize/arn';
import { isActive, isPending } from '../../personalize/statuses';
import { NotThereYet, ResourceFailed } from '../errors';
import { describeResource, type Step } from '../step';

/** Milliseconds within which a filter of the same file is created for certain, even if it has to be deleted first. */
const CREATED_WITHIN = 15 * 60_000;

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
  const mayCome = isPending(status) || step.now.getTime() - step.startedAt.getTime() < CREATED_WITHIN;
  if (mayCome) throw new NotThereYet(about);
  throw new ResourceFailed(describeResource(step), about);
}
