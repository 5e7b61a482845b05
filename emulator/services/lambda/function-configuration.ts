import type { Input } from '../../core/service';
import { type CodeFiles, readCode } from './code';
import type { ShownState } from './function-state';
import { invalidParameter, wholeNumber } from './input';

/** Members of CreateFunction that the local Lambda implements. */
export const CONFIGURATION_MEMBERS: readonly string[] = [
  'FunctionName',
  'Role',
  'Handler',
  'Runtime',
  'Code.ZipFile',
  'Description',
  'Timeout',
  'MemorySize',
  'Architectures',
  'Environment.Variables',
  'TracingConfig.Mode',
  'LoggingConfig.LogFormat',
  'LoggingConfig.LogGroup',
  'PackageType',
  'Publish',
  'Tags',
];

/** The configuration of a function, as created by CreateFunction. */
export interface FunctionConfiguration {
  readonly functionName: string;
  readonly functionArn: string;
  readonly role: string;
  readonly roleName: string;
  readonly handler: string;
  readonly runtime: string;
  readonly description: string;
  /** Seconds. */
  readonly timeout: number;
  /** Megabytes. */
  readonly memorySize: number;
  readonly architecture: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly tracing: string;
  readonly logGroup: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly code: CodeFiles;
  /** Epoch milliseconds. */
  readonly lastModified: number;
}

const NAME = /^[\w-]{1,64}$/;
const RUNTIME = /^nodejs\d+\.x$/;
const VARIABLE_NAME = /^[a-zA-Z]\w+$/;
const VARIABLES_BYTES = 4096;

/** Limits and default of the timeout, in seconds. */
const TIMEOUT = { min: 1, max: 900, usual: 3 };

/** Limits and default of the memory, in megabytes. */
const MEMORY = { min: 128, max: 10_240, usual: 128 };

/** Variables that only Lambda may set. */
const RESERVED = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
]);

export interface Place {
  readonly functionArn: string;
  readonly roleName: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Reads CreateFunction's input.
 * @throws ServiceError `InvalidParameterValueException` that names the invalid member or variable
 */
export function readConfiguration(input: Input, place: Place): FunctionConfiguration {
  fixed(input, 'PackageType', 'Zip');
  fixed(input, 'Publish', false);

  const functionName = pattern(input, 'FunctionName', NAME);
  const architectures = (input.Architectures ?? ['x86_64']) as readonly string[];
  const logging = record(input, 'LoggingConfig');
  fixed(logging, 'LogFormat', 'Text');
  return {
    ...place,
    functionName,
    role: pattern(input, 'Role', /^arn:/),
    handler: pattern(input, 'Handler', /^[^\s.]+\.[^\s.]+$/),
    runtime: pattern(input, 'Runtime', RUNTIME),
    description: String(input.Description ?? ''),
    timeout: wholeNumber(input, 'Timeout', TIMEOUT) ?? TIMEOUT.usual,
    memorySize: wholeNumber(input, 'MemorySize', MEMORY) ?? MEMORY.usual,
    architecture: architectures[0] ?? '',
    variables: readVariables(record(record(input, 'Environment'), 'Variables')),
    tracing: String(record(input, 'TracingConfig').Mode ?? 'PassThrough'),
    logGroup: String(logging.LogGroup ?? `/aws/lambda/${functionName}`),
    tags: record(input, 'Tags') as Readonly<Record<string, string>>,
    code: readCode(record(input, 'Code')),
    lastModified: place.now,
  };
}

/**
 * Returns the member `Configuration` of GetFunction's output. CreateFunction and GetFunctionConfiguration return the same object, and
 * ListFunctions returns it for each function.
 */
export function describeConfiguration(configuration: FunctionConfiguration, state: ShownState): object {
  return {
    FunctionName: configuration.functionName,
    FunctionArn: configuration.functionArn,
    Runtime: configuration.runtime,
    Role: configuration.role,
    Handler: configuration.handler,
    Description: configuration.description,
    Timeout: configuration.timeout,
    MemorySize: configuration.memorySize,
    LastModified: new Date(configuration.lastModified).toISOString().replace('Z', '+0000'),
    Version: '$LATEST',
    Environment: { Variables: configuration.variables },
    TracingConfig: { Mode: configuration.tracing },
    LoggingConfig: { LogFormat: 'Text', LogGroup: configuration.logGroup },
    PackageType: 'Zip',
    Architectures: [configuration.architecture],
    ...state,
    LastUpdateStatus: 'Successful',
  };
}

function readVariables(variables: Input): Readonly<Record<string, string>> {
  const names = Object.keys(variables);
  const reserved = names.filter((name) => RESERVED.has(name));
  if (reserved.length > 0) {
    throw invalidParameter(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  for (const name of names) {
    if (!VARIABLE_NAME.test(name))
      throw invalidParameter(`The environment variable name '${name}' must match ${VARIABLE_NAME}.`);
    if (typeof variables[name] !== 'string')
      throw invalidParameter(`The environment variable '${name}' must be a string.`);
  }
  const bytes = Buffer.byteLength(JSON.stringify(variables));
  if (bytes > VARIABLES_BYTES) {
    throw invalidParameter(`The environment variables take ${bytes} bytes; Lambda allows ${VARIABLES_BYTES}.`);
  }
  return variables as Readonly<Record<string, string>>;
}

function pattern(input: Input, member: string, expected: RegExp): string {
  const value = input[member];
  if (typeof value === 'string' && expected.test(value)) return value;
  throw invalidParameter(`${member} is ${JSON.stringify(value)}; it must match ${expected}.`);
}

/** Checks a member for which the local Lambda supports one value only. */
function fixed(input: Input, member: string, only: unknown): void {
  const value = input[member];
  if (value === undefined || value === only) return;
  throw invalidParameter(`${member} is ${JSON.stringify(value)}; the local Lambda knows only ${JSON.stringify(only)}.`);
}

function record(input: Input, member: string): Input {
  const value = input[member] ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Input;
  throw invalidParameter(`${member} must be an object.`);
}
