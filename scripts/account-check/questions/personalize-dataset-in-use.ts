import { UpdateDatasetCommand } from '@aws-sdk/client-personalize';
import { folderOf, ITEMS, itemsCsv } from '../data';
import { dataset, datasetGroup, schema, startImport } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeDatasetInUse: Question = {
  id: 'personalize-dataset-in-use',
  asks: 'whether UpdateDataset is refused during an import into the dataset',
  emulated: 'no (variant: ResourceInUseException).',
  check: {
    creates: 'a dataset group with a dataset, two schemas and an import',
    dollars: 0.1,
    expected: 'accepted',
    async ask(sandbox) {
      const datasetArn = await dataset(sandbox, await datasetGroup(sandbox), ITEMS);
      const more = { name: 'STUDIO', type: ['null', 'string'], categorical: true };
      const schemaArn = await schema(sandbox, 'Items', [...ITEMS.fields, more]);
      const folder = await folderOf(sandbox, { 'items.csv': itemsCsv() });
      await startImport(sandbox, datasetArn, folder);
      return resultOf(sandbox.clients.personalize.send(new UpdateDatasetCommand({ datasetArn, schemaArn })));
    },
  },
};
