/**
 * Variants of Personalize's unconfirmed behavior. Each has the id of a question in the section "What is unconfirmed" of docs/local-aws.md.
 * Tests can select a variant instead of the emulator's default. The product must work with the default and with each variant.
 */
export const VARIANTS = [
  /** No operation shows the event tracker that Personalize creates for a dataset of action interactions. */
  'personalize-action-tracker',
  /** The ARN of a solution version with a name ends with the name instead of an id. */
  'personalize-version-arn',
  /** Describe shows `performIncrementalUpdate` as true even if the solution's recipe does not support incremental updates. */
  'personalize-incremental-update',
  /**
   * Describe shows `SOLUTION/$LATEST` as the version of a campaign with `syncWithLatestSolutionVersion`, instead of the
   * version that the campaign serves.
   */
  'personalize-synced-campaign-version',
  /** A filter on a dataset without data is not refused: it is created, and its creation fails. */
  'personalize-filter-without-data',
  /** An import reads its objects when it becomes CREATE IN_PROGRESS instead of at its end. It still changes the dataset's data at its end. */
  'personalize-import-reads',
  /** UpdateDataset is refused while an import into the dataset is in progress. */
  'personalize-dataset-in-use',
  /**
   * Two deletions are refused with InvalidInputException instead of ResourceInUseException. An interactions dataset
   * cannot be deleted while its event tracker exists. The tracker of a dataset of action interactions cannot be deleted
   * while this dataset exists.
   */
  'personalize-tracked-dataset',
  /**
   * One UpdateMetricAttribution request must not remove a metric and add another metric with the same name. The
   * attribution's status shows the update.
   */
  'personalize-attribution-metrics',
  /** A data deletion job is refused while an import or a training is in progress in its dataset group. */
  'personalize-deletion-overlap',
] as const;

export type Variant = (typeof VARIANTS)[number];
