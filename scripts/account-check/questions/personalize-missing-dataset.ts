import { CreateEventTrackerCommand } from '@aws-sdk/client-personalize';
import { INTERACTIONS } from '../data';
import { datasetGroup, pendingDataset, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeMissingDataset: Question = {
  id: 'personalize-missing-dataset',
  asks: 'whether Personalize checks the datasets that a recipe needs for a new solution or only for its version, whether it checks the dataset of a new event tracker, and whether all of these must be ACTIVE',
  emulated: 'only for the version; yes; yes. The product waits until they are ACTIVE.',
  check: {
    creates: 'a dataset group, a solution, a dataset, perhaps an event tracker',
    dollars: 0,
    expected: 'solution: accepted; event tracker: InvalidInputException, early: ResourceInUseException',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      const ofSolution = await resultOf(solution(sandbox, datasetGroupArn, 'aws-user-personalization'));
      const create = () =>
        sandbox.clients.personalize.send(new CreateEventTrackerCommand({ name: sandbox.name(), datasetGroupArn }));
      const ofTracker = await resultOf(create());
      await pendingDataset(sandbox, datasetGroupArn, INTERACTIONS);
      const early = await resultOf(create());
      return `solution: ${ofSolution}; event tracker: ${ofTracker}, early: ${early}`;
    },
  },
};
