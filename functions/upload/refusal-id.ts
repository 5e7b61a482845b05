import { createHash } from 'node:crypto';
import type { FileReference } from '../../record-table/file-reference';

/** Id of a refusal, which has no execution: the same for the same object version. */
export function refusalId({ key, versionId }: FileReference): string {
  return createHash('sha256').update(`${key}\n${versionId}`).digest('hex').slice(0, 16);
}
