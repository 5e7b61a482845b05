import { rmSync } from 'node:fs';

function globalTeardown(): void {
  const folder = process.env.TEST_BUILDS_FOLDER;
  if (folder !== undefined) rmSync(folder, { recursive: true });
}

export = globalTeardown;
