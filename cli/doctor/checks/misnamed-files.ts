import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { DELETE, isMisnamed, TRAIN } from '../../../lib/aws/data-bucket-layout';
import { plural, printable } from '../../../lib/text/format';
import type { Check } from '../check';

/** Maximum number of objects that the findings name. */
const MAX_NAMED = 10;

export const misnamedFiles: Check = {
  name: 'names of files',
  async examine({ s3, names: { dataBucket } }) {
    const misnamed: string[] = [];
    let count = 0;
    for (const Prefix of [TRAIN, DELETE])
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: dataBucket, Prefix })) {
        count += Contents.length;
        misnamed.push(...Contents.flatMap(({ Key = '' }) => (isMisnamed(Key) ? [Key] : [])));
      }
    return {
      detail: `${plural(count, 'object')} in ${TRAIN} and ${DELETE}, ${misnamed.length} with a misspelled ending`,
      findings: misnamed.slice(0, MAX_NAMED).map((key) => ({
        problem: `s3://${dataBucket}/${printable(key)} starts nothing: its name does not end in ${key.startsWith(TRAIN) ? '.json' : '.csv'}.`,
        todo: 'Upload it under the right name, and delete this object.',
      })),
    };
  },
};
