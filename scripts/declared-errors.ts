import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { RESOURCE_TYPES } from '../lib/personalize/resource-types';
import { PROJECT_ROOT } from '../stacks/synth/project-root';

/**
 * Writes `simulation/faults/declared-errors.json`: the errors that AWS's API models declare for the operations that functions and state
 * machines call. Run this script manually after a change of AWS's API:
 * `npx tsx scripts/declared-errors.ts <path of botocore's folder data> <version of botocore> <today's date>`, then `npx biome format --write`
 */

interface ServiceModel {
  readonly operations: Readonly<Record<string, { readonly errors?: readonly { readonly shape: string }[] }>>;
  readonly shapes: Readonly<
    Record<
      string,
      { readonly error?: { readonly code?: string; readonly httpStatusCode?: number }; readonly fault?: true }
    >
  >;
}

/** Services by signing name, each with its folder in botocore and the operations that the product calls. */
const CALLED: Readonly<Record<string, { readonly folder: string; readonly operations: readonly string[] }>> = {
  dynamodb: {
    folder: 'dynamodb',
    operations: ['DeleteItem', 'GetItem', 'PutItem', 'Query', 'TransactWriteItems', 'UpdateItem'],
  },
  events: { folder: 'events', operations: ['PutEvents'] },
  lambda: { folder: 'lambda', operations: ['Invoke'] },
  monitoring: { folder: 'cloudwatch', operations: ['GetMetricData'] },
  personalize: {
    folder: 'personalize',
    operations: [
      ...Object.values(RESOURCE_TYPES).flatMap(({ create, describe, list, update, delete: remove }) => [
        ...[create, describe, list],
        ...(update === undefined ? [] : [update]),
        ...(remove === undefined ? [] : [remove]),
      ]),
      'GetSolutionMetrics',
      'ListMetricAttributionMetrics',
      'ListTagsForResource',
      'StartRecommender',
      'StopRecommender',
    ],
  },
  s3: {
    folder: 's3',
    operations: [
      ...['CopyObject', 'DeleteObject', 'GetObject', 'HeadObject', 'ListObjectVersions', 'ListObjectsV2'],
      'PutObjectTagging',
    ],
  },
  scheduler: {
    folder: 'scheduler',
    operations: ['CreateSchedule', 'DeleteSchedule', 'GetSchedule', 'ListSchedules', 'UpdateSchedule'],
  },
  sns: { folder: 'sns', operations: ['Publish'] },
  ssm: { folder: 'ssm', operations: ['DeleteParameter', 'GetParametersByPath', 'PutParameter'] },
  states: {
    folder: 'stepfunctions',
    operations: ['DescribeExecution', 'ListExecutions', 'StartExecution'],
  },
};

const [data = '', version = '', date = ''] = process.argv.slice(2);

const services = Object.fromEntries(
  Object.entries(CALLED).map(([service, { folder, operations }]) => {
    const model = modelOf(folder);
    const declared = operations
      .toSorted()
      .map((name) => [name, (model.operations[name]?.errors ?? []).map(({ shape }) => shape).sort()] as const);
    const shapes = [...new Set(declared.flatMap(([, errors]) => errors))].sort();
    const errors = Object.fromEntries(shapes.map((shape) => [shape, wireForm(model, shape)]));
    return [service, { operations: Object.fromEntries(declared), errors }];
  }),
);

writeFileSync(
  join(PROJECT_ROOT, 'simulation', 'faults', 'declared-errors.json'),
  `${JSON.stringify({ source: `botocore ${version}`, date, services }, undefined, 2)}\n`,
);

function modelOf(folder: string): ServiceModel {
  const newest = readdirSync(join(data, folder)).sort().at(-1) ?? '';
  const file = readFileSync(join(data, folder, newest, 'service-2.json.gz'));
  return JSON.parse(gunzipSync(file).toString()) as ServiceModel;
}

/** Returns an error's form on the wire. If the model gives no status, AWS responds with 500 for a fault and with 400 for any other error. */
function wireForm({ shapes }: ServiceModel, shape: string): { readonly code: string; readonly status: number } {
  const { error = {}, fault = false } = shapes[shape] ?? {};
  return { code: error.code ?? shape, status: error.httpStatusCode ?? (fault ? 500 : 400) };
}
