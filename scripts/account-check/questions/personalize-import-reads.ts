import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { folderOf, INTERACTIONS, interactionsCsv } from '../data';
import { dataset, datasetGroup, importEnd, startImport } from '../personalize';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const personalizeImportReads: Question = {
  id: 'personalize-import-reads',
  asks: 'when an import or batch job reads its objects, whether a dataset can have two imports at once, and which of them counts',
  emulated: 'at its end (variant: an import at its beginning); yes; the one that ends last.',
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
