import type { DataLocation } from '../../aws/data-bucket';
import type { Step } from '../step';
import { ownDatasetArn } from './dataset';

/** Everything that identifies an import of the step's dataset, including its data. */
export function importContent(step: Pick<Step, 'state' | 'resource' | 'scope'>, { uri, contents }: DataLocation) {
  return [ownDatasetArn(step), step.resource.request.importMode, uri, contents];
}
