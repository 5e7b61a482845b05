import { datasetArn, eventTrackerArn } from '../../personalize/arn';
import type { Description, Personalize } from '../account/personalize-api';
import { inGroup, type Step } from '../step';
import { desiredMembers, differences } from './differences';
import { type FoundResource, findByArn, type NamedResource } from './resource-type';

export const eventTracker: NamedResource = {
  type: 'eventTracker',
  arnOf: ({ scope, resource }) => eventTrackerArn(scope, resource.name),
  find,
  neededDatasets: () => ['INTERACTIONS'],
  awaitsDatasets: true,
  createRequest: async (step) => ({ ...step.resource.request, ...inGroup(step) }),
  differences: async (step, { description }) => differences(desiredMembers(step), description),
  resolution:
    'A dataset group has one event tracker, which cannot be renamed: use its name in the file, or delete it (clients then need the new tracking id).',
};

/**
 * Finds the tracker by List, because the tracker's ARN does not follow from its name. A dataset group can have only one
 * tracker besides the tracker for its action interactions. So a tracker with another name is returned too, and is in
 * conflict.
 */
async function find(step: Step): Promise<FoundResource | undefined> {
  const trackers = await step.personalize.list('eventTracker', inGroup(step));
  const named = trackers.find(({ name }) => name === step.resource.name);
  if (named !== undefined) return findByArn(step, 'eventTracker', String(named.eventTrackerArn));
  const actions = datasetArn(step.scope, step.state.datasetGroup.name, 'ACTION_INTERACTIONS');
  for (const { eventTrackerArn } of trackers) {
    const other = await findByArn(step, 'eventTracker', String(eventTrackerArn));
    if (other !== undefined && !(await isActionTracker(step.personalize, actions, other.description))) return other;
  }
  return undefined;
}

/**
 * True for the event tracker that Personalize creates for a dataset of action interactions. This tracker has the dataset's
 * tracking id, and is created and deleted with the dataset (developer guide, "Finding the ID of your action interaction
 * event tracker", November 2026). It is unconfirmed whether ListEventTrackers shows this tracker:
 * `personalize-action-tracker` in docs/local-aws.md.
 * @param datasetArn ARN of the dataset of action interactions. The dataset may be missing
 */
export async function isActionTracker(
  personalize: Personalize,
  datasetArn: string,
  { trackingId }: Description,
): Promise<boolean> {
  const dataset = await personalize.describe('dataset', datasetArn);
  return dataset?.trackingId !== undefined && dataset.trackingId === trackingId;
}
