import type { WireRequest, WireResponse } from '../../../emulator/core/service';

/** A false answer to requests, as if AWS behaved differently from the local AWS. */
export interface Lie {
  /** Operation, or part of a path that begins with a slash. */
  readonly to: string;
  /** Text that a request must contain to get the false answer. Default: no text. */
  readonly asked?: string;
  readonly answer: (right: WireResponse) => WireResponse;
}

function says(to: string, body: object): Lie {
  return { to, answer: () => json(200, body) };
}

function refuses(to: string, error: string): Lie {
  return { to, answer: () => json(400, { __type: error, message: 'Another AWS refuses this.' }) };
}

function replaces(to: string, text: RegExp, other: string | (() => string)): Lie {
  return {
    to,
    answer: (right) => ({
      ...right,
      body: bodyOf(right).replace(text, () => (typeof other === 'string' ? other : other())),
    }),
  };
}

function json(status: number, body: object): WireResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}

function bodyOf({ body }: WireResponse): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}

/** True if the request gets the false answer. */
export function concerns({ to, asked = '' }: Lie, { body, headers, path }: WireRequest): boolean {
  if (!new TextDecoder().decode(body).includes(asked)) return false;
  return headers['x-amz-target']?.endsWith(`.${to}`) === true || (to.startsWith('/') && path.includes(to));
}

const IMPORT_FAILS = replaces('DescribeDatasetImportJob', /"status":"ACTIVE"/, '"status":"CREATE FAILED"');
const IMPORT_SUCCEEDS = replaces('DescribeDatasetImportJob', /"status":"CREATE FAILED"/, '"status":"ACTIVE"');
const SOLUTION_IS_CREATED = says('CreateSolution', { solutionArn: 'arn' });
let attempts = 0;

/** A lie for each question that can be asked, by the question's id. With its lie, each must be REFUTED. */
export const LIES: Readonly<Record<string, Lie>> = {
  'dynamodb-absent-operands': replaces('PutItem', /ConditionalCheckFailedException/g, 'ValidationException'),
  'events-incomplete-request': replaces('PutEvents', /ValidationException/g, 'InternalException'),
  'events-missing-bus': says('PutEvents', { FailedEntryCount: 1, Entries: [{ ErrorCode: 'NotFound' }] }),
  'lambda-new-account-concurrency': says('ListServiceQuotas', { Quotas: [{ QuotaCode: 'L-B99A9384', Value: 9 }] }),
  'personalize-action-tracker': says('ListEventTrackers', { eventTrackers: [] }),
  'personalize-action-values': IMPORT_FAILS,
  'personalize-attribution-metrics': refuses('UpdateMetricAttribution', 'ResourceAlreadyExistsException'),
  'personalize-attribution-reports': replaces('/', /samplecount/g, 'count'),
  'personalize-batch-results': refuses('CreateBatchInferenceJob', 'InvalidInputException'),
  'personalize-bucket-source-keys': IMPORT_SUCCEEDS,
  'personalize-byte-order-mark': IMPORT_FAILS,
  'personalize-csv-columns': IMPORT_FAILS,
  'personalize-csv-quotes': IMPORT_FAILS,
  'personalize-dataset-in-use': refuses('UpdateDataset', 'ResourceInUseException'),
  'personalize-deletion-bucket': replaces('DescribeDataDeletionJob', /COMPLETED/g, 'FAILED'),
  'personalize-deletion-during-update': says('DeleteDataset', {}),
  'personalize-deletion-overlap': refuses('CreateDataDeletionJob', 'ResourceInUseException'),
  'personalize-event-properties': says('/events', {}),
  'personalize-exploration-config': refuses('CreateCampaign', 'InvalidInputException'),
  'personalize-filter-case': refuses('CreateFilter', 'InvalidInputException'),
  'personalize-filter-recipe': says('CreateBatchInferenceJob', { batchInferenceJobArn: 'arn' }),
  'personalize-filter-without-data': refuses('CreateFilter', 'ResourceNotFoundException'),
  'personalize-group-with-attribution': says('DeleteDatasetGroup', {}),
  'personalize-import-other-objects': IMPORT_SUCCEEDS,
  'personalize-import-reads': IMPORT_SUCCEEDS,
  'personalize-imports-of-nothing': refuses('ListDatasetImportJobs', 'InvalidInputException'),
  'personalize-incremental-update': replaces('DescribeSolution', /(?<="performIncrementalUpdate":)false/, 'true'),
  'personalize-item-texts': SOLUTION_IS_CREATED,
  'personalize-last-update': replaces('DescribeDatasetImportJob', /(?<="lastUpdatedDateTime":)[\d.]+/, '1'),
  'personalize-malformed-input': refuses('CreateDatasetGroup', 'ValidationException'),
  'personalize-metrics-without-attribution': IMPORT_FAILS,
  'personalize-missing-dataset': says('CreateEventTracker', { eventTrackerArn: 'arn', trackingId: 'id' }),
  'personalize-negative-timestamps': IMPORT_FAILS,
  'personalize-ranking-influence': refuses('CreateCampaign', 'InvalidInputException'),
  'personalize-retired-recipe': SOLUTION_IS_CREATED,
  'personalize-second-tracker': replaces(
    'CreateEventTracker',
    /ResourceAlreadyExistsException/g,
    'LimitExceededException',
  ),
  'personalize-solution-metrics': says('GetSolutionMetrics', { metrics: {} }),
  'personalize-string-length': IMPORT_FAILS,
  'personalize-synced-campaign-version': replaces('DescribeCampaign', /(?<=:solution\/[^/"]+\/)[^"]+/g, '$LATEST'),
  'personalize-tracked-dataset': refuses('DeleteDataset', 'InvalidInputException'),
  'personalize-trending-metric': says('GetSolutionMetrics', { metrics: {} }),
  'personalize-version-arn': replaces(
    'CreateSolutionVersion',
    /ResourceAlreadyExistsException/g,
    'InvalidInputException',
  ),
  'personalize-version-in-progress': refuses('GetSolutionMetrics', 'InvalidInputException'),
  'pricing-personalize-products': says('GetProducts', { PriceList: [] }),
  'scheduler-empty-input': replaces('DescribeExecution', /"input":"(?:[^"\\]|\\.)*"/, '"input":"{}"'),
  'scheduler-time-zones': { to: '/schedules/', answer: () => json(200, { ScheduleArn: 'arn' }) },
  'servicequotas-personalize': says('ListServiceQuotas', { Quotas: [] }),
  'states-division-by-zero': replaces('DescribeExecution', /SUCCEEDED/, 'FAILED'),
  'states-entered-time': replaces('GetExecutionHistory', /entered-\d+/g, () => {
    attempts += 1;
    return `entered-${attempts}`;
  }),
  'states-integration-times': replaces('DescribeExecution', /number/, 'string'),
  'states-large-variables': replaces('DescribeExecution', /States\.DataLimitExceeded/, 'States.Runtime'),
  'states-trace-role': { ...refuses('CreateStateMachine', 'AccessDeniedException'), asked: 'tracingConfiguration' },
};
