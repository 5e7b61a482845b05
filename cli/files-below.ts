import { lstatSync, type Stats, statSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CliFailure } from './failure';

/** Error codes of paths and links that have no target, lead to themselves, or lead through a file. */
const NOWHERE = new Set(['ENOENT', 'ELOOP', 'ENOTDIR']);

/** Names of the files that the command reads in folders: parameter files, csv, and input of batch jobs. */
const READ = /\.(?:json|csv)$/;

/** Node.js puts this character in place of bytes that are not UTF-8. */
const REPLACED = '\ufffd';

/** True if the path is a file, or a link to a file. */
export function isFile(path: string): boolean {
  return target(path)?.isFile() ?? false;
}

/**
 * True if the path is a file, or a link to a file; false if nothing exists at the path.
 * @throws CliFailure if something else is at the path, such as a folder. Without this error, rows would be missing
 * without a message
 */
export function hasFile(path: string): boolean {
  if (isFile(path)) return true;
  const what = whatIs(path);
  if (what === undefined) return false;
  throw new CliFailure(
    `'${path}' must be a file, but is ${what}.`,
    'Replace it with a file, rename it, or move it away.',
  );
}

/** Describes what is at a path that is not a file. Undefined if nothing is at the path. */
function whatIs(path: string): string | undefined {
  const entry = target(path) ?? unlessNowhere(() => lstatSync(path, { throwIfNoEntry: false }));
  if (entry === undefined) return undefined;
  if (entry.isSymbolicLink()) return 'a link that leads nowhere';
  return entry.isDirectory() ? 'a folder' : 'a pipe or device';
}

/**
 * Sorted relative paths, with `/`, of all files below a folder; none if the folder does not exist. Hidden files and
 * folders are left out. Links are followed. Left out are links to a parent folder and links without a target, except
 * links with the name of a parameter file or csv (see below).
 * @throws Error of the file system if a folder cannot be read
 * @throws CliFailure if a name is not UTF-8, because Node.js cannot open such a file
 * @throws CliFailure if an entry has the name of a parameter file or csv but is not a file, or if the folder is a link
 * that leads nowhere
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  if (target(folder) === undefined && whatIs(folder) !== undefined)
    throw new CliFailure(`'${folder}' is a link that leads nowhere.`, 'Replace it with a folder, or remove it.');
  return (await walk(folder, '', [])).sort();
}

async function walk(folder: string, prefix: string, above: readonly string[]): Promise<string[]> {
  if (!target(folder)?.isDirectory()) return [];
  const real = await realpath(folder);
  // Do not follow a link to a parent folder: the walk would never end.
  if (above.some((walked) => `${walked}${sep}`.startsWith(`${real}${sep}`))) return [];
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    if (name.includes(REPLACED) && target(path) === undefined)
      throw new CliFailure(`'${path}' cannot be read: its name is not UTF-8.`, 'Rename it.');
    if (READ.test(name) ? hasFile(path) : isFile(path)) found.push(`${prefix}${name}`);
    else found.push(...(await walk(path, `${prefix}${name}/`, [...above, real])));
  }
  return found;
}

/** The entry to which a path leads, through links if necessary. Undefined if the path leads nowhere. */
function target(path: string): Stats | undefined {
  return unlessNowhere(() => statSync(path, { throwIfNoEntry: false }));
}

function unlessNowhere(read: () => Stats | undefined): Stats | undefined {
  try {
    return read();
  } catch (error) {
    if (NOWHERE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
