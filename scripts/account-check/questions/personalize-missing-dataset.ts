import { CreateEventTrackerCommand } from '@aws-sdk/client-personalize';
import { INTERACTIONS } from '../data';
import { datasetGroup, pendingDataset, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeMissingDataset: Question = {
  id: 'personalize-missing-dataset',
  asks: 'whether CreateSolution checks the datasets that the recipe needs, or only CreateSolutionVersion does; whether CreateEventTracker checks the dataset of interactions; and whether these datasets must be ACTIVE',
  emulated:
    'CreateSolution does not, CreateSolutionVersion does; CreateEventTracker does; the datasets must be ACTIVE. The product waits until they are.',
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
