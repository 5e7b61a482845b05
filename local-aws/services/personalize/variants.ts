/**
 * What Personalize may do otherwise than the emulator does by default, and nobody could confirm: ids of "What is unconfirmed" in
 * docs/local-aws.md. What is built on Personalize must survive both.
 */
export const VARIANTS = [
  /** ListEventTrackers does not show the tracker of a dataset of action interactions. */
  'personalize-action-tracker',
  /** The ARN of a solution version with a name ends in the name, in place of an id. */
  'personalize-version-arn',
  /** Describe shows `performIncrementalUpdate` as true of solutions whose recipe cannot do it. */
  'personalize-incremental-update',
  /** Describe shows `SOLUTION/$LATEST` of a campaign that follows its solution by itself, in place of the version that it serves. */
  'personalize-synced-campaign-version',
  /** A filter on a dataset without data is created and fails, in place of being refused. */
  'personalize-filter-without-data',
  /** An import reads its objects when its work begins, and replaces the dataset's data at its end. */
  'personalize-import-reads',
  /** UpdateDataset is refused while an import into the dataset is in progress. */
  'personalize-dataset-in-use',
  /** Where a dataset and its event tracker are in each other's way, deletions are refused by InvalidInputException. */
  'personalize-tracked-dataset',
] as const;

export type Variant = (typeof VARIANTS)[number];
