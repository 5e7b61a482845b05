import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The lock file of the packages that the project requires, and the lock file of the packages that npm (7 or later) has
 * installed. The two may differ between a `git pull` and the next install.
 */
const LOCK_FILES = ['package-lock.json', 'node_modules/.package-lock.json'];

/** A text that only changes with the packages below the folder. */
export function installedPackages(folder: string): string {
  const paths = LOCK_FILES.map((path) => join(folder, path));
  return JSON.stringify(paths.map((path) => (existsSync(path) ? readFileSync(path, 'utf8') : '')));
}
