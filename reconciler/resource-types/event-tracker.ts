import { datasetArn } from '../../personalize/arn';
import { isActionTracker } from '../action-tracker';
import { differences } from '../differences';
import { groupArn, type Step } from '../step';
import { desiredMembers } from './desired-members';
import { findByArn } from './find-by-arn';
import type { Found, NamedResource } from './resource-type';

export const eventTracker: NamedResource = {
  type: 'eventTracker',
  find,
  neededDatasets: () => ['INTERACTIONS'],
  createRequest: async (step) => ({ ...step.resource.request, datasetGroupArn: groupArn(step) }),
  differences: async (step, { description }) => differences(desiredMembers(step), description),
  updatable: [],
  resolution:
    'A dataset group has one event tracker, which cannot be renamed: use its name in the file, or delete it (clients then need the new tracking id).',
};

/** A tracker's name is not part of its ARN. A dataset group has one tracker, beside that of its action interactions: one of another name is in conflict. */
async function find(step: Step): Promise<Found | undefined> {
  const trackers = await step.personalize.list('eventTracker', { datasetGroupArn: groupArn(step) });
  const named = trackers.find(({ name }) => name === step.resource.name);
  if (named !== undefined) return findByArn(step, 'eventTracker', String(named.eventTrackerArn));
  const actions = datasetArn(step.scope, step.state.datasetGroup.name, 'ACTION_INTERACTIONS');
  for (const { eventTrackerArn } of trackers) {
    const other = await findByArn(step, 'eventTracker', String(eventTrackerArn));
    if (other === undefined || (await isActionTracker(step.personalize, actions, other.description)))
      continue;
    return other;
  }
  return undefined;
}
