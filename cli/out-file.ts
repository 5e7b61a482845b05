import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { CliFailure } from './failure';

/**
 * Checks the path of `--out`. Called before a command does its work, which takes a while.
 * @throws CliFailure if the file's folder does not exist
 */
export function assertFolderExists(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new CliFailure(`--out ${file}: folder '${folder}' not found.`, 'Create it first.');
}
