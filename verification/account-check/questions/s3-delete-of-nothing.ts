import { DeleteObjectCommand } from '@aws-sdk/client-s3';
import { bucket } from '../data';
import type { Question } from '../question';
import { resultOf } from '../sandbox';

export const s3DeleteOfNothing: Question = {
  id: 's3-delete-of-nothing',
  asks: 'whether DeleteObject with If-Match on a key that does not exist fails with 412',
  emulated: 'yes.',
  check: {
    creates: 'nothing',
    dollars: 0,
    expected: 'PreconditionFailed',
    async ask(sandbox) {
      const Bucket = await sandbox.once('bucket', (shared) => bucket(shared));
      const deletion = new DeleteObjectCommand({
        Bucket,
        Key: 'nothing',
        IfMatch: '"d41d8cd98f00b204e9800998ecf8427e"',
      });
      return resultOf(sandbox.clients.s3.send(deletion));
    },
  },
};
