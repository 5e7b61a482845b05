import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns a folder with the output of `build`. All test files of one run of Jest share the folder. The first test file
 * that needs the output builds it. Tests must only read the folder.
 * @param build writes the output. It must always write the same, and no file may contain the path of the folder
 * @returns absolute path
 * @throws Error outside of Jest, whose `global-setup.ts` makes the parent folder
 */
export function builtOnce(name: string, build: (folder: string) => void): string {
  const all = process.env.TEST_BUILDS_FOLDER;
  if (all === undefined)
    throw new Error('TEST_BUILDS_FOLDER is not set: run tests by Jest, with the configuration of this project.');
  const folder = join(all, name);
  if (existsSync(folder)) return folder;
  // The folder appears as a whole: two workers of Jest may build at once, and the first one wins.
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
