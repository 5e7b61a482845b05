import type { Aws } from '../../core/aws';
import {
  type Call,
  type Caller,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { bucketHandlers } from './bucket-handlers';
import { s3Error } from './errors';
import { permissionsOnKeys } from './key-usage';
import { Lifecycle } from './lifecycle';
import { listHandlers } from './list-handlers';
import { multipartHandlers } from './multipart-handlers';
import { Notifier } from './notifier';
import { objectHandlers } from './object-handlers';
import { inputMembers } from './operation';
import { OPERATIONS } from './operations';
import { permissionsOf } from './permissions';
import { decode, encode, encodeError } from './rest-xml';
import { settingHandlers } from './settings';
import { Store } from './store';

/** Each handler names its own input; which one gets which input is decided by the operation's name alone. */
type Handlers = Readonly<Record<string, (input: never, caller: Caller) => unknown>>;

/**
 * S3: versioned objects, listings, uploads in parts and notifications to functions, in memory. Inside the local AWS, bodies are
 * bytes (`Uint8Array`; writes take text too), not streams.
 */
export class S3Service implements Service {
  readonly name = 's3';
  private readonly store: Store;
  private readonly handlers: Handlers;
  private readonly lifecycle: Lifecycle;

  constructor(private readonly aws: Aws) {
    this.store = new Store(aws);
    this.lifecycle = new Lifecycle(this.store);
    const notifier = new Notifier(this.store);
    this.handlers = {
      ...bucketHandlers(this.store),
      ...settingHandlers(this.store),
      ...notifier.handlers(),
      ...objectHandlers(this.store, notifier),
      ...listHandlers(this.store),
      ...multipartHandlers(this.store, notifier),
    };
  }

  /** Statements of the policy of a bucket, by the ARN of the bucket or of an object in it; empty without a policy. */
  readonly resourcePolicy: ResourcePolicy = (resourceArn) => {
    const [bucketName = ''] = resourceArn.split(':').slice(5).join(':').split('/');
    return this.store.buckets.get(bucketName)?.policy?.statements ?? [];
  };

  decode(request: WireRequest): Call {
    return decode(request);
  }

  encode(call: Call, output: unknown): WireResponse {
    const response = encode(call, output);
    return { ...response, headers: { 'x-amz-request-id': this.store.requestId(), ...response.headers } };
  }

  encodeError(error: ServiceError, call: Call | undefined): WireResponse {
    const response = encodeError(error, call);
    return { ...response, headers: { 'x-amz-request-id': this.store.requestId(), ...response.headers } };
  }

  permissions(call: Call): readonly Permission[] {
    return [...permissionsOf(call, this.aws.account.partition), ...permissionsOnKeys(this.store, call)];
  }

  async invoke(call: Call, caller: Caller): Promise<unknown> {
    const handler = this.handlers[call.operation];
    const operation = OPERATIONS[call.operation];
    if (handler === undefined || operation === undefined) {
      throw s3Error('NotImplemented', {}, `The local S3 does not implement ${call.operation}.`);
    }
    const members = inputMembers(operation);
    const unknown = Object.keys(call.input).find((name) => call.input[name] !== undefined && !members.has(name));
    if (unknown !== undefined) {
      throw s3Error('NotImplemented', {}, `The local S3 does not implement ${call.operation} with ${unknown}.`);
    }
    this.lifecycle.catchUp(String(call.input.Bucket));
    try {
      return await handler(call.input as never, caller);
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'NoSuchKey') this.assertMayKnow(call, caller);
      throw error;
    }
  }

  /** Only callers who may list a bucket learn that a key does not exist; others are denied (S3 API reference, GetObject). */
  private assertMayKnow({ input }: Call, caller: Caller): void {
    const resource = `arn:${this.aws.account.partition}:s3:::${input.Bucket}`;
    this.aws.authorize(caller, { action: 's3:ListBucket', resource });
  }
}
