import type { Description, Personalize } from './personalize-api';

/**
 * Whether an event tracker is the one that Personalize made for a dataset of action interactions, which takes events under the dataset's
 * own tracking id. It comes and goes with the dataset. (Developer guide, "Finding the ID of your action interaction event tracker",
 * November 2026; whether ListEventTrackers shows it: personalize-action-tracker.)
 * @param datasetArn of the dataset of action interactions, which need not exist
 */
export async function isActionTracker(
  personalize: Personalize,
  datasetArn: string,
  { trackingId }: Description,
): Promise<boolean> {
  const dataset = await personalize.describe('dataset', datasetArn);
  return dataset?.trackingId !== undefined && dataset.trackingId === trackingId;
}
