import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations, operation } from '../../core/emulated-service';
import { requiredText } from '../../core/protocols/input';
import { JsonProtocol } from '../../core/protocols/json';
import { noHttp } from '../../core/protocols/no-http';
import type { Random } from '../../core/random';
import { type Call, type Input, type Permission, ServiceError } from '../../core/service';
import type { ResourcePolicy } from '../iam/authorizer';
import { parsePolicyDocument, type Statement } from '../iam/policy-document';
import MODEL from './api-model.json';
import { viaService } from './usage';

/**
 * The parts of KMS that a stack needs: keys and their policies. Keys encrypt nothing. This KMS accepts calls only from inside the local
 * AWS.
 */
export class KmsService extends EmulatedService {
  readonly name = 'kms';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'KMS';
  protected readonly protocol = noHttp('KMS', new JsonProtocol({ targetPrefix: 'TrentService', version: '1.1' }));
  protected readonly operations: Operations = {
    CreateKey: operation(['Policy', 'Description'], (input) => this.createKey(input)),
  };
  private readonly random: Random;
  /** Statements of each key's policy, by the key's ARN. */
  private readonly keys = new Map<string, readonly Statement[]>();

  constructor(private readonly aws: Aws) {
    super();
    this.random = aws.random.fork('kms');
  }

  /**
   * Returns the statements of a key's policy. `key` is an ARN, or `alias/aws/...` for an AWS managed key. A key that does not exist has no
   * statements, so only the administrator may use such a key.
   */
  readonly resourcePolicy: ResourcePolicy = (key) => {
    const service = /^alias\/aws\/(\w+)$/.exec(key)?.[1];
    return service === undefined ? (this.keys.get(key) ?? []) : managedKeyPolicy(this.aws, service);
  };

  permissions({ operation }: Call): readonly Permission[] {
    return [{ action: `kms:${operation}`, resource: '*' }];
  }

  private createKey(input: Input): unknown {
    const KeyId = this.random.uuid();
    const Arn = this.aws.arn('kms', `key/${KeyId}`);
    const policy = requiredText(input, 'Policy', 'ValidationException');
    this.keys.set(Arn, readPolicy(policy, KeyId));
    return { KeyMetadata: { KeyId, Arn } };
  }
}

/** @throws ServiceError MalformedPolicyDocumentException (API model) */
function readPolicy(policy: string, keyId: string): readonly Statement[] {
  try {
    return parsePolicyDocument(policy, `policy of key ${keyId}`);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError('MalformedPolicyDocumentException', error.message);
  }
}

/**
 * Policy of an AWS managed key. Every caller of the account may use the key, but only through the service that manages the key. Source:
 * https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-cmk (2026-11)
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
