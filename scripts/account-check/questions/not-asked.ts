import type { Question } from '../question';

const RUNTIME =
  'It takes a training and a campaign, which is billed by the hour, and clients that the check does not have.';

/** Questions that the check does not ask, each with the reason. */
export const NOT_ASKED: readonly Question[] = [
  {
    id: 'personalize-added-columns',
    asks: 'whether `excludedDatasetColumns` of older solutions and recommenders lists a column that was added to a schema later',
    emulated: 'no. If AWS lists it, a file with `excludedDatasetColumns` is in conflict until it names the column too.',
    check: {
      notAsked: 'It takes a solution with data and an update of a dataset, and a recommender is billed by the hour.',
    },
  },
  {
    id: 'personalize-automatic-updates',
    asks: 'when a newer solution version ends the automatic updates of the one before, at its creation or once it is ACTIVE, and whether a failed version or an UPDATE ends them too',
    emulated:
      'once it is ACTIVE; a failed one does not. The product assumes that updates ended when the first newer version that is ACTIVE was created, whatever its mode.',
    check: { notAsked: 'It takes trainings, a campaign and hours, and recommendations do not show it reliably.' },
  },
  {
    id: 'personalize-billing-units',
    asks: 'how a bill counts trainings of aws-semantic-similarity and aws-next-best-action, requests to campaigns of `-v2` recipes, users of recommenders, and the bytes of a GB',
    emulated:
      'nothing is billed. The product counts training hours, the provisioned minimum, no users, and 10^9 bytes.',
    check: { notAsked: 'A bill shows it only at the end of a month with trainings, campaigns and recommenders.' },
  },
  {
    id: 'personalize-billed-interactions',
    asks: 'which interactions a bill counts for a training by interactions: events, duplicates in csv, those beyond the 3 billion that a model considers',
    emulated:
      'nothing is billed. A budget counts the rows of the last full import and of those added since, without events.',
    check: {
      notAsked: 'A bill shows it only at the end of a month with such trainings, and no API reports the number.',
    },
  },
  {
    id: 'personalize-deletion-read',
    asks: 'when a data deletion job reads its copy of the csv, which is removed if the run is stopped',
    emulated: 'at its end, so that the job of a stopped run fails.',
    check: { notAsked: 'A data deletion job takes up to a day.' },
  },
  {
    id: 'personalize-event-types',
    asks: 'which words a training refuses as event types ("reserved keywords"), and whether types that only differ in case count as one',
    emulated: 'names of columns; types that only differ in case count as one. The product counts them as two.',
    check: { notAsked: 'It takes trainings that are billed if they succeed.' },
  },
  {
    id: 'personalize-failed-work-billing',
    asks: 'whether failed trainings, imports and batch jobs are billed',
    emulated: 'nothing is billed. A budget counts nothing for them; trainings that were stopped count.',
    check: { notAsked: 'A bill shows it only at the end of a month with failed work.' },
  },
  {
    id: 'personalize-filter-if',
    asks: 'what a filter does if its IF is false for the user',
    emulated: 'the clause is ignored: without another INCLUDE, everything passes.',
    check: { notAsked: RUNTIME },
  },
  {
    id: 'personalize-filter-parameters',
    asks: 'whether `filterValues` may have parameters that the filter does not use, and texts where it compares numbers',
    emulated: 'InvalidInputException.',
    check: { notAsked: RUNTIME },
  },
  {
    id: 'personalize-filter-precedence',
    asks: 'whether AND binds more closely than OR in a filter, and whether NOT IN holds for items without a value',
    emulated: 'yes to both. The product warns of the first.',
    check: { notAsked: RUNTIME },
  },
  {
    id: 'personalize-filters-in-progress',
    asks: 'how many filters may be in progress at once',
    emulated: '5.',
    check: { notAsked: 'Filters of small data are ready before the next one is requested.' },
  },
  {
    id: 'personalize-future-timestamps',
    asks: 'how a training treats interactions in the future',
    emulated: 'like others. The product warns.',
    check: { notAsked: 'It takes trainings, and their metrics do not show it.' },
  },
  {
    id: 'personalize-import-reasons',
    asks: 'reasons of failed imports beyond those that users have quoted',
    emulated: 'sentences of its own.',
    check: { notAsked: 'Each reason needs an import that fails; collect them as they are met.' },
  },
  {
    id: 'personalize-incremental-duplicates',
    asks: 'whether an INCREMENTAL import adds interactions that the dataset has already. The guide says of recorded events that identical ones are kept once',
    emulated: 'yes. The product imports csv again only if at least one csv of the dataset has changed.',
    check: { notAsked: 'No API reports the number of rows of a dataset.' },
  },
  {
    id: 'personalize-inactive-recommender',
    asks: 'whether UpdateRecommender is refused while the recommender is INACTIVE',
    emulated: 'ResourceInUseException.',
    check: { notAsked: 'A recommender takes an hour or more of billed training before it can be stopped.' },
  },
  {
    id: 'personalize-recipe-metadata',
    asks: 'whether campaigns of -v2 recipes and of aws-semantic-similarity always have metadata of items, and what Describe shows for them as `enableMetadataWithRecommendations`',
    emulated:
      'they have; Describe shows what was requested. With these recipes, the product updates the member only if the file has it.',
    check: { notAsked: 'A campaign of these recipes takes a billed training.' },
  },
  {
    id: 'personalize-promoted-places',
    asks: 'in which places of a list promoted items appear',
    emulated: 'spread evenly.',
    check: { notAsked: RUNTIME },
  },
  {
    id: 'personalize-reward-metric',
    asks: 'how many recommendations count in the denominator of `average_rewards_at_k`, and which `objectiveSensitivity` is the default',
    emulated: 'all of them, and OFF.',
    check: { notAsked: 'The metric of a single training does not show a formula.' },
  },
  {
    id: 'personalize-runtime-not-active',
    asks: 'which error refuses a request for recommendations to a campaign or recommender that is not ACTIVE',
    emulated: 'InvalidInputException.',
    check: { notAsked: RUNTIME },
  },
  {
    id: 'personalize-segment-lines',
    asks: 'what a batch segment job writes for a line with an unknown item or column',
    emulated: 'an error for the line; an item without interactions in the training is unknown.',
    check: { notAsked: 'It takes a training.' },
  },
  {
    id: 'personalize-training-times',
    asks: 'whether trainings of one solution take equally long',
    emulated: 'no, each duration is drawn.',
    check: { notAsked: 'It takes several trainings, each of an hour or more.' },
  },
  {
    id: 'personalize-untrainable-attributes',
    asks: 'which columns count as attributes when a training finds "any attribute to train on", and whether a value with several categories is one category',
    emulated:
      'categorical and numeric columns; it is one. The product refuses only if no way of counting finds an attribute.',
    check: { notAsked: 'It takes trainings that are billed if they succeed.' },
  },
  {
    id: 'personalize-wait-limits',
    asks: 'how long Personalize can answer ResourceInUse, keep a training in CREATE PENDING, or work on anything but trainings and jobs',
    emulated: "the product's limits, which far exceed all reported times.",
    check: { notAsked: 'No single account can show the longest time.' },
  },
  {
    id: 'dynamodb-failed-condition-item',
    asks: 'whether a role needs `dynamodb:GetItem` for `ReturnValuesOnConditionCheckFailure`',
    emulated: 'no. If it does, add the permission to the roles of the functions that write to the record table.',
    check: { notAsked: "It takes a principal with few permissions; the check has only the operator's." },
  },
  {
    id: 'dynamodb-key-usage',
    asks: 'which permissions a caller needs on the key of an encrypted table (the guide says that DynamoDB uses it on behalf of the principal that chose it)',
    emulated: '`kms:Decrypt`; the stack grants exactly that.',
    check: { notAsked: 'It takes a key, which is billed by the month, and a principal of its own.' },
  },
  {
    id: 'events-source-account',
    asks: 'whether EventBridge sends `aws:SourceAccount` to functions',
    emulated: 'no.',
    check: { notAsked: 'It takes a function; the check creates none.' },
  },
  {
    id: 'iam-wildcard-places',
    asks: 'the meaning of a wildcard in the service or type of a resource in a policy, which the IAM user guide does not allow',
    emulated:
      'a Deny with one applies, an Allow does not. The stack has such an Allow: `*/*` of EC2, for functions in a VPC.',
    check: { notAsked: "It takes a principal with few permissions; the check has only the operator's." },
  },
  {
    id: 'lambda-destination-refusal',
    asks: 'the error text for a failure destination that the role may not use',
    emulated: 'a sentence of its own.',
    check: { notAsked: 'It takes a function; the check creates none.' },
  },
  {
    id: 'lambda-inactive-functions',
    asks: 'whether an inactive function answers with ResourceNotReadyException, CodeArtifactUserPendingException or ResourceConflictException, and whether it accepts events',
    emulated: 'any, at random; events are queued.',
    check: { notAsked: 'A function becomes inactive after weeks without an invocation.' },
  },
  {
    id: 'lambda-trust-source-keys',
    asks: 'whether Lambda sends `aws:SourceAccount` or `aws:SourceArn` when it assumes a role',
    emulated: 'no.',
    check: { notAsked: 'It takes a function; the check creates none.' },
  },
  {
    id: 'logs-principal-in-china',
    asks: 'whether policies of keys in China name CloudWatch Logs `logs.<region>.amazonaws.com.cn`',
    emulated: 'no, as in other partitions.',
    check: { notAsked: 'It takes a key, which is billed by the month, and an account in China.' },
  },
  {
    id: 'logs-via-service',
    asks: 'whether a principal that uses an encrypted log group also needs permission for its key, with `kms:ViaService` = `logs.<region>`',
    emulated: 'no.',
    check: { notAsked: 'It takes a key, which is billed by the month, and a principal of its own.' },
  },
  {
    id: 's3-missing-version',
    asks: 'whether GetObject of a missing version is denied to callers who may not list the bucket, as GetObject of a missing key is',
    emulated:
      'yes. The functions that read uploads may list the bucket; if one is denied nevertheless, it fails and notifies.',
    check: { notAsked: "It takes a principal with few permissions; the check has only the operator's." },
  },
  {
    id: 'scheduler-clock-changes',
    asks: 'when `cron` runs if its local time occurs twice or never, and when `at` runs if its time never occurs',
    emulated: '`cron` at the first of two times, or never; `at` at the next existing moment.',
    check: { notAsked: 'Clocks change twice a year.' },
  },
  {
    id: 'scheduler-first-retry',
    asks: 'when EventBridge Scheduler first tries a failed target again',
    emulated: 'after a minute or less.',
    check: { notAsked: 'The interval is random, and one schedule shows only one.' },
  },
  {
    id: 'scheduler-retried-errors',
    asks: 'which target errors EventBridge Scheduler retries',
    emulated:
      'all but missing permissions, missing targets and invalid requests. If AWS does not retry an error, the alarm `undelivered-schedule` goes off, and the run must be started manually.',
    check: { notAsked: 'Retries go on for a day.' },
  },
  {
    id: 'states-map-items',
    asks: 'when a Map state evaluates the inputs of its iterations',
    emulated: 'before the first iteration.',
    check: { notAsked: 'No call shows when an expression is evaluated.' },
  },
  {
    id: 'states-stopped-events',
    asks: 'which undocumented members the events of stopped and timed-out executions have',
    emulated: '`error` and `cause`, null if absent.',
    check: { notAsked: 'It takes a queue or a function as the target of a rule; the check creates none.' },
  },
  {
    id: 'states-trace-source-keys',
    asks: 'whether Step Functions also sends `aws:SourceAccount` and `aws:SourceArn` when it assumes the role to send traces; its guide and an AWS sample disagree',
    emulated: 'no traces are sent. If AWS does not send the keys, only traces are lost.',
    check: { notAsked: 'Traces that do not arrive prove nothing within hours.' },
  },
];
