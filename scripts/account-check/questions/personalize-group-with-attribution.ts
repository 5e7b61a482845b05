import { DeleteDatasetGroupCommand } from '@aws-sdk/client-personalize';
import { datasetGroup, metricAttribution } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeGroupWithAttribution: Question = {
  id: 'personalize-group-with-attribution',
  asks: 'whether a dataset group with a metric attribution can be deleted',
  emulated: 'no, ResourceInUseException.',
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
