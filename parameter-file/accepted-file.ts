import { checkFile, type Validation } from './check-file';
import { checkShape } from './structure';

/**
 * Reads a parameter file that was found valid before, maybe by another release: checks only that it has the shape which
 * this release turns into a desired state. What its values may be was a matter of accepting it, and is one of Personalize.
 * A tenth of the code of `validateParameterFile`. Never throws, whatever the bytes.
 */
export function readAcceptedFile(content: string | Uint8Array): Validation {
  return checkFile(content, checkShape);
}
