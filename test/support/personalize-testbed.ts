import { Aws } from '../../emulator/core/aws';
import { Clock } from '../../emulator/core/clock';
import { Random } from '../../emulator/core/random';
import {
  ADMINISTRATOR,
  type Call,
  type Caller,
  type Input,
  type Service,
  ServiceError,
} from '../../emulator/core/service';
import { PersonalizeService } from '../../emulator/services/personalize/service';
import { parsePersonalizeArn } from '../../lib/personalize/arn';
import { RESOURCE_TYPES } from '../../lib/personalize/resource-types';
import { ACCOUNT, START } from './in-process';

export const BUCKET = 'data';
export const ROLE = 'arn:aws:iam::123456789012:role/personalize';
export const ARN = 'arn:aws:personalize:us-east-1:123456789012:';

/** Members of an output or of a resource, in the names of the API model. */
export type Members = Readonly<Record<string, unknown>>;

interface Options {
  readonly seed?: number;
  readonly region?: string;
}

/** Personalize with a small S3 and a small IAM, and methods for frequent steps of tests. */
export class Testbed {
  readonly clock = new Clock(START);
  readonly aws: Aws;
  readonly service: PersonalizeService;
  readonly objects = new Map<string, Uint8Array>();
  /** Calls of S3 to refuse, e.g. `role PutObject` or `service ListObjectsV2`, and actions to deny, e.g. `cloudwatch:PutMetricData`. */
  readonly denied = new Set<string>();
  /** Buckets and keys of objects that a KMS key of the account encrypts. */
  readonly encrypted = new Set<string>();
  /** Principal that each role trusts, by role name. */
  readonly trusted = new Map([['personalize', 'personalize.amazonaws.com']]);

  constructor({ seed = 1, region = ACCOUNT.region }: Options = {}) {
    this.aws = new Aws({
      clock: this.clock,
      random: new Random(seed),
      account: { ...ACCOUNT, region },
      authorizer: { authorize: (_caller, { action }) => this.authorize(action) },
      credentials: { callerOf: () => ADMINISTRATOR },
    });
    this.service = new PersonalizeService(this.aws);
    for (const service of [this.service, ...this.service.satellites]) this.aws.register(service);
    this.aws.register(fake('s3', (call, caller) => this.s3(call, caller)));
    this.aws.register(fake('iam', (call) => this.iam(call)));
    this.aws.register({
      ...fake('monitoring', () => undefined),
      permissions: ({ operation }) => [{ action: `cloudwatch:${operation}`, resource: '*' }],
    });
  }

  async call(operation: string, input: Input = {}): Promise<Members> {
    return (await this.aws.call('personalize', operation, input)) as Members;
  }

  /** Creates a resource. @returns its ARN, which is the first member of every Create's output */
  async create(operation: string, input: Input): Promise<string> {
    return String(Object.values(await this.call(operation, input))[0]);
  }

  /** Returns a resource as Describe does. */
  async describe(arn: string): Promise<Members> {
    const type = parsePersonalizeArn(arn)?.type;
    if (type === undefined) throw new Error(`'${arn}' is no ARN of a resource.`);
    const { describe, arnMember, describeMember } = RESOURCE_TYPES[type];
    return (await this.call(describe, { [arnMember]: arn }))[describeMember] as Members;
  }

  /** Lets time pass until nothing is in progress. */
  async settle(): Promise<void> {
    await this.clock.advanceUntilIdle();
  }

  /** Returns the result of a call, after everything that is in progress has ended. */
  async settled<T>(call: Promise<T>): Promise<T> {
    const result = await call;
    await this.settle();
    return result;
  }

  async campaign(solutionVersionArn: string, more: Input = {}): Promise<string> {
    return this.settled(this.create('CreateCampaign', { name: 'campaign', solutionVersionArn, ...more }));
  }

  async advance(seconds: number): Promise<void> {
    await this.clock.advanceTo(this.clock.now() + seconds * 1000);
  }

  put(key: string, content: string | Uint8Array): string {
    this.objects.set(key, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    return `s3://${BUCKET}/${key}`;
  }

  text(key: string): string {
    return new TextDecoder().decode(this.objects.get(key));
  }

  statusOf(arn: string): string | undefined {
    return this.service.snapshot().find((resource) => resource.arn === arn)?.status;
  }

  failureOf(arn: string): string | undefined {
    return this.service.snapshot().find((resource) => resource.arn === arn)?.failureReason;
  }

  async datasetGroup(name = 'group', domain?: string): Promise<string> {
    return this.settled(this.create('CreateDatasetGroup', { name, ...(domain && { domain }) }));
  }

  async schema(name: string, schema: object, domain?: string): Promise<string> {
    const input = { name, schema: JSON.stringify(schema), ...(domain && { domain }) };
    return this.create('CreateSchema', input);
  }

  async dataset(datasetGroupArn: string, datasetType: string, schemaArn: string): Promise<string> {
    const name = `${datasetType.toLowerCase()}-data`;
    return this.settled(this.create('CreateDataset', { name, datasetGroupArn, datasetType, schemaArn }));
  }

  async importJob(datasetArn: string, dataLocation: string, more: Input = {}): Promise<string> {
    const jobName = `import-${this.service.snapshot().length}`;
    const input = { jobName, datasetArn, dataSource: { dataLocation }, roleArn: ROLE, ...more };
    return this.settled(this.create('CreateDatasetImportJob', input));
  }

  /** Creates a dataset group with enough interactions to train. */
  async trainableGroup(name = 'group'): Promise<string> {
    const group = await this.datasetGroup(name);
    const schema = await this.schema(`${name}-interactions`, INTERACTIONS);
    const dataset = await this.dataset(group, 'Interactions', schema);
    await this.importJob(dataset, this.put(`train/${name}/interactions.csv`, interactionsCsv()));
    return group;
  }

  async solution(datasetGroupArn: string, recipe = 'aws-user-personalization', more: Input = {}): Promise<string> {
    return this.create('CreateSolution', {
      name: 'solution',
      datasetGroupArn,
      recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
      performAutoTraining: false,
      ...more,
    });
  }

  async version(solutionArn: string, more: Input = {}): Promise<string> {
    return this.settled(this.create('CreateSolutionVersion', { solutionArn, ...more }));
  }

  private authorize(action: string): void {
    if (this.denied.has(action)) throw new ServiceError('AccessDenied', `No caller may use ${action}`, 403);
  }

  private s3({ operation, input }: Call, caller: Caller): unknown {
    if (this.denied.has(`${caller.kind} ${operation}`)) {
      throw new ServiceError('AccessDenied', `${caller.kind} may not call ${operation}`, 403);
    }
    if (input.Bucket !== BUCKET) throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    const key = String(input.Key);
    switch (operation) {
      case 'ListObjectsV2':
        return this.list(String(input.Prefix), input.ContinuationToken);
      case 'GetObject':
        return { Body: this.objects.get(key), ServerSideEncryption: this.encryptionOf(key) };
      case 'GetBucketEncryption': {
        const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: this.encryptionOf(BUCKET) } };
        return { ServerSideEncryptionConfiguration: { Rules: [rule] } };
      }
      case 'PutObject':
        this.objects.set(key, input.Body as Uint8Array);
        return {};
      default:
        throw new Error(`The test's S3 has no ${operation}.`);
    }
  }

  private encryptionOf(what: string): string {
    return this.encrypted.has(what) ? 'aws:kms' : 'AES256';
  }

  /** Lists two keys per page. */
  private list(prefix: string, token: unknown): unknown {
    const keys = [...this.objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    const from = token === undefined ? 0 : Number(token);
    const contents = keys.slice(from, from + 2).map((key) => ({ Key: key, Size: this.objects.get(key)?.length }));
    return { Contents: contents, ...(keys.length > from + 2 && { NextContinuationToken: String(from + 2) }) };
  }

  private iam({ input }: Call): unknown {
    const name = String(input.RoleName);
    const principal = this.trusted.get(name);
    if (principal === undefined) throw new ServiceError('NoSuchEntity', `No role ${name}`, 404);
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: principal }, Action: 'sts:AssumeRole' }],
    };
    return {
      Role: {
        Arn: `arn:aws:iam::123456789012:role/${name}`,
        AssumeRolePolicyDocument: encodeURIComponent(JSON.stringify(document)),
      },
    };
  }
}

function fake(name: string, invoke: (call: Call, caller: Caller) => unknown): Service {
  const unused = () => {
    throw new Error(`The test's ${name} has no wire protocol.`);
  };
  return {
    name,
    decode: unused,
    encode: unused,
    encodeError: unused,
    permissions: () => [],
    invoke: async (call, caller) => invoke(call, caller),
  };
}

function record(name: string, fields: readonly object[]): object {
  return { type: 'record', name, namespace: 'com.amazonaws.personalize.schema', fields, version: '1.0' };
}

export const INTERACTIONS = record('Interactions', [
  { name: 'USER_ID', type: 'string' },
  { name: 'ITEM_ID', type: 'string' },
  { name: 'TIMESTAMP', type: 'long' },
  { name: 'EVENT_TYPE', type: 'string' },
  { name: 'EVENT_VALUE', type: ['float', 'null'] },
]);

export const ITEMS = record('Items', [
  { name: 'ITEM_ID', type: 'string' },
  { name: 'GENRE', type: ['null', 'string'], categorical: true },
  { name: 'YEAR', type: 'int' },
]);

export const USERS = record('Users', [
  { name: 'USER_ID', type: 'string' },
  { name: 'AGE', type: 'int' },
]);

export const ACTION_INTERACTIONS = record('ActionInteractions', [
  { name: 'USER_ID', type: 'string' },
  { name: 'ACTION_ID', type: 'string' },
  { name: 'EVENT_TYPE', type: 'string' },
  { name: 'TIMESTAMP', type: 'long' },
]);

export interface CsvOptions {
  readonly rows?: number;
  readonly users?: number;
  readonly eventType?: string;
}

/** Interactions of `users` users with 50 items. */
export function interactionsCsv({ rows = 1200, users = 40, eventType = 'click' }: CsvOptions = {}): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const user = `u${index % users}`;
    return `${user},i${index % 50},${1_700_000_000 + index},${eventType},${index % 10}`;
  });
  return `USER_ID,ITEM_ID,TIMESTAMP,EVENT_TYPE,EVENT_VALUE\n${lines.join('\n')}\n`;
}
