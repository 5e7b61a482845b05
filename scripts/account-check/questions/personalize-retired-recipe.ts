import { datasetGroup, solution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeRetiredRecipe: Question = {
  id: 'personalize-retired-recipe',
  asks: 'how Personalize refuses a retired recipe',
  emulated:
    'InvalidInputException for a new solution, and for a new version of an existing one; existing versions and campaigns keep working.',
  check: {
    creates: 'a dataset group',
    dollars: 0,
    expected: 'InvalidInputException',
    async ask(sandbox) {
      return resultOf(solution(sandbox, await datasetGroup(sandbox), 'aws-hrnn'));
    },
  },
};
