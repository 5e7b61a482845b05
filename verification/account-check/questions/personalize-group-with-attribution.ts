import { DeleteDatasetGroupCommand } from '@aws-sdk/client-personalize';
import { datasetGroup, metricAttribution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeGroupWithAttribution: Question = {
  id: 'personalize-group-with-attribution',
  asks: 'whether a dataset group can be deleted while it has a metric attribution',
  emulated: 'no. `destroy` deletes it before.',
  check: {
    creates: 'a dataset group with a metric attribution',
    dollars: 0,
    expected: 'ResourceInUseException',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      await metricAttribution(sandbox, datasetGroupArn);
      return resultOf(sandbox.clients.personalize.send(new DeleteDatasetGroupCommand({ datasetGroupArn })));
    },
  },
};
