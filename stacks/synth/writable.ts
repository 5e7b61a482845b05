import { accessSync, constants, mkdirSync } from 'node:fs';

/** Thrown for a folder that cannot be written. */
export class UnwritableFolder extends Error {
  override readonly name = 'UnwritableFolder';

  constructor(folder: string) {
    super(
      `'${folder}' cannot be written, as in a read-only checkout. Synthesis writes files there. Make it writable, or work in a copy of the project.`,
    );
  }
}

/**
 * Creates the folder before any work begins.
 * @throws UnwritableFolder in place of Node's error, which has a misleading code for read-only disks
 */
export function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UnwritableFolder(folder);
  }
}
