import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a new folder for each test, and removes it afterwards. Records what the command prints when it runs in this process. */
export function cliFolder() {
  const found = {
    path: '',
    /** Text of the standard output. */
    printed: '',
    /** Writes files by their paths in the folder. */
    write: (files: Readonly<Record<string, string>>): void => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(join(found.path, path, '..'), { recursive: true });
        writeFileSync(join(found.path, path), text);
      }
    },
  };
  beforeEach(() => {
    found.path = mkdtempSync(join(tmpdir(), 'cli-unit-tests-'));
    found.printed = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      found.printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(found.path, { recursive: true });
  });
  return found;
}
