import { leaf, list, object } from './section';

/**
 * Sections for limits that an operator sets: on data, on solution versions that may serve, on capacity, and on billed
 * use.
 */

export const DATA_CHECKS = object(
  'Checks',
  'Every row is checked before an import, in your account. Default: only headers.',
  {
    minimumRows: leaf('count', 'Minimum rows', 'Minimum number of rows in all files together.'),
    maximumRowDrop: leaf(
      'percentage',
      'Maximum row drop',
      'Greatest drop of the number of rows since the last accepted import: "30%".',
    ),
    maximumAge: leaf('duration', 'Maximum age', 'Greatest age of the newest TIMESTAMP: "2 days".'),
    maximumNullRise: leaf(
      'percentage',
      'Maximum null rise',
      'Maximum rise of the share of empty values in a column since the last accepted import, in percentage points: "5%" allows a rise from 1% to 6%. Columns that are new in the schema are not compared.',
    ),
    maximumUnknownItems: leaf(
      'percentage',
      'Maximum unknown items',
      'Greatest share of interactions whose item is in no items file: "10%". Also checked if only the items change. Not checked if importMode is INCREMENTAL, as the file then has only new items.',
    ),
    onViolation: leaf(
      'onViolation',
      'On violation',
      'fail (default): the run imports no dataset, and the earlier data stay in use. notify: the data are imported, and the notification says so.',
    ),
    onIncomplete: leaf(
      'onIncomplete',
      'On incomplete reading',
      'What happens if a limit cannot be checked because some rows cannot be read. refuse (default): the limit counts as violated. notify: the data are imported, and the notification says so.',
    ),
  },
);

const PROMOTION_RULE = object(
  'Promotion rule',
  'Limits for an offline metric of the new version.',
  {
    metric: leaf('text', 'Metric', 'Name of the metric in Personalize, e.g. coverage.'),
    minimum: leaf('number', 'Minimum', 'The smallest value.'),
    maximum: leaf('number', 'Maximum', 'The largest value.'),
    maximumDrop: leaf('change', 'Maximum drop', 'Greatest drop from the serving version: 0.1 or "10%".'),
    maximumRise: leaf('change', 'Maximum rise', 'Greatest rise from the serving version: 0.1 or "10%".'),
    minimumRise: leaf(
      'change',
      'Minimum rise',
      'Minimum rise from the serving version or, with `over`, from the newest version of that solution.',
    ),
    over: leaf(
      'text',
      'Over',
      'Name of another solution of this file, a baseline: drops and rises are relative to its newest version, not to the serving version.',
    ),
  },
  ['metric'],
  'PromotionRule',
);

export const PROMOTION = object('Promotion', 'Which solution versions may serve. Default: every one.', {
  rules: list('Rules', 'All must hold.', PROMOTION_RULE),
  approval: leaf('approval', 'Approval', 'automatic (default), or manual: a person promotes what passes the rules.'),
  onMissingMetrics: leaf(
    'missingMetrics',
    'On missing metrics',
    'If a metric of the rules is missing: hold (default) or promote.',
  ),
  remindAfter: leaf(
    'duration',
    'Remind after',
    'Time between reminders while a version waits for a decision: "1 day" at least. Default: no reminders.',
  ),
});

export const CAPACITY = object(
  'Capacity',
  'When campaigns and recommenders count as idle or oversized. This is checked every night, and only reported.',
  {
    lookBack: leaf('duration', 'Lookback period', 'Period whose requests count: "14 days" (default), at most 63 days.'),
    idleAfter: leaf(
      'duration',
      'Idle after',
      'Time without requests after which a resource is idle. Default: the lookback period.',
    ),
    minimumUse: leaf(
      'percentage',
      'Minimum use',
      'A resource is oversized if even its busiest five minutes needed less than this share of its minimum: "25%" (default).',
    ),
  },
);

export const BUDGET = object(
  'Budget',
  'What the dataset group may use in a calendar month (UTC). What serves is never stopped. Default: no limit.',
  {
    trainingHoursPerMonth: leaf(
      'amount',
      'Training hours per month',
      'A training that would exceed this is skipped. A training is expected to take the hours of the last one, or one hour if there was none. All trainings of solutions count, whoever starts them.',
    ),
    trainingInteractionsPerMonth: leaf(
      'amount',
      'Training interactions per month',
      'A training that would exceed this is skipped. For recipes whose trainings are billed by interactions: aws-user-personalization-v2, aws-personalized-ranking-v2. All trainings of solutions count. The interactions dataset needs `checks`, which count its rows.',
    ),
    importGigabytesPerMonth: leaf(
      'amount',
      'Imported GB per month',
      'An import that would exceed this is skipped. Counts only imports that the deployment started while the file had this limit.',
    ),
    batchJobsPerMonth: leaf(
      'amount',
      'Batch jobs per month',
      'Batch jobs beyond this are skipped. Counts only jobs that the deployment started while the file had this limit.',
    ),
    provisionedTpsHoursPerMonth: leaf(
      'amount',
      'TPS-hours per month',
      'TPS-hours of campaigns and recommenders are forecast for 30 days. A file is refused if its forecast exceeds both this limit and the forecast of the file in force; with onExceeded notify, it is only reported. Hours for which a schedule has stopped a recommender do not count.',
    ),
    onExceeded: leaf(
      'onExceeded',
      'On exceeded',
      'skip (default): the work is skipped until the next month, or until `personalize-mlops budget raise`. notify: the work begins, and the notification says so. In both cases, the same work is reported at most once a month, and again after each raise, and each change of the limit or of `onExceeded`.',
    ),
  },
);
