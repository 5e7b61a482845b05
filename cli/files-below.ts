import { type Stats, statSync } from 'node:fs';
import { readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What a link that leads nowhere answers with, or only to itself, or through a file. */
const NOWHERE = new Set(['ENOENT', 'ELOOP', 'ENOTDIR']);

/** Whether there is a file, or a link to one. */
export function isFile(path: string): boolean {
  return target(path)?.isFile() ?? false;
}

/**
 * The files in a folder and all those below it, links followed, as paths relative to it with `/`, in order; none if there is no
 * such folder. Links that lead nowhere, or to a folder above, are left out.
 * @throws Error of the file system if a folder may not be read
 */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  return (await walk(folder, '', [])).sort();
}

async function walk(folder: string, prefix: string, above: readonly string[]): Promise<string[]> {
  if (!target(folder)?.isDirectory()) return [];
  const real = await realpath(folder);
  // A link to a folder in which the walk is already would lead around for ever.
  if (above.some((walked) => `${walked}${sep}`.startsWith(`${real}${sep}`))) return [];
  const found: string[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
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
