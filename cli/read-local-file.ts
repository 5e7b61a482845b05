import { createReadStream } from 'node:fs';
import { WrongUsage } from './failure';

/** Maximum number of bytes of a file that is read as a whole. A valid parameter file has at most 1 MiB. */
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Content of a JSON file on this machine.
 * @throws WrongUsage if there are more than 16 MiB, e.g. because the path is an endless device
 * @throws Error of the file system, with the path
 */
export async function readLocalFile(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of localBytes(path)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MAX_BYTES)
      throw new WrongUsage(`'${path}' is larger than 16 MiB: the command reads no larger JSON file.`);
  }
  return Buffer.concat(chunks);
}

/**
 * Bytes of a file on this machine.
 * @param start offset of the first byte
 * @throws Error of the file system, with the path
 */
export async function* localBytes(path: string, start = 0): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { start }) as AsyncIterable<Buffer>;
  } catch (error) {
    // Add the path to the error: errors that occur while a file is read do not name the file.
    throw Object.assign(error as Error, { path });
  }
}
