import { DescribeSolutionCommand } from '@aws-sdk/client-personalize';
import { datasetGroup, solution } from '../personalize';
import type { Question } from '../question';

export const personalizeIncrementalUpdate: Question = {
  id: 'personalize-incremental-update',
  asks: 'the `performIncrementalUpdate` that DescribeSolution shows if the recipe supports no incremental updates',
  emulated: 'false (variant: true, the default in the API reference).',
  check: {
    creates: 'a dataset group with a solution',
    dollars: 0,
    expected: 'false',
    async ask(sandbox) {
      const solutionArn = await solution(sandbox, await datasetGroup(sandbox), 'aws-user-personalization');
      const described = await sandbox.clients.personalize.send(new DescribeSolutionCommand({ solutionArn }));
      return String(described.solution?.performIncrementalUpdate);
    },
  },
};
