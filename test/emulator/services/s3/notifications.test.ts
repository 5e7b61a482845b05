import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketNotificationConfigurationCommand,
  PutBucketNotificationConfigurationCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type Call, type Caller, type Service, ServiceError } from '../../../../emulator/core/service';
import { START } from '../../../support/in-process';
import { s3WithBucket } from './s3';

const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:123456789012:function:upload';

const PERMISSION = {
  Effect: 'Allow',
  Principal: { Service: 's3.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: FUNCTION_ARN,
  Condition: {
    ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::data' },
    StringEquals: { 'aws:SourceAccount': '123456789012' },
  },
};

/** The part of Lambda that S3 calls: one function with a resource policy. */
class LambdaDouble implements Service {
  readonly name = 'lambda';
  readonly invocations: { readonly at: number; readonly call: Call; readonly caller: Caller }[] = [];
  refusal: ServiceError | undefined;

  constructor(
    private readonly statements: readonly object[],
    private readonly now: () => number,
  ) {}

  decode(): Call {
    throw new Error('The test must not call Lambda over the wire.');
  }
  encode(): never {
    throw new Error('The test must not call Lambda over the wire.');
  }
  encodeError(): never {
    throw new Error('The test must not call Lambda over the wire.');
  }
  permissions() {
    return [];
  }
  async invoke(call: Call, caller: Caller): Promise<unknown> {
    if (call.input.FunctionName !== FUNCTION_ARN) {
      throw new ServiceError('ResourceNotFoundException', 'Function not found', 404);
    }
    if (call.operation === 'GetPolicy') {
      return { Policy: JSON.stringify({ Version: '2012-10-17', Statement: this.statements }) };
    }
    if (this.refusal !== undefined) throw this.refusal;
    this.invocations.push({ at: this.now(), call, caller });
    return { StatusCode: 202 };
  }

  records(): Record<string, unknown>[] {
    return this.invocations.flatMap(({ call }) => JSON.parse(String(call.input.Payload)).Records);
  }
}

async function prepare(statements: readonly object[] = [PERMISSION]) {
  const { aws, client } = await s3WithBucket('Enabled');
  const lambda = new LambdaDouble(statements, () => aws.clock.now());
  aws.register(lambda);
  const configure = (...configurations: object[]) =>
    client.send(
      new PutBucketNotificationConfigurationCommand({
        Bucket: 'data',
        NotificationConfiguration: {
          LambdaFunctionConfigurations: configurations.map((configuration) => ({
            LambdaFunctionArn: FUNCTION_ARN,
            Events: ['s3:ObjectCreated:*' as const],
            ...configuration,
          })),
        },
      }),
    );
  return { aws, client, lambda, configure };
}

const filter = (prefix: string, suffix: string) => ({
  Filter: {
    Key: {
      FilterRules: [
        { Name: 'prefix' as const, Value: prefix },
        { Name: 'suffix' as const, Value: suffix },
      ],
    },
  },
});

describe('notifications of S3', () => {
  it("describe a new object to the function in the form of S3's events", async () => {
    // Prepare
    const { aws, client, lambda, configure } = await prepare();
    await configure({ Id: 'train', ...filter('train/', '.json') });
    const Key = 'train/a b/c@d+é/config.json';

    // Act
    const put = await client.send(new PutObjectCommand({ Bucket: 'data', Key, Body: '{}' }));
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'train/a/config.csv', Body: 'x' }));
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'batch/config.json', Body: 'x' }));
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(lambda.records()).toEqual([
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: '2026-01-14T12:00:00.000Z',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:123456789012' },
        requestParameters: { sourceIPAddress: '127.0.0.1' },
        responseElements: {
          'x-amz-request-id': expect.stringMatching(/^[0-9A-F]{16}$/),
          'x-amz-id-2': expect.any(String),
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'train',
          bucket: {
            name: 'data',
            ownerIdentity: { principalId: expect.any(String) },
            arn: 'arn:aws:s3:::data',
          },
          object: {
            key: 'train/a+b/c%40d%2B%C3%A9/config.json',
            size: 2,
            eTag: '99914b932bd37a50b983c5e7c90ae93b',
            versionId: put.VersionId,
            sequencer: expect.stringMatching(/^[0-9A-F]{18}$/),
          },
        },
      },
    ]);
  });

  it('invoke the function asynchronously a second later, with S3 as the caller', async () => {
    // Prepare
    const { aws, client, lambda, configure } = await prepare();
    await configure({});

    // Act
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'x' }));
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(lambda.invocations).toMatchObject([
      {
        at: START + 1000,
        call: { operation: 'Invoke', input: { FunctionName: FUNCTION_ARN, InvocationType: 'Event' } },
        caller: {
          kind: 'service',
          principal: 's3.amazonaws.com',
          sourceArn: 'arn:aws:s3:::data',
          sourceAccount: '123456789012',
        },
      },
    ]);
  });

  it('name the kind of change, and have a sequencer that increases with each change', async () => {
    // Prepare
    const { aws, client, lambda, configure } = await prepare();
    await configure({ Events: ['s3:ObjectCreated:*', 's3:ObjectRemoved:*'] });
    const where = { Bucket: 'data', Key: 'a' };

    // Act
    const { VersionId } = await client.send(new PutObjectCommand({ ...where, Body: 'x' }));
    await client.send(new CopyObjectCommand({ ...where, Key: 'b', CopySource: 'data/a' }));
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(where));
    const { ETag } = await client.send(new UploadPartCommand({ ...where, UploadId, PartNumber: 1, Body: 'y' }));
    await client.send(
      new CompleteMultipartUploadCommand({
        ...where,
        UploadId,
        MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] },
      }),
    );
    await client.send(new DeleteObjectCommand(where));
    await client.send(new DeleteObjectCommand({ ...where, VersionId }));
    await aws.clock.advanceUntilIdle();

    // Assess
    const records = lambda.records() as {
      eventName: string;
      s3: { object: { sequencer: string; eTag?: string } };
    }[];
    expect(records.map(({ eventName }) => eventName)).toEqual([
      'ObjectCreated:Put',
      'ObjectCreated:Copy',
      'ObjectCreated:CompleteMultipartUpload',
      'ObjectRemoved:DeleteMarkerCreated',
      'ObjectRemoved:Delete',
    ]);
    const sequencers = records.map(({ s3 }) => s3.object.sequencer);
    expect(sequencers).toEqual([...new Set(sequencers)].sort());
    expect(records[2]?.s3.object.eTag).toMatch(/-1$/);
    expect(records[3]?.s3.object).not.toHaveProperty('eTag');
  });

  it('are dropped without an error if the function refuses them', async () => {
    // Prepare
    const { aws, client, lambda, configure } = await prepare();
    await configure({});
    lambda.refusal = new ServiceError('AccessDeniedException', 'no', 403);
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'x' }));

    // Act
    const idle = await aws.clock.advanceUntilIdle();

    // Assess
    expect(idle).toBe(true);
    expect(lambda.invocations).toEqual([]);
  });

  it('are no longer sent after an empty configuration replaces the old one', async () => {
    // Prepare
    const { aws, client, lambda, configure } = await prepare();
    await configure({});

    // Act
    await configure();
    await client.send(new PutObjectCommand({ Bucket: 'data', Key: 'a', Body: 'x' }));
    await aws.clock.advanceUntilIdle();

    // Assess
    expect(lambda.invocations).toEqual([]);
  });
});

describe('the notification configuration of a bucket', () => {
  it("is returned with a generated id, and with filter names in S3's spelling", async () => {
    // Prepare
    const { client, configure } = await prepare();

    // Act
    await configure(filter('train/', '.json'));

    // Assess
    const found = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: 'data' }));
    expect(found.LambdaFunctionConfigurations).toEqual([
      {
        Id: expect.stringMatching(/./),
        LambdaFunctionArn: FUNCTION_ARN,
        Events: ['s3:ObjectCreated:*'],
        Filter: {
          Key: {
            FilterRules: [
              { Name: 'Prefix', Value: 'train/' },
              { Name: 'Suffix', Value: '.json' },
            ],
          },
        },
      },
    ]);
  });

  it.each([
    ['has no statement', []],
    ['allows another action', [{ ...PERMISSION, Action: 'lambda:GetFunction' }]],
    ['allows another principal', [{ ...PERMISSION, Principal: { Service: 'sns.amazonaws.com' } }]],
    ['allows another bucket', [{ ...PERMISSION, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::data-2' } } }]],
    ['allows another account', [{ ...PERMISSION, Condition: { StringEquals: { 'aws:SourceAccount': '1' } } }]],
    ['also has a Deny', [PERMISSION, { ...PERMISSION, Effect: 'Deny' }]],
  ])("is refused if the function's policy %s", async (_what, statements) => {
    // Prepare
    const { client, configure } = await prepare(statements);

    // Act and assess
    await expect(configure({})).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: `Unable to validate the following destination configurations: Not authorized to invoke function [${FUNCTION_ARN}]`,
    });
    const found = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: 'data' }));
    expect(found.LambdaFunctionConfigurations).toBeUndefined();
  });

  it('is refused for a function that does not exist, unless validation is skipped', async () => {
    // Prepare
    const { client } = await prepare();
    const put = (SkipDestinationValidation: boolean) =>
      client.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'data',
          SkipDestinationValidation,
          NotificationConfiguration: {
            LambdaFunctionConfigurations: [
              { LambdaFunctionArn: `${FUNCTION_ARN}-2`, Events: ['s3:ObjectCreated:Put'] },
            ],
          },
        }),
      );

    // Act and assess
    await expect(put(false)).rejects.toMatchObject({
      message: expect.stringContaining(`Not authorized to invoke function [${FUNCTION_ARN}-2]`),
    });
    await put(true);
    const found = await client.send(new GetBucketNotificationConfigurationCommand({ Bucket: 'data' }));
    expect(found.LambdaFunctionConfigurations).toHaveLength(1);
  });

  it('is refused if two filters overlap for the same event', async () => {
    // Prepare
    const { configure } = await prepare();

    // Act and assess
    await expect(configure(filter('train/', '.json'), filter('train/a/', 'config.json'))).rejects.toMatchObject({
      name: 'InvalidArgument',
      message: expect.stringContaining('Configurations overlap'),
    });
    await expect(configure({}, { Events: ['s3:ObjectCreated:Put'] })).rejects.toMatchObject({
      message: expect.stringContaining('Configurations overlap'),
    });
    await configure(filter('train/', '.json'), filter('train/', '.csv'), filter('batch/', '.json'));
    await configure({}, { Events: ['s3:ObjectRemoved:Delete'] });
  });

  it('is refused if it has an event or a destination that is not emulated, which the message names', async () => {
    // Prepare
    const { client, configure } = await prepare();

    // Act and assess
    await expect(configure({ Events: ['s3:ObjectRestore:Post'] })).rejects.toMatchObject({
      message: expect.stringContaining("The event 's3:ObjectRestore:Post' is not supported"),
    });
    await expect(
      client.send(
        new PutBucketNotificationConfigurationCommand({
          Bucket: 'data',
          NotificationConfiguration: {
            QueueConfigurations: [{ QueueArn: 'arn', Events: ['s3:ObjectCreated:*'] }],
          },
        }),
      ),
    ).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining('QueueConfigurations'),
    });
  });
});
