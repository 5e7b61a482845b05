import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A folder with what `build` writes, the same for all test files of one run of Jest: the first that needs it builds it. Tests only read it.
 * @param build must write the same whenever it runs, and no path of its folder
 * @returns absolute path
 * @throws Error outside of Jest, whose `global-setup.ts` makes the folder above
 */
export function builtOnce(name: string, build: (folder: string) => void): string {
  const all = process.env.TEST_BUILDS_FOLDER;
  if (all === undefined)
    throw new Error('TEST_BUILDS_FOLDER is not set: run tests by Jest, with the configuration of this project.');
  const folder = join(all, name);
  if (existsSync(folder)) return folder;
  // There as a whole or not at all: two workers of Jest may build at once, and the first one wins.
  const unfinished = mkdtempSync(`${folder}-`);
  build(unfinished);
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true });
  }
  return folder;
}
