import { schemaFields } from '../../../../lib/personalize/schema';
import type { Aws } from '../../../core/aws';
import { CreationFailure } from '../errors';
import { DELETION_BYTES } from '../limits';
import { Bucket, BucketDenied, type BucketUser, parseS3Path } from './bucket';
import { readCsv } from './csv-file';
import { DatasetContents } from './dataset-contents';

const FIELDS = schemaFields(
  JSON.stringify({ type: 'record', name: 'Users', fields: [{ name: 'USER_ID', type: 'string' }] }),
);

/**
 * Reads the csv files of a data deletion job: one file, or "all files with the .csv file extension in the folder and
 * any sub folder". The bucket must not be encrypted with a customer managed key: "You can't use your own AWS Key
 * Management Service key". The emulator refuses a bucket or a csv file that is encrypted with any KMS key.
 * Source: developer guide, "Deleting users", November 2026.
 * @throws CreationFailure with a message of the emulator, because AWS documents no messages
 */
export async function usersToDelete(aws: Aws, dataLocation: string, user: BucketUser): Promise<DatasetContents> {
  const path = parseS3Path(dataLocation);
  if (path === undefined) throw new CreationFailure('Invalid Data location.');
  const bucket = new Bucket(aws, path.bucket, user);
  const contents = new DatasetContents();
  let bytes = 0;
  if (await bucket.defaultsToKmsKey())
    throw new CreationFailure(`The bucket ${path.bucket} is encrypted with a KMS key.`);
  try {
    const keys = (await bucket.keys(path.key)).filter((key) => key.endsWith('.csv'));
    if (keys.length === 0) throw new CreationFailure(`No csv files found at ${dataLocation}.`);
    for (const key of keys) {
      const { body, etag, encryption } = await bucket.read(key);
      if (encryption === 'aws:kms') throw new CreationFailure(`${key} is encrypted with a KMS key.`);
      bytes += body.length;
      if (bytes > DELETION_BYTES) throw new CreationFailure(`The input has more than ${DELETION_BYTES} bytes.`);
      contents.absorb(readCsv(key, body, FIELDS, aws.clock.now()));
      contents.sources.set(key, etag);
    }
  } catch (error) {
    if (!(error instanceof BucketDenied)) throw error;
    throw new CreationFailure(`Insufficient privileges for accessing data in Amazon S3. ${error.message}`);
  }
  return contents;
}
