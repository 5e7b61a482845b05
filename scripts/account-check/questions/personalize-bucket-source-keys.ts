import { bucket, folderOf, INTERACTIONS, interactionsCsv } from '../data';
import { dataset, datasetGroup, importEnd, startImport } from '../personalize';
import type { Question } from '../question';

export const personalizeBucketSourceKeys: Question = {
  id: 'personalize-bucket-source-keys',
  asks: 'whether Personalize sends `aws:SourceAccount` and `aws:SourceArn` when it accesses a bucket as the service principal',
  emulated: "no. The stack's bucket policies require both only if `personalize_source_conditions` is true.",
  check: {
    creates: 'a bucket, a dataset group with a dataset and an import',
    dollars: 0.1,
    expected: 'aws:SourceAccount: CREATE FAILED',
    async ask(sandbox) {
      const [Bucket, datasetArn] = [
        await bucket(sandbox, { condition: { Null: { 'aws:SourceAccount': 'false' } } }),
        await dataset(sandbox, await datasetGroup(sandbox), INTERACTIONS),
      ];
      const folder = await folderOf(sandbox, { 'interactions.csv': interactionsCsv() }, Bucket);
      const { status } = await importEnd(sandbox, await startImport(sandbox, datasetArn, folder));
      return `aws:SourceAccount: ${status}`;
    },
  },
};
