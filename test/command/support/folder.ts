import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { dataOf, parameterFileOf, type Sample } from '../../support/sample';

/**
 * Returns a function that creates folders of data, as on a user's machine. These folders are removed after all tests of the test
 * file.
 */
export function folders() {
  const made: string[] = [];
  afterAll(async () => {
    for (const folder of made) await rm(folder, { recursive: true });
  });
  /** Creates a folder with the data bucket's layout, which contains the csv and parameter files of the given samples. */
  return async (...files: readonly Sample[]): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'data-'));
    made.push(folder);
    for (const file of files) await writeSample(folder, file);
    return folder;
  };
}

async function writeSample(folder: string, file: Sample): Promise<void> {
  for (const [key, text] of Object.entries({ ...dataOf(file), ...parameterFileOf(file) })) {
    await mkdir(dirname(join(folder, key)), { recursive: true });
    await writeFile(join(folder, key), text);
  }
}
