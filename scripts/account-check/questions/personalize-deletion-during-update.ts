import { DeleteDatasetCommand, UpdateDatasetCommand } from '@aws-sdk/client-personalize';
import { ITEMS } from '../data';
import { dataset, datasetGroup, schema } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeDeletionDuringUpdate: Question = {
  id: 'personalize-deletion-during-update',
  asks: 'whether a campaign, recommender, solution or dataset can be deleted during an update that its `status` does not show (the check asks only about a dataset)',
  emulated: 'no, ResourceInUseException.',
  check: {
    creates: 'a dataset group with a dataset and two schemas',
    dollars: 0,
    expected: 'ResourceInUseException',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const datasetArn = await dataset(sandbox, await datasetGroup(sandbox), ITEMS);
      const more = { name: 'STUDIO', type: ['null', 'string'], categorical: true };
      const schemaArn = await schema(sandbox, 'Items', [...ITEMS.fields, more]);
      await personalize.send(new UpdateDatasetCommand({ datasetArn, schemaArn }));
      return resultOf(personalize.send(new DeleteDatasetCommand({ datasetArn })));
    },
  },
};
