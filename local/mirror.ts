import { statSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import type { Aws } from '../emulator/core/aws';
import { BATCH, DELETE, isParameterFile, TRAIN } from '../lib/aws/data-bucket-layout';
import { parseDuration } from '../lib/parameter-file/duration';

/** A file in a folder with the data bucket's layout. */
export interface MirroredFile {
  readonly key: string;
  readonly path: string;
}

/** Files that are uploaded together. */
export interface Delivery {
  /** Seconds of virtual time after the first delivery. */
  readonly after: number;
  readonly files: readonly MirroredFile[];
}

/**
 * Returns the deliveries of a folder, e.g. `my-data`. The first delivery has the folder's own files. Each later one has
 * the files of a folder beside it, whose name adds `@` and a time, e.g. `my-data@2d`.
 * @throws Error if the time of such a folder is not a duration
 */
export async function deliveries(folder: string): Promise<readonly Delivery[]> {
  const [parent, prefix] = [dirname(resolve(folder)), `${basename(resolve(folder))}@`];
  const later = (await readdir(parent)).filter((name) => name.startsWith(prefix));
  const folders = later.map((name) => ({ path: join(parent, name), after: secondsOf(name, prefix.length) }));
  return Promise.all(
    [{ path: folder, after: 0 }, ...folders.sort((one, other) => one.after - other.after)].map(
      async ({ path, after }) => ({ after, files: await mirroredFiles(path) }),
    ),
  );
}

function secondsOf(name: string, from: number): number {
  const seconds = parseDuration(name.slice(from));
  if (seconds === undefined)
    throw new Error(
      `The folder ${name} must end in a duration after '@', e.g. @2d or @36h: the time after which its files are uploaded.`,
    );
  return seconds;
}

/**
 * Returns the files of a folder with their keys in the bucket, in the order of upload. Data is first, because parameter
 * files under `train/` start runs that read the data. Lists of users to delete are last. Hidden files and folders are
 * left out.
 */
export async function mirroredFiles(folder: string): Promise<readonly MirroredFile[]> {
  // Reads paths, not directory entries: `parentPath` of an entry exists only since Node.js 20.12.
  const paths = await readdir(folder, { recursive: true });
  const files = paths
    .map((path) => ({ path: join(folder, path), key: path.split(sep).join('/') }))
    .filter(({ path }) => statSync(path).isFile())
    .filter(({ key }) => !/(?:^|\/)\./.test(key))
    .filter(({ key }) => [TRAIN, BATCH, DELETE].some((prefix) => key.startsWith(prefix)))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const data = files.filter((file) => !isParameterFile(file) && !isDeletion(file));
  return [...data, ...files.filter(isParameterFile), ...files.filter(isDeletion)];
}

/** True if the object names users to be deleted. */
export function isDeletion({ key }: { readonly key: string }): boolean {
  return key.startsWith(DELETE);
}

export async function upload(aws: Aws, bucket: string, files: readonly MirroredFile[]): Promise<void> {
  for (const { key, path } of files) {
    await aws.call('s3', 'PutObject', { Bucket: bucket, Key: key, Body: await readFile(path) });
  }
}
