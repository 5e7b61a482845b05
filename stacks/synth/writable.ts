import { accessSync, constants, mkdirSync } from 'node:fs';

/** Thrown for a folder that cannot be written. */
export class UnwritableFolder extends Error {
  override readonly name = 'UnwritableFolder';

  constructor(folder: string) {
    super(
      `Folder '${folder}' is not writable. Synthesis writes files to it. Make it writable, or work in a writable copy of the project.`,
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
