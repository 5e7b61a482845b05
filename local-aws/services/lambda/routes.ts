import { toWire } from '../../core/protocols/json';
import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../../core/service';

/** The part of Lambda's REST JSON protocol that the local Lambda implements. */
interface Route {
  readonly operation: string;
  readonly method: string;
  /** The function's name is its first group. */
  readonly path: RegExp;
  readonly status: number;
}

const FUNCTIONS = '/2015-03-31/functions';

const ROUTES: readonly Route[] = [
  { operation: 'CreateFunction', method: 'POST', path: new RegExp(`^${FUNCTIONS}/?$`), status: 201 },
  { operation: 'ListFunctions', method: 'GET', path: new RegExp(`^${FUNCTIONS}/?$`), status: 200 },
  { operation: 'GetFunction', method: 'GET', path: new RegExp(`^${FUNCTIONS}/([^/]+)$`), status: 200 },
  {
    operation: 'GetFunctionConfiguration',
    method: 'GET',
    path: new RegExp(`^${FUNCTIONS}/([^/]+)/configuration$`),
    status: 200,
  },
  { operation: 'DeleteFunction', method: 'DELETE', path: new RegExp(`^${FUNCTIONS}/([^/]+)$`), status: 204 },
  {
    operation: 'Invoke',
    method: 'POST',
    path: new RegExp(`^${FUNCTIONS}/([^/]+)/invocations$`),
    status: 200,
  },
  {
    operation: 'AddPermission',
    method: 'POST',
    path: new RegExp(`^${FUNCTIONS}/([^/]+)/policy$`),
    status: 201,
  },
  { operation: 'GetPolicy', method: 'GET', path: new RegExp(`^${FUNCTIONS}/([^/]+)/policy$`), status: 200 },
  {
    operation: 'PutFunctionEventInvokeConfig',
    method: 'PUT',
    path: /^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/,
    status: 200,
  },
];

/** @throws ServiceError `UnknownOperationException` */
export function decodeRoute(request: WireRequest): Call {
  for (const { operation, method, path } of ROUTES) {
    const match = request.method === method ? path.exec(request.path) : null;
    if (match === null) continue;
    const functionName = match[1] === undefined ? {} : { FunctionName: decodeURIComponent(match[1]) };
    const qualifier = request.query.get('Qualifier');
    const input = operation === 'Invoke' ? invokeInput(request) : bodyInput(request.body);
    return {
      operation,
      input: { ...input, ...functionName, ...(qualifier !== null && { Qualifier: qualifier }) },
    };
  }
  throw new ServiceError(
    'UnknownOperationException',
    `The local Lambda has no ${request.method} ${request.path}.`,
    404,
  );
}

export function encodeRoute({ operation }: Call, output: unknown): WireResponse {
  if (operation === 'Invoke') return encodeInvoke(output as InvokeOutput);
  const status = ROUTES.find((route) => route.operation === operation)?.status ?? 200;
  const body = output === undefined ? '' : JSON.stringify(toWire(output));
  return { status, headers: { 'content-type': 'application/json' }, body };
}

export function encodeRouteError(error: ServiceError): WireResponse {
  return {
    status: error.status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
    body: JSON.stringify({
      Type: error.status < 500 ? 'User' : 'Service',
      Message: error.message,
      ...error.fields,
    }),
  };
}

/** Invoke's response. Only the payload is in the body. */
export interface InvokeOutput {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly Payload: string;
}

function encodeInvoke(output: InvokeOutput): WireResponse {
  return {
    status: output.StatusCode,
    headers: {
      'content-type': 'application/json',
      ...(output.FunctionError !== undefined && { 'x-amz-function-error': output.FunctionError }),
      ...(output.ExecutedVersion !== undefined && { 'x-amz-executed-version': output.ExecutedVersion }),
    },
    body: output.Payload,
  };
}

function invokeInput({ headers, body }: WireRequest): Input {
  const type = headers['x-amz-invocation-type'];
  const logType = headers['x-amz-log-type'];
  return {
    Payload: body,
    ...(type !== undefined && { InvocationType: type }),
    ...(logType !== undefined && { LogType: logType }),
  };
}

function bodyInput(body: Uint8Array): Input {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Input;
  } catch {
    throw new ServiceError('InvalidRequestContentException', 'The request body is not JSON.');
  }
}
