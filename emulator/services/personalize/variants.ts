/**
 * Unconfirmed behavior of Personalize, by its id in "What is unconfirmed" (docs/local-aws.md). The product must work with the emulator's
 * default and with each variant.
 */
export const VARIANTS = [
  /** ListEventTrackers does not show the tracker of a dataset of action interactions. */
  'personalize-action-tracker',
  /** The ARN of a named solution version ends in the name instead of an id. */
  'personalize-version-arn',
  /** Describe shows `performIncrementalUpdate` as true for solutions whose recipe does not support it. */
  'personalize-incremental-update',
  /**
   * Describe shows `SOLUTION/$LATEST` for a campaign that follows its solution, instead of the version that the
   * campaign serves.
   */
  'personalize-synced-campaign-version',
  /** A filter on a dataset without data is created and fails, instead of being refused. */
  'personalize-filter-without-data',
  /** An import reads its objects at its beginning, and changes the dataset's data when it ends. */
  'personalize-import-reads',
  /** UpdateDataset is refused while an import into the dataset is in progress. */
  'personalize-dataset-in-use',
  /**
   * InvalidInputException, instead of ResourceInUseException, refuses two deletions: that of an interactions dataset
   * while its event tracker exists, and that of the tracker of action interactions while its dataset exists.
   */
  'personalize-tracked-dataset',
  /**
   * A single UpdateMetricAttribution may not remove a metric and add another of the same name. The status shows the
   * update.
   */
  'personalize-attribution-metrics',
  /** A data deletion job is refused while an import or a training is in progress in its dataset group. */
  'personalize-deletion-overlap',
] as const;

export type Variant = (typeof VARIANTS)[number];
