import type { LocalAws } from '../../emulator/local-aws';
import { mirroredFiles, upload } from '../../local/mirror';
import { runs } from '../../local/runs';
import { withLocalAws } from '../bench/local-run';
import type { Usage } from './bill';

const DAY = 24 * 3_600_000;
const DAYS = 30;
/** Schedules of the deployment itself that start a function each night: `reconcile-deployment` and `report-idle-capacity`. */
const NIGHTLY_SCHEDULES = 2;
const MEGABYTES_PER_GIGABYTE = 1024;

/** Billed kind of request, by the service and operation of a call. */
const REQUESTS: readonly (readonly [RegExp, keyof Usage])[] = [
  [/^dynamodb (Get|Query|Scan)/, 'dynamodbReads'],
  [/^dynamodb (Put|Update|Delete|Transact)/, 'dynamodbWrites'],
  [/^events PutEvents/, 'eventBridgeEvents'],
  [/^s3 (Get|Head)/, 's3Reads'],
  [/^s3 (Put|Copy|List)/, 's3WritesAndLists'],
  [/^sns Publish/, 'messages'],
];

/**
 * Usage of the deployment in the thirty days after the first upload of a folder. Calls by people are left out. Each
 * invocation of a function is assumed to take `secondsOfInvocation`.
 */
export function usageOf(folder: string, { secondsOfInvocation }: { readonly secondsOfInvocation: number }) {
  return withLocalAws(async (local): Promise<Usage> => {
    const counts = new Map<keyof Usage, number>();
    local.aws.onCall(({ service, call, caller }) => {
      const kind = REQUESTS.find(([pattern]) => pattern.test(`${service} ${call.operation}`))?.[1];
      if (kind !== undefined && caller.kind === 'role') counts.set(kind, (counts.get(kind) ?? 0) + 1);
    });
    const memory = await memoryByFunction(local);
    const start = local.clock.now();
    await upload(local.aws, local.names.dataBucket, await mirroredFiles(folder));
    await local.clock.advanceTo(start + DAYS * DAY);
    const invocations = local.lambda.invocations();
    const gigabytes = invocations.map(({ functionName }) => (memory.get(functionName) ?? 0) / MEGABYTES_PER_GIGABYTE);
    const count = (kind: keyof Usage) => counts.get(kind) ?? 0;
    const started = (await runs(local)).length + NIGHTLY_SCHEDULES * DAYS;
    return {
      stateTransitions: local.counts().stateTransitions,
      lambdaRequests: invocations.length,
      lambdaGigabyteSeconds: gigabytes.reduce((sum, each) => sum + each, 0) * secondsOfInvocation,
      dynamodbReads: count('dynamodbReads'),
      dynamodbWrites: count('dynamodbWrites'),
      eventBridgeEvents: count('eventBridgeEvents'),
      scheduledRuns: started,
      s3Reads: count('s3Reads'),
      s3WritesAndLists: count('s3WritesAndLists'),
      messages: count('messages'),
      metricHours: await metricHours(local, start),
      // A run and everything that it starts share one trace.
      traces: started,
    };
  });
}

async function memoryByFunction({ aws }: LocalAws): Promise<ReadonlyMap<string, number>> {
  const { Functions } = (await aws.call('lambda', 'ListFunctions', {})) as {
    readonly Functions: readonly { readonly FunctionName: string; readonly MemorySize: number }[];
  };
  return new Map(Functions.map(({ FunctionName, MemorySize }) => [FunctionName, MemorySize]));
}

/** Counts the hours in which each custom metric was sent, and adds them up. CloudWatch bills a custom metric for each such hour. */
async function metricHours({ aws, clock }: LocalAws, start: number): Promise<number> {
  const { Metrics } = (await aws.call('monitoring', 'ListMetrics', { Namespace: 'PersonalizeMlops' })) as {
    readonly Metrics: readonly object[];
  };
  let hours = 0;
  for (const metric of Metrics) {
    const range = {
      StartTime: new Date(start),
      EndTime: new Date(clock.now()),
      Period: 3600,
      Statistics: ['SampleCount'],
    };
    const { Datapoints } = (await aws.call('monitoring', 'GetMetricStatistics', { ...metric, ...range })) as {
      readonly Datapoints: readonly object[];
    };
    hours += Datapoints.length;
  }
  return hours;
}
