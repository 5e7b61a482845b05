import { CreateEventTrackerCommand } from '@aws-sdk/client-personalize';
import { INTERACTIONS } from '../data';
import { datasetGroup, pendingDataset, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeMissingDataset: Question = {
  id: 'personalize-missing-dataset',
  asks: 'when Personalize checks for required datasets (of a recipe: with the solution or its version; of an event tracker: at its creation or never), and whether they must be ACTIVE',
  emulated: 'with the version, and at the creation; ACTIVE. The product waits for that.',
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
