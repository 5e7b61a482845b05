import type { Question } from '../question';
import { dynamodbAbsentOperands } from './dynamodb-absent-operands';
import { eventsIncompleteRequest } from './events-incomplete-request';
import { eventsMissingBus } from './events-missing-bus';
import { lambdaNewAccountConcurrency } from './lambda-new-account-concurrency';
import { NOT_ASKED } from './not-asked';
import { personalizeActionTracker } from './personalize-action-tracker';
import { personalizeActionValues } from './personalize-action-values';
import { personalizeAttributionMetrics } from './personalize-attribution-metrics';
import { personalizeAttributionReports } from './personalize-attribution-reports';
import { personalizeBatchResults } from './personalize-batch-results';
import { personalizeBucketSourceKeys } from './personalize-bucket-source-keys';
import { personalizeByteOrderMark } from './personalize-byte-order-mark';
import { personalizeCsvColumns } from './personalize-csv-columns';
import { personalizeCsvQuotes } from './personalize-csv-quotes';
import { personalizeDatasetInUse } from './personalize-dataset-in-use';
import { personalizeDeletionBucket } from './personalize-deletion-bucket';
import { personalizeDeletionDuringUpdate } from './personalize-deletion-during-update';
import { personalizeDeletionOverlap } from './personalize-deletion-overlap';
import { personalizeEventProperties } from './personalize-event-properties';
import { personalizeExplorationConfig } from './personalize-exploration-config';
import { personalizeFilterCase } from './personalize-filter-case';
import { personalizeFilterRecipe } from './personalize-filter-recipe';
import { personalizeFilterWithoutData } from './personalize-filter-without-data';
import { personalizeGroupWithAttribution } from './personalize-group-with-attribution';
import { personalizeImportOtherObjects } from './personalize-import-other-objects';
import { personalizeImportReads } from './personalize-import-reads';
import { personalizeImportsOfNothing } from './personalize-imports-of-nothing';
import { personalizeIncrementalUpdate } from './personalize-incremental-update';
import { personalizeItemTexts } from './personalize-item-texts';
import { personalizeLastUpdate } from './personalize-last-update';
import { personalizeMalformedInput } from './personalize-malformed-input';
import { personalizeMetricsWithoutAttribution } from './personalize-metrics-without-attribution';
import { personalizeMissingDataset } from './personalize-missing-dataset';
import { personalizeNegativeTimestamps } from './personalize-negative-timestamps';
import { personalizeRankingInfluence } from './personalize-ranking-influence';
import { personalizeRetiredRecipe } from './personalize-retired-recipe';
import { personalizeSecondTracker } from './personalize-second-tracker';
import { personalizeSolutionMetrics } from './personalize-solution-metrics';
import { personalizeStringLength } from './personalize-string-length';
import { personalizeSyncedCampaignVersion } from './personalize-synced-campaign-version';
import { personalizeTrackedDataset } from './personalize-tracked-dataset';
import { personalizeTrendingMetric } from './personalize-trending-metric';
import { personalizeVersionArn } from './personalize-version-arn';
import { personalizeVersionInProgress } from './personalize-version-in-progress';
import { pricingPersonalizeProducts } from './pricing-personalize-products';
import { schedulerEmptyInput } from './scheduler-empty-input';
import { schedulerTimeZones } from './scheduler-time-zones';
import { servicequotasPersonalize } from './servicequotas-personalize';
import { statesDivisionByZero } from './states-division-by-zero';
import { statesEnteredTime } from './states-entered-time';
import { statesIntegrationTimes } from './states-integration-times';
import { statesLargeVariables } from './states-large-variables';
import { statesTraceRole } from './states-trace-role';

/** All questions about AWS: first those about Personalize, then all others, both sorted by id. */
export const QUESTIONS: readonly Question[] = [
  dynamodbAbsentOperands,
  eventsIncompleteRequest,
  eventsMissingBus,
  lambdaNewAccountConcurrency,
  personalizeActionTracker,
  personalizeActionValues,
  personalizeAttributionMetrics,
  personalizeAttributionReports,
  personalizeBatchResults,
  personalizeBucketSourceKeys,
  personalizeByteOrderMark,
  personalizeCsvColumns,
  personalizeCsvQuotes,
  personalizeDatasetInUse,
  personalizeDeletionBucket,
  personalizeDeletionDuringUpdate,
  personalizeDeletionOverlap,
  personalizeEventProperties,
  personalizeExplorationConfig,
  personalizeFilterCase,
  personalizeFilterRecipe,
  personalizeFilterWithoutData,
  personalizeGroupWithAttribution,
  personalizeImportOtherObjects,
  personalizeImportReads,
  personalizeImportsOfNothing,
  personalizeIncrementalUpdate,
  personalizeItemTexts,
  personalizeLastUpdate,
  personalizeMalformedInput,
  personalizeMetricsWithoutAttribution,
  personalizeMissingDataset,
  personalizeNegativeTimestamps,
  personalizeRankingInfluence,
  personalizeRetiredRecipe,
  personalizeSecondTracker,
  personalizeSolutionMetrics,
  personalizeStringLength,
  personalizeSyncedCampaignVersion,
  personalizeTrackedDataset,
  personalizeTrendingMetric,
  personalizeVersionArn,
  personalizeVersionInProgress,
  pricingPersonalizeProducts,
  schedulerEmptyInput,
  schedulerTimeZones,
  servicequotasPersonalize,
  statesDivisionByZero,
  statesEnteredTime,
  statesIntegrationTimes,
  statesLargeVariables,
  statesTraceRole,
  ...NOT_ASKED,
].sort(byId);

function byId({ id: one }: Question, { id: other }: Question): number {
  return Number(isOther(one)) - Number(isOther(other)) || (one < other ? -1 : 1);
}

function isOther(id: string): boolean {
  return !id.startsWith('personalize-');
}
