import type { DataLocation } from '../../aws/data-bucket';
import type { Step } from '../step';
import { ownDatasetArn } from './dataset';
import { fingerprint } from './job-name';

type Place = Pick<Step, 'state' | 'resource' | 'scope'>;

/** Everything that identifies an import of the step's dataset, including its data. */
export function importContent(
  step: Place,
  { uri, contents }: DataLocation,
  importMode: unknown = step.resource.request.importMode,
) {
  return [ownDatasetArn(step), importMode, uri, contents];
}

/**
 * Fingerprints of imports of the data in both import modes, because an earlier parameter file may have had the other
 * mode.
 */
export function importFingerprints(step: Place, data: DataLocation): readonly string[] {
  return ['FULL', 'INCREMENTAL'].map((importMode) => fingerprint(importContent(step, data, importMode)));
}
