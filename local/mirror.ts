import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { BATCH, isParameterFile, TRAIN } from '../aws/data-bucket-layout';
import type { Aws } from '../local-aws/core/aws';

/** A file of a folder with the layout of the data bucket. */
export interface MirroredFile {
  readonly key: string;
  readonly path: string;
}

/**
 * The files of a folder by their keys in the bucket, in upload order: data first, since the parameter files under `train/` start runs that
 * read it.
 */
export async function mirroredFiles(folder: string): Promise<readonly MirroredFile[]> {
  // Directory entries of Node.js 20.9 lack their folder (`parentPath` came with 20.12); paths include it.
  const paths = await readdir(folder, { recursive: true });
  const files = paths
    .map((path) => ({ path: join(folder, path), key: path.split(sep).join('/') }))
    .filter(({ path }) => statSync(path).isFile())
    .filter(({ key }) => key.startsWith(TRAIN) || key.startsWith(BATCH))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  return [...files.filter((file) => !isParameterFile(file)), ...files.filter(isParameterFile)];
}

/** Puts the files into the bucket, one after the other. */
export async function upload(aws: Aws, bucket: string, files: readonly MirroredFile[]): Promise<void> {
  for (const { key, path } of files) {
    await aws.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: await readFile(path) });
  }
}
