import { CreateFilterCommand, DescribeFilterCommand } from '@aws-sdk/client-personalize';
import { ended, resultOfBatchJob, trainable } from '../personalize';
import type { Question } from '../question';

export const personalizeFilterRecipe: Question = {
  id: 'personalize-filter-recipe',
  asks: 'whether a batch job is refused at creation if its recipe does not support its filter',
  emulated: 'yes, InvalidInputException.',
  check: {
    creates: 'a filter on the shared dataset group, perhaps a batch inference job',
    dollars: 0.2,
    expected: 'InvalidInputException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const filterExpression = 'EXCLUDE ItemID WHERE Items.GENRE IN CurrentItem.GENRE';
      const datasetGroupArn = await trainable(sandbox);
      const { filterArn } = await personalize.send(
        new CreateFilterCommand({ name: sandbox.name(), datasetGroupArn, filterExpression }),
      );
      await ended(sandbox, async () => (await personalize.send(new DescribeFilterCommand({ filterArn }))).filter);
      return resultOfBatchJob(sandbox, { filterArn });
    },
  },
};
