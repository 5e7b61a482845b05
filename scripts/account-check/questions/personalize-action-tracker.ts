import { DeleteEventTrackerCommand, ListEventTrackersCommand } from '@aws-sdk/client-personalize';
import { ACTION_INTERACTIONS } from '../data';
import { dataset, datasetGroup } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeActionTracker: Question = {
  id: 'personalize-action-tracker',
  asks: 'whether ListEventTrackers shows the tracker that Personalize creates for action interactions, and whether this tracker can be deleted before its dataset',
  emulated: 'the tracker is shown (variant: it is not) and cannot be deleted before its dataset.',
  check: {
    creates: 'a dataset group with a dataset of action interactions',
    dollars: 0,
    expected: '1 shown; its deletion: ResourceInUseException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const datasetGroupArn = await datasetGroup(sandbox);
      await dataset(sandbox, datasetGroupArn, ACTION_INTERACTIONS);
      const { eventTrackers = [] } = await personalize.send(new ListEventTrackersCommand({ datasetGroupArn }));
      const [tracker] = eventTrackers;
      if (tracker === undefined) return 'none shown';
      const deletion = new DeleteEventTrackerCommand({ eventTrackerArn: tracker.eventTrackerArn });
      return `${eventTrackers.length} shown; its deletion: ${await resultOf(personalize.send(deletion))}`;
    },
  },
};
