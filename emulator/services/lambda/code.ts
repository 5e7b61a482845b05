import { createHash } from 'node:crypto';
import { unzipSync } from 'fflate';
import type { Input } from '../../core/service';
import { invalidParameter } from './input';

/** Folder into which Lambda unpacks a function's code. */
export const TASK_ROOT = '/var/task';

/** Contents of files, by path relative to the task root, with `/` between folders. */
export type CodeFiles = ReadonlyMap<string, Uint8Array>;

/**
 * Reads a function's code from CreateFunction's `Code`: `ZipFile`, as bytes or as base64 text from the wire.
 * @throws ServiceError `InvalidParameterValueException`
 */
export function readCode(code: Input): CodeFiles {
  const { ZipFile: zipFile } = code;
  if (typeof zipFile === 'string') return unzip(Buffer.from(zipFile, 'base64'));
  if (zipFile instanceof Uint8Array) return unzip(zipFile);
  throw invalidParameter('Code must have a ZipFile.');
}

/**
 * Cache of unpacked archives, by SHA-256. Accounts with the same bundles share the unpacked files and their compiled
 * code.
 */
const unzipped = new Map<string, CodeFiles>();

function unzip(zip: Uint8Array): CodeFiles {
  const sha256 = createHash('sha256').update(zip).digest('hex');
  const files = unzipped.get(sha256) ?? unpack(zip);
  unzipped.set(sha256, files);
  return files;
}

function unpack(zip: Uint8Array): CodeFiles {
  try {
    return new Map(Object.entries(unzipSync(zip)).filter(([path]) => !path.endsWith('/')));
  } catch (error) {
    throw invalidParameter(
      `Could not unzip uploaded file: ${String(error)}. Please check your file, then try to upload again.`,
    );
  }
}
