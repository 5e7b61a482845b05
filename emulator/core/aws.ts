import { SourceKeys } from '../services/iam/source-keys';
import type { Clock } from './clock';
import { ConnectionError } from './connection-error';
import type { Random } from './random';
import {
  ADMINISTRATOR,
  type Call,
  type Caller,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from './service';
import { unknownService } from './unknown-service';

/** HTTP status of the response if the local AWS has a bug. */
const INTERNAL_FAILURE = 500;

export interface Account {
  readonly id: string;
  readonly region: string;
  readonly partition: string;
}

/** Checks whether a caller has a permission. If not, it throws a ServiceError that names caller, action and resource. */
export interface Authorizer {
  authorize(caller: Caller, permission: Permission): void;
}

/** Identifies the caller of a request by the access key that signed it. */
export interface Credentials {
  callerOf(accessKeyId: string): Caller;
}

/**
 * Receives each call that succeeded or failed with a ServiceError. It does not receive calls that an interceptor
 * refuses.
 */
export type CallListener = (record: {
  readonly service: string;
  readonly call: Call;
  readonly caller: Caller;
  /** JSON event of the calling function. Absent for other callers. */
  readonly event?: string;
  readonly error?: ServiceError;
}) => void;

/** A call between its caller and its service, before or after the service has answered. */
export interface CallInTransit {
  readonly service: string;
  readonly call: Call;
  readonly caller: Caller;
  /** True if a client makes the call in a wire protocol; false if the local AWS itself makes it. */
  readonly overWire: boolean;
  /** JSON event of the calling function. Absent for other callers. */
  readonly event?: string;
}

/**
 * Intercepts calls between callers and services. An interceptor may refuse, delay or repeat a call, and change or lose its response.
 * @param perform authorizes the call and carries it out
 */
export type Interceptor = (call: CallInTransit, perform: () => Promise<unknown>) => Promise<unknown>;

/**
 * Returns the output that callers receive instead of the service's output. It must not modify the service's output,
 * which may be an object that the service keeps.
 */
export type AnswerReshaper = (call: CallInTransit, output: unknown) => unknown;

/** Thrown by an interceptor to end the calling function in the middle of the call. */
export class CallerEnded extends Error {
  override readonly name = 'CallerEnded';
}

/** Thrown by an interceptor to make the calling function hang until its Lambda timeout. */
export class CallerStuck extends Error {
  override readonly name = 'CallerStuck';
}

export interface AwsOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly account: Account;
  readonly authorizer: Authorizer;
  readonly credentials: Credentials;
  /** Condition keys that name the account or resource for which a service acts. Default: the documented keys. */
  readonly sourceKeys?: SourceKeys;
}

/** The emulated AWS: a set of services behind one entry point that authorizes calls. */
export class Aws {
  readonly clock: Clock;
  readonly random: Random;
  readonly account: Account;
  readonly sourceKeys: SourceKeys;
  private readonly services = new Map<string, Service>();
  private readonly listeners: CallListener[] = [];
  private interceptor: Interceptor = (_call, perform) => perform();
  private reshaper: AnswerReshaper = (_call, output) => output;

  constructor(private readonly options: AwsOptions) {
    this.clock = options.clock;
    this.random = options.random;
    this.account = options.account;
    this.sourceKeys = options.sourceKeys ?? new SourceKeys();
  }

  register(service: Service): void {
    this.services.set(service.name, service);
  }

  all(): readonly Service[] {
    return [...this.services.values()];
  }

  onCall(listener: CallListener): void {
    this.listeners.push(listener);
  }

  intercept(interceptor: Interceptor): void {
    this.interceptor = interceptor;
  }

  reshapeAnswers(reshaper: AnswerReshaper): void {
    this.reshaper = reshaper;
  }

  /** Returns an ARN in this account and region. Pass the region `''` for services whose ARNs have no region. */
  arn(service: string, resource: string, region = this.account.region): string {
    return `arn:${this.account.partition}:${service}:${region}:${this.account.id}:${resource}`;
  }

  /**
   * Checks an additional permission that a service needs in order to act for the caller.
   * @throws ServiceError that names caller, action and resource
   */
  authorize(caller: Caller, permission: Permission): void {
    this.options.authorizer.authorize(caller, permission);
  }

  /**
   * Checks a call's permissions without making the call, e.g. for an alarm's notification.
   * @throws ServiceError that names caller, action and resource
   */
  authorizeCall(serviceName: string, call: Call, caller: Caller): void {
    for (const permission of this.service(serviceName).permissions(call)) this.authorize(caller, permission);
  }

  /**
   * Makes a call from inside the local AWS, e.g. for Terraform, Step Functions or S3 notifications.
   * @throws ServiceError as AWS would return it, including access denied, and errors of interceptors
   * @throws ConnectionError if the service has no endpoint in the region
   */
  async call(serviceName: string, operation: string, input: Input, caller: Caller = ADMINISTRATOR): Promise<unknown> {
    const call = { operation, input };
    return this.pass(this.service(serviceName), { service: serviceName, call, caller, overWire: false });
  }

  /**
   * Handles a request like {@link handle}, but never throws: an error becomes an internal failure in the service's protocol.
   * @param report called with the error that was thrown
   */
  async respond(request: WireRequest, report: (error: unknown) => void): Promise<WireResponse> {
    try {
      return await this.handle(request);
    } catch (error) {
      report(error);
      const text = error instanceof Error ? error.message : String(error);
      const failure = new ServiceError('InternalFailure', `The local AWS failed: ${text}`, INTERNAL_FAILURE);
      return this.service(this.endpoint(request)).encodeError(failure, undefined);
    }
  }

  /**
   * Handles a request over the wire, from a function's SDK client or by HTTP. A ServiceError becomes the response.
   * @param event JSON event of the calling function
   * @throws ConnectionError if the service has no endpoint in the region, and errors of interceptors. Any other error is a bug in the local
   * AWS
   */
  async handle(request: WireRequest, event?: string): Promise<WireResponse> {
    const { accessKeyId } = credentialScope(request);
    const serviceName = this.endpoint(request);
    const service = this.services.get(serviceName);
    if (service === undefined) {
      return unknownService(
        serviceName,
        request,
        `The local AWS has no service '${serviceName}'; it has: ${this.serviceNames()}.`,
      );
    }
    let call: Call | undefined;
    try {
      call = service.decode(request);
      const caller = this.options.credentials.callerOf(accessKeyId);
      const inTransit = { service: serviceName, call, caller, overWire: true, ...(event !== undefined && { event }) };
      const output = await this.pass(service, inTransit);
      return service.encode(call, output);
    } catch (error) {
      if (error instanceof ServiceError) return service.encodeError(error, call);
      throw error;
    }
  }

  /**
   * Name of the requested service. It is the request's signing name, unless the service with that name delegates the
   * request to another service.
   */
  private endpoint(request: WireRequest): string {
    const { serviceName } = credentialScope(request);
    return this.services.get(serviceName)?.delegate?.(request) ?? serviceName;
  }

  private pass(service: Service, inTransit: CallInTransit): Promise<unknown> {
    return this.interceptor(inTransit, async () => this.reshaper(inTransit, await this.perform(service, inTransit)));
  }

  private async perform(service: Service, inTransit: CallInTransit): Promise<unknown> {
    const { call, caller } = inTransit;
    this.assertEndpoint(service);
    try {
      const admitted = service.admit?.(call) ?? call;
      for (const permission of service.permissions(admitted)) this.options.authorizer.authorize(caller, permission);
      const output = await service.invoke(admitted, caller);
      this.emit(inTransit);
      return output;
    } catch (error) {
      if (error instanceof ServiceError) this.emit(inTransit, error);
      throw error;
    }
  }

  /** @throws ConnectionError, with the message of a DNS resolver, if the service has no endpoint in the region */
  private assertEndpoint({ name, regions }: Service): void {
    const { region } = this.account;
    if (regions !== undefined && !regions.has(region))
      throw new ConnectionError('ENOTFOUND', `getaddrinfo ENOTFOUND ${name}.${region}.amazonaws.com`);
  }

  private emit({ overWire: _, ...inTransit }: CallInTransit, error?: ServiceError): void {
    const record = { ...inTransit, ...(error && { error }) };
    for (const listener of this.listeners) listener(record);
  }

  private service(name: string): Service {
    const service = this.services.get(name);
    if (service === undefined) {
      throw new Error(`The local AWS has no service '${name}'; it has: ${this.serviceNames()}.`);
    }
    return service;
  }

  private serviceNames(): string {
    return [...this.services.keys()].sort().join(', ');
  }
}

/** SigV4 puts `Credential=KEY/DATE/REGION/SERVICE/aws4_request` into the Authorization header or the query. */
function credentialScope(request: WireRequest): { accessKeyId: string; serviceName: string } {
  const header = /Credential=([^,\s]+)/.exec(request.headers.authorization ?? '')?.[1];
  const [accessKeyId = '', , , serviceName = ''] = (header ?? request.query.get('X-Amz-Credential') ?? '').split('/');
  return { accessKeyId, serviceName };
}
