import { CreateEventTrackerCommand } from '@aws-sdk/client-personalize';
import { datasetGroup, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeMissingDataset: Question = {
  id: 'personalize-missing-dataset',
  asks: 'when Personalize checks for required datasets: of a recipe with the solution or its version; of an event tracker at its creation, or never',
  emulated: 'with the version, and at the creation.',
  check: {
    creates: 'a dataset group without datasets, a solution, perhaps an event tracker',
    dollars: 0,
    expected: 'solution: accepted; event tracker: InvalidInputException',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      const ofSolution = await resultOf(solution(sandbox, datasetGroupArn, 'aws-user-personalization'));
      const tracker = new CreateEventTrackerCommand({ name: sandbox.name(), datasetGroupArn });
      const ofTracker = await resultOf(sandbox.clients.personalize.send(tracker));
      return `solution: ${ofSolution}; event tracker: ${ofTracker}`;
    },
  },
};
