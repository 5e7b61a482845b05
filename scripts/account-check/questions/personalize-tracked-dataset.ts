import {
  CreateEventTrackerCommand,
  DeleteDatasetCommand,
  DescribeEventTrackerCommand,
} from '@aws-sdk/client-personalize';
import { INTERACTIONS } from '../data';
import { dataset, datasetGroup, ended } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeTrackedDataset: Question = {
  id: 'personalize-tracked-dataset',
  asks: 'which error refuses the deletion of the interactions dataset before its event tracker, and of the tracker of action interactions before its dataset',
  emulated: 'ResourceInUseException (variant: InvalidInputException).',
  check: {
    creates: 'a dataset group with a dataset and an event tracker',
    dollars: 0,
    expected: 'ResourceInUseException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const datasetGroupArn = await datasetGroup(sandbox);
      const datasetArn = await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      const { eventTrackerArn } = await personalize.send(
        new CreateEventTrackerCommand({ name: sandbox.name(), datasetGroupArn }),
      );
      await ended(sandbox, async () => {
        return (await personalize.send(new DescribeEventTrackerCommand({ eventTrackerArn }))).eventTracker;
      });
      return resultOf(personalize.send(new DeleteDatasetCommand({ datasetArn })));
    },
  },
};
