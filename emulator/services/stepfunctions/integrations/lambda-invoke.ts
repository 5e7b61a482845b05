import { StatesError } from '../errors';
import { isJsonObject, isObject, type Json } from '../json';
import { callService } from './call-service';
import type { Integration, TaskRequest } from './integration';
import { type ErrorStyle, withErrorStyle, withSdkMetadata } from './optimized';

const ERRORS: ErrorStyle = {
  prefix: 'Lambda',
  serviceName: 'AWSLambda',
  unmodelled: 'AWSLambdaException',
  // Only the first of these names was observed, in the form `Lambda.CodeArtifactUserPendingException` (issue 801 of
  // aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws, September 2026).
  modelled: [
    'CodeArtifactUserPending',
    'EC2AccessDenied',
    'EC2Throttled',
    'EC2Unexpected',
    'ENILimitReached',
    'ENINotReady',
    'InvalidParameterValue',
    'InvalidRequestContent',
    'KMSAccessDenied',
    'RequestTooLarge',
    'ResourceConflict',
    'ResourceNotFound',
    'ResourceNotReady',
    'Service',
    'SubnetIPAddressLimitReached',
    'TooManyRequests',
  ],
};

/** Range of the milliseconds between Lambda's response and the end of the attempt. */
const LATENCY = { from: 50, to: 250 };

/** Integration `arn:<partition>:states:::lambda:invoke`. */
export const lambdaInvoke: Integration = {
  resourceType: 'lambda',
  resource: 'invoke',
  arguments: {
    required: ['FunctionName'],
    optional: ['Payload', 'InvocationType', 'Qualifier', 'ClientContext', 'LogType'],
  },
  async run(request) {
    const { Payload, ...rest } = request.arguments;
    const input = { ...rest, Payload: JSON.stringify(Payload ?? {}) };
    const response = await withErrorStyle(ERRORS, request, () => callService(request, 'lambda', 'Invoke', input));
    const { random, aws } = request.execution;
    await aws.clock.sleep(random.integer(LATENCY.from, LATENCY.to), request.signal);
    return resultOf(response, request);
  },
};

function resultOf(response: unknown, request: TaskRequest): Json {
  if (!isObject(response)) throw new Error('The lambda service responded to Invoke without an object.');
  const text = textOf(response.Payload);
  const payload: Json = text === '' ? null : JSON.parse(text);
  if (response.FunctionError !== undefined) {
    const named = isJsonObject(payload) && typeof payload.errorType === 'string' ? payload.errorType : 'Lambda.Unknown';
    throw new StatesError(named, text);
  }
  return withSdkMetadata(
    {
      Payload: payload,
      StatusCode: Number(response.StatusCode),
      ...(response.ExecutedVersion !== undefined && { ExecutedVersion: String(response.ExecutedVersion) }),
    },
    request,
  );
}

function textOf(payload: unknown): string {
  if (payload instanceof Uint8Array) return new TextDecoder().decode(payload);
  return typeof payload === 'string' ? payload : '';
}
