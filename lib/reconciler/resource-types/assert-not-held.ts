import type { ResourceType } from '../../personalize/resource-types';
import { DataHeld } from '../errors';
import type { Step } from '../step';

/** Types that read the data of their group, and of which no step holds the lock on the data: its start would wait for filters, or for hours. */
const READERS: ReadonlySet<ResourceType> = new Set<ResourceType>([
  'recommender',
  'batchInferenceJob',
  'batchSegmentJob',
]);

/** @throws DataHeld if what the step is about to begin would read data that users are being deleted from */
export async function assertNotHeld({ resource, state, now, dataHolds }: Step): Promise<void> {
  if (READERS.has(resource.type) && (await dataHolds.isHeld(state.datasetGroup.name, now))) throw new DataHeld();
}
