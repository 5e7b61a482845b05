import type { DataLocation } from '../../aws/data-bucket';
import type { Step } from '../step';
import { ownDatasetArn } from './dataset';
import { fingerprint } from './job-name';

type Place = Pick<Step, 'state' | 'resource' | 'scope'>;

/** Values that identify an import into the step's dataset, including the data that it reads. */
export function importContent(
  step: Place,
  { uri, contents }: DataLocation,
  importMode: unknown = step.resource.request.importMode,
) {
  return [ownDatasetArn(step), importMode, uri, contents];
}

/**
 * Fingerprints of imports of the data, one for each import mode. Both modes are needed, because an earlier parameter file
 * may have had the other mode.
 */
export function importFingerprints(step: Place, data: DataLocation): readonly string[] {
  return ['FULL', 'INCREMENTAL'].map((importMode) => fingerprint(importContent(step, data, importMode)));
}
