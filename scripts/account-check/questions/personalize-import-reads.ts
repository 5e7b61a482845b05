import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { folderOf, INTERACTIONS, interactionsCsv } from '../data';
import { dataset, datasetGroup, importEnd, startImport } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeImportReads: Question = {
  id: 'personalize-import-reads',
  asks: 'whether an import or batch job reads its objects at its beginning or at its end, whether a dataset can have two imports at once, and which of the two imports then decides what the dataset holds',
  emulated:
    'jobs read at their end (variant: imports read at their beginning); two imports are possible, and the import that ends last decides.',
  check: {
    creates: 'a dataset group with a dataset and two imports',
    dollars: 0.1,
    expected: 'a second import: accepted; the first, whose data is gone: CREATE FAILED',
    async ask(sandbox) {
      const datasetArn = await dataset(sandbox, await datasetGroup(sandbox), INTERACTIONS);
      const objects = { 'interactions.csv': interactionsCsv() };
      const [first, second] = [await folderOf(sandbox, objects), await folderOf(sandbox, objects)];
      const job = await startImport(sandbox, datasetArn, first);
      const { host: Bucket, pathname } = new URL(first);
      const Key = `${pathname.slice(1)}interactions.csv`;
      await sandbox.clients.s3.send(new DeleteObjectCommand({ Bucket, Key }));
      const ofSecond = await resultOf(startImport(sandbox, datasetArn, second));
      const { status } = await importEnd(sandbox, job);
      return `a second import: ${ofSecond}; the first, whose data is gone: ${status}`;
    },
  },
};
