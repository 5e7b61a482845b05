import { ListDatasetImportJobsCommand } from '@aws-sdk/client-personalize';
import { datasetGroup } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeImportsOfNothing: Question = {
  id: 'personalize-imports-of-nothing',
  asks: 'whether ListDatasetImportJobs refuses a dataset that does not exist',
  emulated: 'no, it returns an empty list.',
  check: {
    creates: 'a dataset group',
    dollars: 0,
    expected: 'accepted',
    async ask(sandbox) {
      const group = await datasetGroup(sandbox);
      const datasetArn = `${group.replace(':dataset-group/', ':dataset/')}/INTERACTIONS`;
      return resultOf(sandbox.clients.personalize.send(new ListDatasetImportJobsCommand({ datasetArn })));
    },
  },
};
