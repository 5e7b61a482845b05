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
 * Finds the tracker in a list, because its ARN does not follow from its name. A dataset group has one tracker besides the one for its
 * action interactions, so a tracker of another name is in conflict.
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
 * True for the event tracker that Personalize creates for a dataset of action interactions. It takes events under the dataset's own
 * tracking id, and comes and goes with the dataset. (Developer guide, "Finding the ID of your action interaction event tracker", November
 * 2026; whether ListEventTrackers shows it: `personalize-action-tracker` in docs/local-aws.md.)
 * @param datasetArn ARN of the dataset of action interactions, which need not exist
 */
export async function isActionTracker(
  personalize: Personalize,
  datasetArn: string,
  { trackingId }: Description,
): Promise<boolean> {
  const dataset = await personalize.describe('dataset', datasetArn);
  return dataset?.trackingId !== undefined && dataset.trackingId === trackingId;
}
