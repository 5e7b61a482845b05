/**
 * Unconfirmed behaviour of Personalize that differs from the emulator's default, by ids of "What is unconfirmed" in docs/local-aws.md. The
 * product must work with both.
 */
export const VARIANTS = [
  /** ListEventTrackers does not show the tracker of a dataset of action interactions. */
  'personalize-action-tracker',
  /** The ARN of a named solution version ends in the name instead of an id. */
  'personalize-version-arn',
  /** Describe shows `performIncrementalUpdate` as true for solutions whose recipe does not support it. */
  'personalize-incremental-update',
  /** Describe shows `SOLUTION/$LATEST` for a campaign that follows its solution, instead of the version that it serves. */
  'personalize-synced-campaign-version',
  /** A filter on a dataset without data is created and fails, instead of being refused. */
  'personalize-filter-without-data',
  /** An import reads its objects when its work begins, and replaces the dataset's data at its end. */
  'personalize-import-reads',
  /** UpdateDataset is refused while an import into the dataset is in progress. */
  'personalize-dataset-in-use',
  /** InvalidInputException refuses to delete interactions before their event tracker, and to delete the tracker of action interactions. */
  'personalize-tracked-dataset',
  /** One UpdateMetricAttribution may not remove a metric and add one of the same name; the status shows the update. */
  'personalize-attribution-metrics',
  /** A data deletion job is refused while an import into its dataset group or a training is in progress. */
  'personalize-deletion-overlap',
] as const;

export type Variant = (typeof VARIANTS)[number];
