import { existsSync } from 'node:fs';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WrongUsage } from './failure';
import { hasFile } from './files-below';

/**
 * Checks the path of `--out`. Called before the command does its work, so that a wrong path is reported at once.
 * @throws WrongUsage if the file's folder does not exist
 * @throws CliFailure if the path has something other than a file
 */
export function assertOutFile(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new WrongUsage(`--out ${file}: folder '${folder}' not found.`, 'Create it first.');
  // The path may have a file or nothing. For anything else, `hasFile` throws an error.
  hasFile(file);
}

/**
 * Writes a text file. If the file cannot be written, for example because the disk is full, an existing file keeps its
 * content, and no new file remains. Follows links.
 * @throws Error of the file system, with the path
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  const isNew = !existsSync(path);
  const target = isNew ? path : await realpath(path);
  const mode = isNew ? 0o666 : (await stat(target)).mode & 0o777;
  // The unfinished file is hidden, because the command does not read hidden files.
  const unfinished = join(dirname(target), `.personalize-mlops-${process.pid}.tmp`);
  try {
    await writeFile(unfinished, text, { mode, flush: true });
    await rename(unfinished, target);
  } catch (error) {
    await rm(unfinished, { force: true });
    // Add the path to the error: some errors name no file, and others name the unfinished file.
    throw Object.assign(error as Error, { path });
  }
}
