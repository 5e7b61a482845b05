import { CreateDataDeletionJobCommand, DescribeDataDeletionJobCommand } from '@aws-sdk/client-personalize';
import { bucket, folderOf, INTERACTIONS, interactionsCsv, PERSONALIZE_ROLE } from '../data';
import { dataset, datasetGroup, importEnd, startImport } from '../personalize';
import type { Question } from '../question';

/** Uses a separate bucket for lists of users, encrypted with S3-managed keys, as the deployment does. */
export const personalizeDeletionBucket: Question = {
  id: 'personalize-deletion-bucket',
  asks: 'whether a data deletion job can read its csv from a bucket that is encrypted with S3-managed keys and lets Personalize only list and read',
  emulated: 'yes. A job takes up to a day, so the check may end without an answer.',
  check: {
    creates: 'a bucket, a dataset group with a dataset, an import and a data deletion job',
    dollars: 0.1,
    expected: 'COMPLETED: 30 records of one user',
    async ask(sandbox) {
      const { personalize } = sandbox.clients;
      const datasetGroupArn = await datasetGroup(sandbox);
      const datasetArn = await dataset(sandbox, datasetGroupArn, INTERACTIONS);
      const data = await folderOf(sandbox, { 'interactions.csv': interactionsCsv() });
      await importEnd(sandbox, await startImport(sandbox, datasetArn, data));
      const Bucket = await bucket(sandbox, { actions: ['s3:ListBucket', 's3:GetObject'] });
      const users = await folderOf(sandbox, { 'users.csv': 'USER_ID\nu1\n' }, Bucket);
      const roleArn = await sandbox.once('role of Personalize', (shared) => shared.role(PERSONALIZE_ROLE));
      const dataSource = { dataLocation: `${users}users.csv` };
      const input = { jobName: sandbox.name(), datasetGroupArn, dataSource, roleArn };
      const { dataDeletionJobArn } = await personalize.send(new CreateDataDeletionJobCommand(input));
      return sandbox.until(async () => {
        const { dataDeletionJob: job } = await personalize.send(
          new DescribeDataDeletionJobCommand({ dataDeletionJobArn }),
        );
        if (job?.status === 'COMPLETED') return `COMPLETED: ${job.numDeleted} records of one user`;
        return job?.status === 'FAILED' ? `FAILED: ${job.failureReason}` : undefined;
      });
    },
  },
};
