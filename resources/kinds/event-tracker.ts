import { differences } from '../differences';
import { groupArn } from '../step';
import { findByArn } from './find-by-arn';
import type { NamedKind } from './kind';
import { wishedMembers } from './wished-members';

/** A tracker's name is not part of its ARN, but a dataset group has at most one: it is found by its dataset group. */
export const eventTracker: NamedKind = {
  type: 'eventTracker',
  find: async (step) => {
    const [tracker] = await step.personalize.list('eventTracker', { datasetGroupArn: groupArn(step) });
    return tracker && findByArn(step, 'eventTracker', String(tracker.eventTrackerArn));
  },
  createRequest: async (step) => ({ ...step.resource.request, datasetGroupArn: groupArn(step) }),
  differences: async (step, { description }) => differences(wishedMembers(step), description),
  updatable: [],
  resolution:
    'A dataset group has one event tracker, which cannot be renamed: use its name in the file, or delete it (clients then need the new tracking id).',
};
