import type { ResourceType } from '../../personalize/resource-types';
import { DataHeld } from '../errors';
import type { Step } from '../step';

/** Types that read the group's data without the lock on the data. Their work may take hours, and the lock would block imports for all this time. */
const READERS: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'recommender',
  'batchInferenceJob',
  'batchSegmentJob',
]);

/** @throws DataHeld if the step is about to begin work on data from which users are being deleted */
export async function assertNotHeld({ resource, state, now, dataHolds }: Step): Promise<void> {
  if (READERS.has(resource.type) && (await dataHolds.isHeld(state.datasetGroup.name, now))) throw new DataHeld();
}
