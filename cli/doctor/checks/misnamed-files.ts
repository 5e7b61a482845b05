import { paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { DELETE, isMisnamed, TRAIN } from '../../../lib/aws/data-bucket-layout';
import { plural, printable } from '../../../lib/text/format';
import type { Check, CheckFinding } from '../check';

export const misnamedFiles: Check = {
  name: 'names of files',
  async examine({ s3, names: { dataBucket } }) {
    const findings: CheckFinding[] = [];
    let count = 0;
    for (const Prefix of [TRAIN, DELETE])
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: dataBucket, Prefix })) {
        count += Contents.length;
        for (const { Key = '' } of Contents)
          if (isMisnamed(Key))
            findings.push({
              problem: `s3://${dataBucket}/${printable(Key)} starts nothing: its name does not end in ${Prefix === TRAIN ? '.json' : '.csv'}.`,
              todo: 'Upload it under the right name, and delete this object.',
            });
      }
    return { detail: `${plural(count, 'object')} in ${TRAIN} and ${DELETE}`, findings };
  },
};
