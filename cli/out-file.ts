import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { WrongUsage } from './failure';

/**
 * Checks the path of `--out`. Called before a command does its work, which takes a while.
 * @throws WrongUsage if the file's folder does not exist
 */
export function assertFolderExists(file: string): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new WrongUsage(`--out ${file}: folder '${folder}' not found.`, 'Create it first.');
}
