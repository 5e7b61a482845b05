import { DescribeDatasetImportJobCommand } from '@aws-sdk/client-personalize';
import { folderOf, INTERACTIONS, interactionsCsv } from '../data';
import { dataset, datasetGroup, ended, startImport } from '../personalize';
import type { Question } from '../question';

export const personalizeLastUpdate: Question = {
  id: 'personalize-last-update',
  asks: 'whether `lastUpdatedDateTime` of a finished job is the time of its end',
  emulated: 'yes. The product takes this time as the end of the job, for example for `maxAge`.',
  check: {
    creates: 'a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'later than during the job',
    async ask(sandbox) {
      const datasetArn = await dataset(sandbox, await datasetGroup(sandbox), INTERACTIONS);
      const folder = await folderOf(sandbox, { 'interactions.csv': interactionsCsv() });
      const datasetImportJobArn = await startImport(sandbox, datasetArn, folder);
      const updates: number[] = [];
      await ended(sandbox, async () => {
        const command = new DescribeDatasetImportJobCommand({ datasetImportJobArn });
        const { datasetImportJob } = await sandbox.clients.personalize.send(command);
        updates.push(datasetImportJob?.lastUpdatedDateTime?.getTime() ?? 0);
        return datasetImportJob;
      });
      const [end = 0, before = end] = updates.toReversed();
      return end > before ? 'later than during the job' : 'the same as during the job';
    },
  },
};
