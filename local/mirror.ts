import type { Stats } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
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
 * Returns the deliveries of a folder, e.g. `my-data`. The first delivery has the folder's own files. Each later
 * delivery has the files of a sibling folder. The name of a sibling folder is the folder's name with `@` and a time,
 * e.g. `my-data@2d`.
 * @throws Error if the time in a sibling folder's name is not a duration
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
 * files under `train/` start runs that read the data. Lists of users to delete are last. Files outside of `train/`,
 * `batch/` and `delete/` are left out, and so are hidden files and folders.
 * @throws Error that names a link which cannot be followed
 */
export async function mirroredFiles(folder: string): Promise<readonly MirroredFile[]> {
  const files = [...(await filesBelow(folder))].sort((one, other) => (one.key < other.key ? -1 : 1));
  const data = files.filter((file) => !isParameterFile(file) && !isDeletion(file));
  return [...data, ...files.filter(isParameterFile), ...files.filter(isDeletion)];
}

/**
 * Returns the files of a folder and of the folders below it, with their keys.
 * @param prefix beginning of the keys
 * @param parents real paths of the folders above
 */
async function filesBelow(folder: string, prefix = '', parents: readonly string[] = []): Promise<MirroredFile[]> {
  const real = await realpath(folder);
  if (parents.some((parent) => `${parent}${sep}`.startsWith(`${real}${sep}`)))
    throw new Error(`${folder} is a link to a folder above it: remove the link, or link the files that you need.`);
  const found: MirroredFile[] = [];
  for (const name of await readdir(folder)) {
    const file = { key: `${prefix}${name}`, path: join(folder, name) };
    const isUploaded = [TRAIN, BATCH, DELETE].some((root) => `${file.key}/`.startsWith(root));
    if (!isUploaded || name.startsWith('.')) continue;
    const target = await targetOf(file.path);
    if (target.isDirectory()) found.push(...(await filesBelow(file.path, `${file.key}/`, [...parents, real])));
    // A file named `train` is left out, because its key is not below `train/`.
    else if (target.isFile() && prefix !== '') found.push(file);
  }
  return found;
}

async function targetOf(path: string): Promise<Stats> {
  return stat(path).catch(({ code }: NodeJS.ErrnoException) => {
    throw new Error(
      `${path} cannot be read (${code}): remove it, or if it is a link, point it to an existing file or folder.`,
    );
  });
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
