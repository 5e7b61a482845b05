import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { pageOf } from '../../core/paging';
import { RestJsonProtocol } from '../../core/protocols/rest-json';
import type { Random } from '../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import type { IssuedCredentials } from '../iam/credentials';
import type { Statement } from '../iam/policy-document';
import MODEL from './api-model.json';
import { type BusyTime, Concurrency } from './concurrency';
import { EventInvocations } from './event-invocations';
import { DEFAULT_EVENT_SETTINGS, describeEventSettings, type EventSettings, readEventSettings } from './event-settings';
import { assumedRole, checkDestination, checkTracing, PRINCIPAL } from './execution-role';
import {
  CONFIGURATION_MEMBERS,
  describeConfiguration,
  type FunctionConfiguration,
  readConfiguration,
} from './function-configuration';
import { parseFunctionName } from './function-name';
import { FunctionRuntime, type InvocationResult, type LogListener } from './function-runtime';
import { DEFAULT_IDLE_DAYS, FunctionState } from './function-state';
import type { FailedEvent, InvocationRecord } from './history';
import { invalidParameter } from './input';
import { readPayload } from './payload';
import { ResourcePolicy } from './resource-policy';

/** Output of Invoke. Only the payload is in the body. */
interface InvokeOutput {
  readonly StatusCode: number;
  readonly FunctionError?: string;
  readonly ExecutedVersion?: string;
  readonly Payload: string;
}

const LATEST = '$LATEST';
/**
 * Maximum number of functions on a page of ListFunctions, even if MaxItems is larger. Source: API reference of
 * ListFunctions, 2026-11.
 */
const MAX_LISTED = 50;

/** Bytes of code that an account and a function may have. Source: "Lambda quotas", developer guide, 2026-11. */
const CODE_LIMITS = { TotalCodeSize: 80_530_636_800, CodeSizeUnzipped: 262_144_000, CodeSizeZipped: 52_428_800 };

/** Returns the clock skew of a function's new execution environment, in milliseconds. */
export type ClockOffset = (functionName: string) => number;

interface LambdaFunction {
  readonly configuration: FunctionConfiguration;
  readonly runtime: FunctionRuntime;
  readonly state: FunctionState;
  readonly policy: ResourcePolicy;
  eventSettings: EventSettings;
}

/** AWS Lambda. Functions run in this process, on virtual time, from the code that would be deployed. */
export class LambdaService extends EmulatedService {
  readonly name = 'lambda';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'Lambda';
  protected override readonly codes = {
    unknownOperation: 'UnknownOperationException',
    mistyped: 'InvalidRequestContentException',
    invalid: 'InvalidParameterValueException',
  };
  protected readonly protocol = new RestJsonProtocol({
    model: this.model,
    bodyOfError: ({ status, message }) => ({ Type: status < 500 ? 'User' : 'Service', Message: message }),
    notJson: 'InvalidRequestContentException',
  });

  private readonly functions = new Map<string, LambdaFunction>();
  private readonly logListeners: LogListener[] = [];
  private readonly history: InvocationRecord[] = [];
  private readonly failed: FailedEvent[] = [];
  private readonly events: EventInvocations;
  private readonly random: Random;
  private readonly concurrency: Concurrency;
  private clockOffset: ClockOffset = () => 0;
  private idleDays = DEFAULT_IDLE_DAYS;

  protected readonly operations: Operations = {
    CreateFunction: operation(CONFIGURATION_MEMBERS, (input) => this.createFunction(input)),
    GetFunction: operation(['FunctionName', 'Qualifier'], (input) => this.getFunction(input)),
    GetFunctionConfiguration: operation(['FunctionName', 'Qualifier'], (input) => describe(this.find(input))),
    ListFunctions: operation(['Marker', 'MaxItems'], (input) => this.listFunctions(input)),
    DeleteFunction: operation(['FunctionName'], (input) => this.deleteFunction(input)),
    GetAccountSettings: operation([], () => this.getAccountSettings()),
    Invoke: operation(['FunctionName', 'InvocationType', 'LogType', 'Payload', 'Qualifier'], (input) =>
      this.invokeFunction(input),
    ),
    AddPermission: operation(
      ['FunctionName', 'StatementId', 'Action', 'Principal', 'SourceArn', 'SourceAccount'],
      (input) => ({ Statement: this.find(input).policy.add(input) }),
    ),
    GetPolicy: operation(['FunctionName', 'Qualifier'], (input) => this.getPolicy(input)),
    PutFunctionEventInvokeConfig: operation(
      ['FunctionName', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig.OnFailure.Destination'],
      (input) => this.putEventInvokeConfig(input),
    ),
  };

  /** @param credentials issues the access keys that identify requests of functions */
  constructor(
    private readonly aws: Aws,
    private readonly credentials: IssuedCredentials,
  ) {
    super();
    this.random = aws.random.fork('lambda');
    this.concurrency = new Concurrency(aws.clock);
    this.events = new EventInvocations(aws, (event) => this.failed.push(event));
  }

  /** Calls the listener with every line that a function writes, including embedded metrics. */
  onLog(listener: LogListener): void {
    this.logListeners.push(listener);
  }

  /** Sets the clock skew of new execution environments. */
  skewClocks(offset: ClockOffset): void {
    this.clockOffset = offset;
  }

  /** Sets the days without an invocation after which functions become inactive; `Infinity` for never. Default: 14 */
  setIdleDays(days: number): void {
    this.idleDays = days;
  }

  /**
   * Sets the limit of concurrent executions of all functions. Default: 1,000.
   * @param reserved part of the limit for functions outside the deployment
   */
  setConcurrency(limit: number, reserved = 0): void {
    this.concurrency.limit = limit;
    this.concurrency.reserved = reserved;
  }

  /** Returns the quotas that Service Quotas lists for Lambda. The quota's code is taken from public scripts (2026-11). */
  appliedQuotas() {
    return [{ code: 'L-B99A9384', name: 'Concurrent executions', adjustable: true, value: this.concurrency.limit }];
  }

  /** Sets how many milliseconds functions stay busy after their code has ended. Default: 0 */
  setBusyTime(busyTime: BusyTime): void {
    this.concurrency.busyTime = busyTime;
  }

  /** All attempts that ran a function, in the order in which they ended. */
  invocations(): readonly InvocationRecord[] {
    return this.history;
  }

  failedEvents(): readonly FailedEvent[] {
    return this.failed;
  }

  /** Statements of a function's resource policy, for the authorizer. */
  resourcePolicy(functionArn: string): readonly Statement[] {
    return this.functions.get(parseFunctionName(functionArn).name)?.policy.statements ?? [];
  }

  permissions({ operation, input }: Call): readonly Permission[] {
    const resource =
      typeof input.FunctionName === 'string' ? this.arn(parseFunctionName(input.FunctionName).name) : '*';
    const action = operation === 'Invoke' ? 'lambda:InvokeFunction' : `lambda:${operation}`;
    if (operation !== 'CreateFunction') return [{ action, resource }];
    const passRole = {
      action: 'iam:PassRole',
      resource: String(input.Role),
      context: { 'iam:PassedToService': PRINCIPAL },
    };
    return [{ action, resource }, passRole];
  }

  private async createFunction(input: Input): Promise<unknown> {
    const { name } = parseFunctionName(String(input.FunctionName));
    if (this.functions.has(name)) {
      throw new ServiceError('ResourceConflictException', `Function already exist: ${name}`, 409);
    }
    const roleName = await assumedRole(this.aws, String(input.Role));
    const functionArn = this.arn(name);
    const configuration = readConfiguration(input, { functionArn, roleName, now: this.aws.clock.now() });
    checkTracing(this.aws, configuration);
    const credentials = this.credentials.issue(roleName, name);
    const created: LambdaFunction = {
      configuration,
      runtime: new FunctionRuntime(
        this.aws,
        configuration,
        credentials,
        (record) => {
          for (const listener of this.logListeners) listener(record);
        },
        () => this.clockOffset(name),
      ),
      state: new FunctionState(this.aws.clock, this.random.fork(`state/${name}`), () => this.idleDays),
      policy: new ResourcePolicy(functionArn),
      eventSettings: DEFAULT_EVENT_SETTINGS,
    };
    this.functions.set(name, created);
    return describe(created);
  }

  private getFunction(input: Input): unknown {
    const found = this.find(input);
    return { Configuration: describe(found), Code: { RepositoryType: 'S3' }, Tags: found.configuration.tags };
  }

  private listFunctions({ Marker: token, MaxItems: size = MAX_LISTED }: Input): unknown {
    const { page, next } = pageOf(this.list(), {
      token,
      size: Math.min(Number(size), MAX_LISTED),
      invalidToken: (text) => invalidParameter(`Marker is '${text}', which ListFunctions has not returned.`),
    });
    return { Functions: page.map(describe), NextMarker: next };
  }

  private deleteFunction(input: Input): unknown {
    this.functions.delete(this.find(input).configuration.functionName);
    return { StatusCode: 204 };
  }

  private getAccountSettings(): unknown {
    const { limit, reserved } = this.concurrency;
    return {
      AccountLimit: { ...CODE_LIMITS, ConcurrentExecutions: limit, UnreservedConcurrentExecutions: limit - reserved },
      AccountUsage: { TotalCodeSize: 0, FunctionCount: this.functions.size },
    };
  }

  private getPolicy(input: Input): unknown {
    const { policy } = this.find(input);
    if (policy.text === undefined) {
      throw new ServiceError('ResourceNotFoundException', 'The resource you requested does not exist.', 404);
    }
    return { Policy: policy.text };
  }

  private putEventInvokeConfig(input: Input): unknown {
    const found = this.find(input);
    const settings = readEventSettings(input);
    checkDestination(this.aws, found.configuration, settings);
    found.eventSettings = settings;
    return {
      FunctionArn: `${found.configuration.functionArn}:${LATEST}`,
      LastModified: new Date(this.aws.clock.now()),
      ...describeEventSettings(settings),
    };
  }

  private async invokeFunction(input: Input): Promise<InvokeOutput> {
    const found = this.find(input);
    if ((input.LogType ?? 'None') !== 'None') {
      throw new ServiceError(
        'InvalidParameterValueException',
        `The local Lambda does not know LogType '${input.LogType}'.`,
      );
    }
    const type = String(input.InvocationType ?? 'RequestResponse');
    switch (type) {
      case 'DryRun':
        return { StatusCode: 204, Payload: '' };
      case 'Event':
        return this.enqueue(found, readPayload(input, type));
      case 'RequestResponse': {
        const result = await this.attempt(found, type, this.random.uuid(), readPayload(input, type), 1);
        return {
          StatusCode: 200,
          ...(result.error !== undefined && { FunctionError: 'Unhandled' }),
          ExecutedVersion: LATEST,
          Payload: result.payload,
        };
      }
      default:
        throw new ServiceError(
          'InvalidParameterValueException',
          `InvocationType is ${JSON.stringify(type)}; it must be RequestResponse, Event or DryRun.`,
        );
    }
  }

  private enqueue(found: LambdaFunction, payload: string): InvokeOutput {
    const requestId = this.random.uuid();
    this.events.enqueue({
      requestId,
      payload,
      configuration: found.configuration,
      settings: found.eventSettings,
      run: (attempt) => this.attempt(found, 'Event', requestId, payload, attempt),
    });
    return { StatusCode: 202, Payload: '' };
  }

  private async attempt(
    { configuration, runtime, state }: LambdaFunction,
    type: InvocationRecord['type'],
    requestId: string,
    payload: string,
    attempt: number,
  ): Promise<InvocationResult> {
    const { functionName } = configuration;
    const result = await this.concurrency.run(functionName, () => {
      state.use();
      return runtime.invoke(requestId, payload);
    });
    const { error } = result;
    this.history.push({
      functionName,
      requestId,
      type,
      attempt,
      at: this.aws.clock.now(),
      ...(error && { error }),
    });
    return result;
  }

  private list(): readonly LambdaFunction[] {
    const byName = (one: [string, unknown], other: [string, unknown]) => (one[0] < other[0] ? -1 : 1);
    return [...this.functions].sort(byName).map(([, found]) => found);
  }

  private find(input: Input): LambdaFunction {
    const { name, qualifier = input.Qualifier ?? LATEST } = parseFunctionName(String(input.FunctionName));
    const found = this.functions.get(name);
    if (found !== undefined && qualifier === LATEST) return found;
    const suffix = qualifier === LATEST ? '' : `:${qualifier}`;
    throw new ServiceError('ResourceNotFoundException', `Function not found: ${this.arn(name)}${suffix}`, 404);
  }

  private arn(name: string): string {
    return this.aws.arn('lambda', `function:${name}`);
  }
}

function describe({ configuration, state }: LambdaFunction): object {
  return describeConfiguration(configuration, state.describe());
}
