import { CreateEventTrackerCommand } from '@aws-sdk/client-personalize';
import { INTERACTIONS } from '../data';
import { dataset, datasetGroup } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeSecondTracker: Question = {
  id: 'personalize-second-tracker',
  asks: 'which error refuses a second event tracker or metric attribution of a dataset group',
  emulated: 'ResourceAlreadyExistsException.',
  check: {
    creates: 'a dataset group with a dataset and an event tracker',
    dollars: 0,
    expected: 'ResourceAlreadyExistsException',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      const create = () =>
        sandbox.clients.personalize.send(new CreateEventTrackerCommand({ name: sandbox.name(), datasetGroupArn }));
      await create();
      return resultOf(create(), ['LimitExceededException']);
    },
  },
};
