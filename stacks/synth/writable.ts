import { accessSync, constants, mkdirSync } from 'node:fs';

/** A checkout or disk that cannot be written. */
export class UnwritableFolder extends Error {
  override readonly name = 'UnwritableFolder';

  constructor(folder: string) {
    super(
      `'${folder}' cannot be written, as in a read-only checkout. Synthesis keeps its files there: allow it, or work in a copy of the project.`,
    );
  }
}

/**
 * Creates the folder.
 * @throws UnwritableFolder before any work, as Node's errors for read-only disks have the wrong code
 */
export function requireWritable(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UnwritableFolder(folder);
  }
}
