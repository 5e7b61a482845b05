import { CreateDataDeletionJobCommand } from '@aws-sdk/client-personalize';
import { folderOf, INTERACTIONS, interactionsCsv, PERSONALIZE_ROLE } from '../data';
import { dataset, datasetGroup, importEnd, startImport } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeDeletionOverlap: Question = {
  id: 'personalize-deletion-overlap',
  asks: 'whether a data deletion job is refused while an import or a training is in progress in its dataset group',
  emulated: 'no (variant: ResourceInUseException).',
  check: {
    creates: 'a dataset group with a dataset, an import and a data deletion job',
    dollars: 0.1,
    expected: 'accepted',
    async ask(sandbox) {
      const datasetGroupArn = await datasetGroup(sandbox);
      const datasetArn = await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
      const users = await folderOf(sandbox, { 'users.csv': 'USER_ID\nu1\n' });
      const data = await folderOf(sandbox, { 'interactions.csv': interactionsCsv() });
      const job = await startImport(sandbox, datasetArn, data);
      const dataSource = { dataLocation: `${users}users.csv` };
      const input = { jobName: sandbox.name(), datasetGroupArn, dataSource, roleArn };
      const result = await resultOf(sandbox.clients.personalize.send(new CreateDataDeletionJobCommand(input)));
      await importEnd(sandbox, job);
      return result;
    },
  },
};
