import { CreateDatasetGroupCommand } from '@aws-sdk/client-personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeMalformedInput: Question = {
  id: 'personalize-malformed-input',
  asks: 'with which error Personalize refuses input that violates a pattern of the API model',
  emulated: 'InvalidInputException.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected: 'InvalidInputException',
    async ask(sandbox) {
      const group = new CreateDatasetGroupCommand({ name: 'a name with spaces' });
      return resultOf(sandbox.clients.personalize.send(group));
    },
  },
};
