import { RESOURCE_TYPES, type ResourceType } from '../../lib/personalize/resource-types';
import { DECISIONS, type Decision } from '../../lib/record-table/version-decisions';

/** Namespace of all metrics of this project, in all deployments of an account and region. */
export const METRICS_NAMESPACE = 'PersonalizeMlops';

/** Metrics that functions emit, by their dimension `service`. Offline metrics have Personalize's names, see {@link OFFLINE_METRICS}. */
export const METRIC_NAMES = {
  Workflow: [
    'ConfigurationsProcessed',
    'ConfigurationsProcessedSuccesses',
    'ConfigurationsProcessedFailures',
    'JobSuccess',
    'JobUnchanged',
    'JobFailure',
    'DeletionsRequested',
    'DeletionsRefused',
    'DeletionsCompleted',
    'DeletionsFailed',
    ...DECISIONS.map(decisionMetric),
    ...(Object.keys(RESOURCE_TYPES) as ResourceType[]).map(createdMetric),
  ],
  Scheduler: ['RunsStarted', 'RunsSkipped', 'JobsCreated', 'JobsDeleted', 'TasksOverdue', 'RunsOverdue'],
  Capacity: ['ResourcesIdle', 'ResourcesOversized'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type CountedService = keyof typeof METRIC_NAMES;

/**
 * Dimensions of every metric: the deployment, and the group of metrics (`service`). Offline metrics have `solution` too. CloudWatch finds a metric only if
 * the request has all of its dimensions.
 */
export function metricDimensions(service: CountedService | 'SolutionMetrics', deployment: string) {
  return { deployment, service } as const;
}

/** Name of a metric, such as `CampaignCreated` or `DatasetImportJobCreated`. */
export function createdMetric(type: ResourceType) {
  return `${RESOURCE_TYPES[type].title.replaceAll(' ', '')}Created` as `${string}Created`;
}

/** Name of a metric, such as `VersionPromoted` or `VersionHeld`. */
export function decisionMetric(decision: Decision) {
  return `Version${decision.replace(/_?(\w)([A-Z]*)/g, (_, first, rest) => first + rest.toLowerCase())}` as const;
}

/**
 * Name of the metric for the compute hours of a training. It is reported with Personalize's metrics of the solution
 * version.
 */
export const TRAINING_HOURS = 'trainingHours';

/** Offline metrics and training hours, by the title of their chart. Source of the metrics: Personalize developer guide, "Evaluating a solution version with metrics". */
export const OFFLINE_METRICS = {
  'Ranking: normalized discounted cumulative gain': [
    'normalized_discounted_cumulative_gain_at_5',
    'normalized_discounted_cumulative_gain_at_10',
    'normalized_discounted_cumulative_gain_at_25',
  ],
  'Ranking: precision and reciprocal rank': [
    'precision_at_5',
    'precision_at_10',
    'precision_at_25',
    'mean_reciprocal_rank_at_25',
  ],
  'Coverage, rewards and trends': ['coverage', 'average_rewards_at_k', 'trend_prediction_accuracy'],
  'User segments': ['hits_at_1_percent', 'recall_at_1_percent'],
  'Training hours': [TRAINING_HOURS],
} as const satisfies Readonly<Record<string, readonly string[]>>;
