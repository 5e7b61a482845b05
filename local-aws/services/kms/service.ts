import type { Aws } from '../../core/aws';
import { requiredText } from '../../core/protocols/input';
import type { Random } from '../../core/random';
import {
  type Call,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireResponse,
} from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import { viaService } from './usage';

/**
 * The parts of KMS that a stack needs: keys with their policies, which decide who may use resources encrypted under them. Nothing is really
 * encrypted. Responds only to calls from inside the local AWS.
 */
export class KmsService implements Service {
  readonly name = 'kms';
  private readonly random: Random;
  /** By ARN. */
  private readonly keys = new Map<string, readonly Statement[]>();

  constructor(private readonly aws: Aws) {
    this.random = aws.random.fork('kms');
  }

  /** Statements of a key's policy; empty for a key that does not exist, so that nobody may use it. */
  readonly resourcePolicy: ResourcePolicy = (key) => {
    const service = /^alias\/aws\/(\w+)$/.exec(key)?.[1];
    return service === undefined ? (this.keys.get(key) ?? []) : managedKeyPolicy(this.aws, service);
  };

  decode(): Call {
    throw new ServiceError('UnknownOperationException', 'The local KMS has no HTTP interface.');
  }

  encode(): WireResponse {
    throw new Error('The local KMS has no HTTP interface.');
  }

  encodeError({ code, message, status }: ServiceError): WireResponse {
    const headers = { 'content-type': 'application/x-amz-json-1.1' };
    return { status, headers, body: JSON.stringify({ __type: code, message }) };
  }

  permissions({ operation }: Call): readonly Permission[] {
    return [{ action: `kms:${operation}`, resource: '*' }];
  }

  async invoke({ operation, input }: Call): Promise<unknown> {
    if (operation !== 'CreateKey') {
      throw new ServiceError('UnknownOperationException', `The local KMS does not implement ${operation}.`);
    }
    return this.createKey(input);
  }

  private createKey(input: Input): unknown {
    const KeyId = this.random.uuid();
    const Arn = this.aws.arn('kms', `key/${KeyId}`);
    const policy = requiredText(input, 'Policy', 'ValidationException');
    this.keys.set(Arn, parsePolicyDocument(policy, `policy of key ${KeyId}`));
    return { KeyMetadata: { KeyId, Arn } };
  }
}

/**
 * The policy of an AWS managed key: every caller of the account may use it through its service, and not through other services.
 * Source: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk (2026-11)
 */
function managedKeyPolicy({ account }: Aws, service: string): readonly Statement[] {
  const via = viaService(account, service);
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: 'kms:*',
    Resource: '*',
    Condition: { StringEquals: { 'kms:CallerAccount': account.id, 'kms:ViaService': via } },
  };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return parsePolicyDocument(document, `policy of alias/aws/${service}`);
}
