import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  NotFound,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { S3Service } from '../../../../emulator/services/s3/service';
import { inProcess, START, testAws } from '../../../support/in-process';
import { s3WithBucket } from './s3';

const Bucket = 'data';

describe('S3 buckets', () => {
  it('are listed in the order of their names', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await client.send(new CreateBucketCommand({ Bucket: 'another' }));

    // Act
    const { Buckets } = await client.send(new ListBucketsCommand());

    // Assess
    expect(Buckets).toEqual([
      {
        Name: 'another',
        CreationDate: new Date(START),
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::another',
      },
      {
        Name: 'data',
        CreationDate: new Date(START),
        BucketRegion: 'us-east-1',
        BucketArn: 'arn:aws:s3:::data',
      },
    ]);
  });

  it.each([
    ...['ab', 'Upper', 'under_score', 'two..dots', '-dash', 'x'.repeat(64), '192.168.0.1'],
    ...['xn--data', 'sthree-data', 'amzn-s3-demo-data'],
    ...['data-s3alias', 'data--ol-s3', 'data.mrap', 'data--x-s3', 'data--table-s3', 'data-123-us-east-1-an'],
  ])("cannot be named '%s'", async (name) => {
    // Prepare
    const { aws } = await s3WithBucket();

    // Act and assess
    await expect(aws.call('s3', 'CreateBucket', { Bucket: name })).rejects.toMatchObject({
      code: 'InvalidBucketName',
    });
  });

  it('can be created a second time in us-east-1, without effect, but not in other regions', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await client.send(new PutObjectCommand({ Bucket, Key: 'kept', Body: 'x' }));
    const elsewhere = testAws({ region: 'eu-west-1' });
    elsewhere.register(new S3Service(elsewhere));
    const european = new S3Client({ ...inProcess(elsewhere), region: 'eu-west-1' });
    await european.send(new CreateBucketCommand({ Bucket }));

    // Act
    await client.send(new CreateBucketCommand({ Bucket }));

    // Assess
    await expect(client.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketNotEmpty',
    });
    await expect(european.send(new CreateBucketCommand({ Bucket }))).rejects.toMatchObject({
      name: 'BucketAlreadyOwnedByYou',
    });
    expect((await european.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe('eu-west-1');
    expect((await client.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
  });

  it('cannot be found after deletion', async () => {
    // Prepare
    const { client } = await s3WithBucket();

    // Act
    await client.send(new DeleteBucketCommand({ Bucket }));

    // Assess
    await expect(client.send(new HeadBucketCommand({ Bucket }))).rejects.toBeInstanceOf(NotFound);
  });

  it('return the defaults of their settings, or an error for a setting without a default', async () => {
    // Prepare
    const { client } = await s3WithBucket();

    // Act and assess
    expect((await client.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBeUndefined();
    expect((await client.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toBeUndefined();
    expect((await client.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls).toEqual({
      Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }],
    });
    const unset = [
      [new GetBucketPolicyCommand({ Bucket }), 'NoSuchBucketPolicy'],
      [new GetPublicAccessBlockCommand({ Bucket }), 'NoSuchPublicAccessBlockConfiguration'],
      [new GetBucketLifecycleConfigurationCommand({ Bucket }), 'NoSuchLifecycleConfiguration'],
      [new GetBucketTaggingCommand({ Bucket }), 'NoSuchTagSet'],
    ] as const;
    for (const [command, name] of unset) {
      await expect(client.send(command as GetBucketPolicyCommand)).rejects.toMatchObject({ name });
    }
  });

  it('return settings as they were put', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    await client.send(new CreateBucketCommand({ Bucket: 'logs' }));
    const block = {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: false,
    };
    const ownership = { Rules: [{ ObjectOwnership: 'ObjectWriter' as const }] };
    const encryption = {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'key' },
          BucketKeyEnabled: true,
        },
      ],
    };
    const logging = { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 'data/' } };
    const rules = [
      {
        ID: 'old-versions',
        Status: 'Enabled' as const,
        Filter: { Prefix: '' },
        NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 2 },
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      },
      { ID: 'expire', Status: 'Disabled' as const, Filter: { Prefix: 'tmp/' }, Expiration: { Days: 1 } },
    ];
    const tags = [{ Key: 'team', Value: 'a & b' }];

    // Act
    await client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration: block }));
    await client.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls: ownership }));
    await client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: encryption }));
    await client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: logging }));
    await client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules: rules } }));
    await client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: tags } }));
    const versioning = { Status: 'Enabled' as const };
    await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: versioning }));

    // Assess
    const found = {
      block: (await client.send(new GetPublicAccessBlockCommand({ Bucket }))).PublicAccessBlockConfiguration,
      ownership: (await client.send(new GetBucketOwnershipControlsCommand({ Bucket }))).OwnershipControls,
      encryption: (await client.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration,
      logging: (await client.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled,
      rules: (await client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules,
      tags: (await client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet,
      versioning: (await client.send(new GetBucketVersioningCommand({ Bucket }))).Status,
    };
    expect(found).toEqual({
      block,
      ownership,
      encryption,
      logging: logging.LoggingEnabled,
      rules,
      tags,
      versioning: 'Enabled',
    });
  });

  it('that encrypt with a KMS key return a new ETag for each write, even of the same content', async () => {
    // Prepare
    const { client } = await s3WithBucket('Enabled');
    const put = (ServerSideEncryption?: 'AES256') =>
      client.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'text', ServerSideEncryption }));
    const plain = await put();
    const byDefault = { SSEAlgorithm: 'aws:kms' as const, KMSMasterKeyID: 'arn:key' };
    await client.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] },
      }),
    );

    // Act
    const encrypted = [await put(), await put()];
    const asked = await put('AES256');

    // Assess
    expect(new Set([plain, ...encrypted].map(({ ETag }) => ETag)).size).toBe(3);
    expect(encrypted[0]).toMatchObject({ ServerSideEncryption: 'aws:kms', SSEKMSKeyId: 'arn:key' });
    expect(asked).toMatchObject({ ETag: plain.ETag, ServerSideEncryption: 'AES256' });
  });

  it('refuse to write access logs to a bucket that does not exist', async () => {
    // Prepare
    const { client } = await s3WithBucket();
    const status = { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: '' } };

    // Act and assess
    await expect(
      client.send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: status })),
    ).rejects.toMatchObject({ name: 'InvalidTargetBucketForLogging' });
  });

  it('store a policy, and provide its statements for authorization', async () => {
    // Prepare
    const { client, service } = await s3WithBucket();
    const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::data/*' };
    const policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });

    // Act
    await client.send(new PutBucketPolicyCommand({ Bucket, Policy: policy }));

    // Assess
    expect((await client.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toBe(policy);
    expect(service.resourcePolicy('arn:aws:s3:::data/a/b')).toMatchObject([{ effect: 'Deny', actions: ['s3:*'] }]);
    expect(service.resourcePolicy('arn:aws:s3:::data')).toHaveLength(1);
    expect(service.resourcePolicy('arn:aws:s3:::other/a')).toEqual([]);
    await expect(client.send(new PutBucketPolicyCommand({ Bucket, Policy: '{"Statement":' }))).rejects.toMatchObject({
      name: 'MalformedPolicy',
    });
  });
});
