import type { DatasetType } from '../../../../lib/personalize/dataset-types';
import { schemaFields } from '../../../../lib/personalize/schema';
import type { Aws } from '../../../core/aws';
import { CreationFailure } from '../errors';
import { IMPORTED_INTERACTIONS } from '../limits';
import { Bucket, BucketDenied, type BucketUser, parseS3Path } from './bucket';
import { type KeptRows, readCsv } from './csv-file';
import { DatasetContents } from './dataset-contents';

export interface ImportOptions extends BucketUser {
  readonly datasetType: DatasetType;
  /** Avro schema, as JSON text. */
  readonly schema: string;
  /**
   * `s3://bucket/prefix`. The import reads all objects whose keys begin with the prefix, except empty objects and objects in sub-folders,
   * whose keys have a slash after the prefix.
   */
  readonly dataLocation: string;
  readonly kept?: KeptRows | undefined;
}

/**
 * Reads the data of a dataset import job.
 * @throws CreationFailure with the reason of the failure
 */
export async function importData(aws: Aws, options: ImportOptions): Promise<DatasetContents> {
  const path = parseS3Path(options.dataLocation);
  if (path === undefined) throw new CreationFailure('Invalid Data location.');
  const bucket = new Bucket(aws, path.bucket, options);
  try {
    const keys = (await bucket.keys(path.key)).filter((key) => isFirstLevel(path.key, key));
    if (keys.length === 0) {
      throw new CreationFailure(
        `Failed to create a data import job for ${options.datasetType} dataset. No objects found at ${options.dataLocation}.`,
      );
    }
    return await readAll(bucket, keys, options, aws.clock.now());
  } catch (error) {
    if (!(error instanceof BucketDenied)) throw error;
    throw new CreationFailure(
      `Failed to create a data import job for ${options.datasetType} dataset. Insufficient privileges for accessing data in Amazon S3. ${error.message}`,
    );
  }
}

/**
 * True for the key of an object that is not in a sub-folder: "Amazon Personalize uses only the files in the first level of your folder and
 * doesn't use the data in any sub folders." Source: developer guide, "Importing bulk data into Amazon Personalize with a dataset import
 * job", November 2026.
 */
function isFirstLevel(prefix: string, key: string): boolean {
  return !key.slice(prefix.length).includes('/');
}

async function readAll(
  bucket: Bucket,
  keys: readonly string[],
  { datasetType, schema, kept }: ImportOptions,
  at: number,
): Promise<DatasetContents> {
  const fields = schemaFields(schema);
  const contents = new DatasetContents();
  for (const key of keys) {
    const { body, etag } = await bucket.read(key);
    contents.absorb(readCsv(key, body, fields, at, kept));
    contents.sources.set(key, etag);
  }
  if (datasetType === 'INTERACTIONS' && contents.rows < IMPORTED_INTERACTIONS) {
    throw new CreationFailure(
      `Input CSV has ${contents.rows} interactions, an import of interactions needs at least ${IMPORTED_INTERACTIONS}.`,
    );
  }
  if (contents.rows === 0) throw new CreationFailure('Input CSV has no rows besides its header.');
  return contents;
}
