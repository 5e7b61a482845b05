import { structureOf } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation, type Protocol } from '../../core/emulated-service';
import {
  type Call,
  type Caller,
  type Input,
  type Permission,
  ServiceError,
  type WireResponse,
} from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { API_MODEL } from './api';
import { bucketHandlers } from './bucket-handlers';
import { type S3ErrorCode, s3Error } from './errors';
import { permissionsOnKeys } from './key-usage';
import { Lifecycle } from './lifecycle';
import { listHandlers } from './list-handlers';
import { multipartHandlers } from './multipart-handlers';
import { Notifier } from './notifier';
import { objectHandlers } from './object-handlers';
import { inputMembers, type Operation as OperationBinding } from './operation';
import { OPERATIONS } from './operations';
import { permissionsOf } from './permissions';
import { decode, encode, encodeError } from './rest-xml';
import { settingHandlers } from './settings';
import { Store } from './store';

/** Handlers by operation name. Each handler declares the type of its input. */
type Handlers = Readonly<Record<string, (input: never, caller: Caller) => unknown>>;

/**
 * S3: versioned objects, listings, multipart uploads and notifications to functions, in memory. In calls inside the local AWS, bodies are
 * bytes (`Uint8Array`), not streams. Writes also accept text.
 */
export class S3Service extends EmulatedService {
  readonly name = 's3';
  readonly model = API_MODEL;
  protected readonly title = 'S3';
  protected override readonly codes = {
    unknownOperation: 'NotImplemented',
    mistyped: 'InvalidArgument',
    invalid: 'NotImplemented',
    missing: 'MalformedXML',
  };
  /**
   * Only the presence of required members is checked, because S3 is less strict than its API model. For example, a filter rule may be named
   * `prefix` or `Prefix`, and S3 always returns `Prefix`.
   */
  protected override readonly checks = 'required';
  protected readonly protocol: Protocol;
  protected readonly operations: Operations;
  private readonly store: Store;
  private readonly lifecycle: Lifecycle;

  constructor(private readonly aws: Aws) {
    super();
    this.store = new Store(aws);
    this.lifecycle = new Lifecycle(this.store);
    const notifier = new Notifier(this.store);
    const handlers: Handlers = {
      ...bucketHandlers(this.store),
      ...settingHandlers(this.store),
      ...notifier.handlers(),
      ...objectHandlers(this.store, notifier),
      ...listHandlers(this.store),
      ...multipartHandlers(this.store, notifier),
    };
    this.operations = Object.fromEntries(
      Object.entries(OPERATIONS).flatMap(([name, binding]) => {
        const handler = handlers[name];
        if (handler === undefined) return [];
        return [[name, operation(membersOf(name, binding), (input, caller) => this.carryOut(handler, input, caller))]];
      }),
    );
    this.protocol = {
      decode,
      encode: (call, output) => this.identified(encode(call, output)),
      encodeError: (error, call) => this.identified(encodeError(error, call)),
    };
  }

  /** Returns the statements of a bucket's policy, or none if the bucket has no policy. The resource is the bucket or one of its objects. */
  readonly resourcePolicy: ResourcePolicy = (resourceArn) => {
    const [bucketName = ''] = resourceArn.split(':').slice(5).join(':').split('/');
    return this.store.buckets.get(bucketName)?.policy?.statements ?? [];
  };

  permissions(call: Call): readonly Permission[] {
    return [...permissionsOf(call, this.aws.account.partition), ...permissionsOnKeys(this.store, call)];
  }

  protected override refusal(code: S3ErrorCode, message: string): ServiceError {
    return s3Error(code, {}, message);
  }

  private identified(response: WireResponse): WireResponse {
    return { ...response, headers: { 'x-amz-request-id': this.store.requestId(), ...response.headers } };
  }

  private async carryOut(handler: Handlers[string], input: Input, caller: Caller): Promise<unknown> {
    this.checkOwners(input);
    this.lifecycle.catchUp(String(input.Bucket));
    try {
      return await handler(input as never, caller);
    } catch (error) {
      if (error instanceof ServiceError && SECRET.has(error.code)) this.assertMayKnow(input, caller);
      throw error;
    }
  }

  /** @throws ServiceError AccessDenied if the request expects another owner than this account. This account owns all buckets */
  private checkOwners({ ExpectedBucketOwner: owner, ExpectedSourceBucketOwner: sourceOwner }: Input): void {
    for (const expected of [owner, sourceOwner]) {
      if (expected !== undefined && expected !== this.aws.account.id) throw s3Error('AccessDenied');
    }
  }

  /**
   * Checks that the caller may know which keys and versions the bucket has. A caller without permission to list the
   * bucket gets AccessDenied instead of NoSuchKey (source: S3 API reference, GetObject, 2026-11) or NoSuchVersion
   * (unconfirmed: `s3-missing-version` in docs/local-aws.md).
   * @throws ServiceError AccessDenied
   */
  private assertMayKnow(input: Input, caller: Caller): void {
    const resource = `arn:${this.aws.account.partition}:s3:::${input.Bucket}`;
    this.aws.authorize(caller, { action: 's3:ListBucket', resource });
  }
}

/** Codes of errors that reveal which keys or versions a bucket has. */
const SECRET: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion']);

/** Headers of members that many operations share. ChecksumAlgorithm has no effect: `readPayload` verifies every checksum of the request. */
const COMMON_MEMBERS: Readonly<Record<string, string>> = {
  ExpectedBucketOwner: 'x-amz-expected-bucket-owner',
  ChecksumAlgorithm: 'x-amz-sdk-checksum-algorithm',
};

function membersOf(name: string, binding: OperationBinding): readonly string[] {
  const own = inputMembers(binding);
  const { members } = structureOf(API_MODEL, name, 'input');
  const common = Object.entries(COMMON_MEMBERS).filter(([member, header]) => {
    const place = members[member];
    return !own.includes(member) && typeof place === 'object' && place.name === header;
  });
  return [...own, ...common.map(([member]) => member)];
}
