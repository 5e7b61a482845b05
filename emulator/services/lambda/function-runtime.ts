import { type Aws, CallerEnded, CallerStuck } from '../../core/aws';
import { ConnectionError } from '../../core/connection-error';
import type { Random } from '../../core/random';
import type { WireRequest, WireResponse } from '../../core/service';
import type { TemporaryCredentials } from '../iam/credentials';
import { TASK_ROOT } from './code';
import type { FunctionConfiguration } from './function-configuration';
import { type FunctionError, timedOut } from './function-error';
import { type Ending, Environment } from './sandbox/environment';

export type LogListener = (record: {
  readonly functionName: string;
  readonly roleName: string;
  /** Id of the request; empty for output outside an invocation. */
  readonly requestId: string;
  readonly line: string;
}) => void;

/** Response of an invocation: JSON text, with the error if the function failed. */
export interface InvocationResult {
  readonly payload: string;
  readonly error?: FunctionError;
}

/** Maximum number of bytes of a response: Lambda allows 6 MB plus a few bytes for the envelope. */
const RESPONSE_BYTES = 6_291_556;

/** Errors that are not bugs. They come from interceptors, or from a service without an endpoint in the region. */
const FAULTS = [CallerEnded, CallerStuck, ConnectionError];

interface Warm {
  readonly environment: Environment;
  readonly logStreamName: string;
  /** Event of the current or last invocation, as JSON text. */
  event: string;
}

/** Runs one function: keeps its execution environments warm, assigns one to each invocation, and enforces the timeout. */
export class FunctionRuntime {
  private readonly random: Random;
  private readonly idle: Warm[] = [];
  private started = 0;

  constructor(
    private readonly aws: Aws,
    private readonly configuration: FunctionConfiguration,
    private readonly credentials: TemporaryCredentials,
    private readonly onLog: LogListener,
    private readonly clockOffset: () => number = () => 0,
  ) {
    this.random = aws.random.fork(`lambda/${configuration.functionName}`);
  }

  /** @param payload the event as JSON text */
  async invoke(requestId: string, payload: string): Promise<InvocationResult> {
    const warm = this.idle.pop() ?? this.start();
    warm.event = payload;
    const { clock } = this.aws;
    const deadline = clock.now() + this.configuration.timeout * 1000;
    const timeout = clock.at(deadline, () => warm.environment.kill(timedOut(requestId, this.configuration.timeout)));
    const ending = await warm.environment.run({
      requestId,
      event: JSON.parse(payload),
      context: this.context(requestId, deadline, warm.logStreamName),
      variables: { _X_AMZN_TRACE_ID: this.traceHeader() },
    });
    timeout.cancel();
    if (!('fatal' in ending && ending.fatal)) this.idle.push(warm);
    return this.resultOf(requestId, ending);
  }

  private resultOf(requestId: string, ending: Ending): InvocationResult {
    const answer = 'error' in ending ? ending : serialize(ending.result);
    if (!('error' in answer)) return answer;
    const payload = JSON.stringify(answer.error);
    const time = new Date(this.aws.clock.now()).toISOString();
    this.log(requestId, [time, requestId, 'ERROR', 'Invoke Error ', payload].join('\t'));
    return { payload, error: answer.error };
  }

  private start(): Warm {
    this.started += 1;
    const random = this.random.fork(`environment-${this.started}`);
    const date = new Date(this.aws.clock.now()).toISOString().slice(0, 'yyyy-mm-dd'.length);
    const logStreamName = `${date.replaceAll('-', '/')}/[$LATEST]${random.hex(32)}`;
    const warm = { logStreamName, event: '' };
    const environment = new Environment({
      clock: this.aws.clock,
      clockOffset: this.clockOffset(),
      random,
      code: this.configuration.code,
      handler: this.configuration.handler,
      runtime: this.configuration.runtime,
      environment: this.variables(logStreamName),
      transport: (request) => this.send(request, warm.event),
      onLine: (requestId, line) => this.log(requestId, line),
    });
    return Object.assign(warm, { environment });
  }

  /**
   * Sends a function's request. An unsigned request fails, because it would go to the internet, which is not available.
   * An error that is not in `FAULTS` is a bug of the local AWS. Such an error is reported to the clock, because the SDK
   * would hide the bug: it would retry the request, as after a network error.
   */
  private async send(request: WireRequest, event: string): Promise<WireResponse> {
    if (
      !(request.headers.authorization ?? '').startsWith('AWS4-HMAC-SHA256') &&
      !request.query.has('X-Amz-Credential')
    ) {
      const message = `connect ECONNREFUSED: functions in the local AWS have no network; the address was ${request.headers.host}${request.path}`;
      throw Object.assign(new Error(message), { code: 'ECONNREFUSED' });
    }
    try {
      return await this.aws.handle(request, event);
    } catch (error) {
      if (!FAULTS.some((fault) => error instanceof fault)) this.aws.clock.fail(error);
      throw error;
    }
  }

  private variables(logStreamName: string): Readonly<Record<string, string>> {
    const { configuration, credentials } = this;
    const { region } = this.aws.account;
    return {
      PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      NODE_PATH: `/opt/nodejs/node_modules:/var/runtime/node_modules:/var/runtime:${TASK_ROOT}`,
      ...configuration.variables,
      _HANDLER: configuration.handler,
      AWS_REGION: region,
      AWS_DEFAULT_REGION: region,
      AWS_EXECUTION_ENV: `AWS_Lambda_${configuration.runtime}`,
      AWS_LAMBDA_FUNCTION_NAME: configuration.functionName,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(configuration.memorySize),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: configuration.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_SESSION_TOKEN: credentials.sessionToken,
      LAMBDA_TASK_ROOT: TASK_ROOT,
      LAMBDA_RUNTIME_DIR: '/var/runtime',
    };
  }

  /** @param deadline epoch milliseconds */
  private context(requestId: string, deadline: number, logStreamName: string): object {
    const { configuration } = this;
    return {
      callbackWaitsForEmptyEventLoop: true,
      functionName: configuration.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: configuration.functionArn,
      memoryLimitInMB: String(configuration.memorySize),
      awsRequestId: requestId,
      logGroupName: configuration.logGroup,
      logStreamName,
      getRemainingTimeInMillis: () => deadline - this.aws.clock.now(),
    };
  }

  private traceHeader(): string {
    const seconds = Math.floor(this.aws.clock.now() / 1000).toString(16);
    const sampled = this.configuration.tracing === 'Active' ? 1 : 0;
    return `Root=1-${seconds}-${this.random.hex(24)};Parent=${this.random.hex(16)};Sampled=${sampled}`;
  }

  private log(requestId: string, line: string): void {
    const { functionName, roleName } = this.configuration;
    this.onLog({ functionName, roleName, requestId, line });
  }
}

function serialize(result: unknown): { payload: string } | { error: FunctionError } {
  let payload: string;
  try {
    payload = JSON.stringify(result) ?? 'null';
  } catch {
    return {
      error: {
        errorType: 'Runtime.MarshalError',
        errorMessage: 'Unable to stringify response body',
        trace: [],
      },
    };
  }
  if (Buffer.byteLength(payload) <= RESPONSE_BYTES) return { payload };
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESPONSE_BYTES} bytes).`;
  return { error: { errorType: 'Function.ResponseSizeTooLarge', errorMessage } };
}
