import { type Stats, statSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { CliFailure } from './failure';

/** Error codes of links that have no target, lead to themselves, or lead through a file. */
const NOWHERE = new Set(['ENOENT', 'ELOOP', 'ENOTDIR']);

/** Node.js puts this character in place of bytes that are not UTF-8. */
const REPLACED = '\ufffd';

/** True if the path is a file, or a link to one. */
export function isFile(path: string): boolean {
  return target(path)?.isFile() ?? false;
}

/**
 * Sorted relative paths, with `/`, of all files below a folder; none if the folder does not exist. Hidden files and folders are left out.
 * Links are followed, unless they have no target, or lead to a parent folder.
 * @throws Error of the file system if a folder cannot be read
 * @throws CliFailure for a name that is not UTF-8, which Node.js cannot open
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await walk(folder, '', [])).sort();
}

async function walk(folder: string, prefix: string, above: readonly string[]): Promise<string[]> {
  if (!target(folder)?.isDirectory()) return [];
  const real = await realpath(folder);
  // A link to a parent folder would loop forever.
  if (above.some((walked) => `${walked}${sep}`.startsWith(`${real}${sep}`))) return [];
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    if (name.includes(REPLACED) && target(path) === undefined)
      throw new CliFailure(`'${path}' cannot be read: its name is not UTF-8.`, 'Rename it.');
    if (isFile(path)) found.push(`${prefix}${name}`);
    else found.push(...(await walk(path, `${prefix}${name}/`, [...above, real])));
  }
  return found;
}

function target(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (NOWHERE.has((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
