import { DataBucket } from '../../../stacks/constructs/data-bucket';
import { NodeFunction } from '../../../stacks/constructs/node-function';
import { type Configuration, documents, resource, type Statement, statements } from '../../support/configuration';
import { EXAMPLE_FUNCTION, exampleValues, synthesis, temporaryFile } from '../../support/synthesis';

const ACCOUNT = '${data.aws_caller_identity.current.account_id}';
const REGION = '${local.region}';
const PARTITION = '${data.aws_partition.current.partition}';
const BUCKETS = ['data_bucket', 'data_bucket_access_logs'];

function dataBucket(): Configuration {
  return synthesis((stack, deployment) => {
    const lambda = new NodeFunction(stack, 'example-function', {
      deployment,
      definition: EXAMPLE_FUNCTION,
      values: exampleValues(deployment),
      entry: temporaryFile('handler.ts', 'export const handler = async () => 42;'),
    });
    new DataBucket(stack, 'data-bucket', { deployment }).invokeOnUpload(lambda, lambda);
  }).configuration;
}

/** Encryption of each bucket. S3 delivers access logs only to a bucket that is encrypted with S3's own keys. */
const ENCRYPTION: Readonly<Record<string, object>> = {
  data_bucket: {
    sse_algorithm: '${var.kms_key_arn == "" ? "AES256" : "aws:kms"}',
    kms_master_key_id: '${var.kms_key_arn == "" ? null : var.kms_key_arn}',
  },
  data_bucket_access_logs: { sse_algorithm: 'AES256' },
};

/** The statements of each policy that a bucket can have. */
function bucketPolicies(bucket: string): readonly (readonly Statement[])[] {
  const configuration = dataBucket();
  const { policy } = resource(configuration, `aws_s3_bucket_policy.${bucket}_policy`);
  return documents(configuration, String(policy)).map(({ Statement: list }) => list);
}

interface LifecycleRule {
  readonly id: string;
  readonly filter: object;
  readonly expiration?: object;
}

/** Lifecycle rules. Terraform's JSON has each nested block in a list of its own. Here, the block replaces its list. */
function lifecycleRules(): readonly LifecycleRule[] {
  const { rule } = resource(dataBucket(), 'aws_s3_bucket_lifecycle_configuration.data_bucket_lifecycle');
  const once = (value: unknown) => (Array.isArray(value) ? value[0] : value);
  return (rule as readonly object[]).map(
    (members) =>
      Object.fromEntries(Object.entries(members).map(([name, value]) => [name, once(value)])) as LifecycleRule & object,
  );
}

describe('DataBucket', () => {
  test('has a globally unique name', () => {
    expect(resource(dataBucket(), 'aws_s3_bucket.data_bucket')).toMatchObject({
      bucket: `\${var.name}-data-${ACCOUNT}-${REGION}`,
      force_destroy: '${var.force_destroy}',
    });
  });

  test.each(BUCKETS)('%s is versioned, encrypted, closed to the public and without ACLs', (bucket) => {
    // Act
    const configuration = dataBucket();

    // Assess
    expect(resource(configuration, `aws_s3_bucket_versioning.${bucket}_versioning`)).toMatchObject({
      versioning_configuration: { status: 'Enabled' },
    });
    expect(
      resource(configuration, `aws_s3_bucket_server_side_encryption_configuration.${bucket}_encryption`),
    ).toMatchObject({ rule: [{ apply_server_side_encryption_by_default: ENCRYPTION[bucket] }] });
    expect(resource(configuration, `aws_s3_bucket_public_access_block.${bucket}_public_access_block`)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resource(configuration, `aws_s3_bucket_ownership_controls.${bucket}_ownership`)).toMatchObject({
      rule: { object_ownership: 'BucketOwnerEnforced' },
    });
  });

  test.each(BUCKETS)('%s denies every request without TLS', (bucket) => {
    const arn = `\${aws_s3_bucket.${bucket}.arn}`;
    for (const [statement] of bucketPolicies(bucket)) {
      expect(statement).toEqual({
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['s3:*'],
        Resource: [arn, `${arn}/*`],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      });
    }
  });

  const ofThisAccount = {
    StringEquals: { 'aws:SourceAccount': [ACCOUNT] },
    ArnLike: { 'aws:SourceArn': [`arn:${PARTITION}:personalize:${REGION}:${ACCOUNT}:*`] },
  };

  test.each([
    ['by default without conditions, as AWS documents', 1, {}],
    ['on behalf of this account only, if personalize_source_conditions is true', 0, { Condition: ofThisAccount }],
  ])('lets only Personalize read it and write batch output and reports, %s', (_how, index, where) => {
    // Act
    const { policy } = resource(dataBucket(), 'aws_s3_bucket_policy.data_bucket_policy');
    const [, ...allowed] = bucketPolicies('data_bucket')[index] ?? [];

    // Assess
    const arn = '${aws_s3_bucket.data_bucket.arn}';
    const common = {
      Effect: 'Allow',
      Principal: { Service: 'personalize.amazonaws.com' },
      ...where,
    };
    expect(policy).toMatch(/^\$\{var\.personalize_source_conditions \? /);
    expect(allowed).toEqual([
      {
        Sid: 'AllowPersonalizeToList',
        Action: ['s3:ListBucket'],
        Resource: [arn],
        ...common,
      },
      {
        Sid: 'AllowPersonalizeToRead',
        Action: ['s3:GetObject'],
        Resource: [`${arn}/train/*`, `${arn}/batch/*`],
        ...common,
      },
      {
        Sid: 'AllowPersonalizeToWrite',
        Action: ['s3:PutObject'],
        Resource: [`${arn}/batch/*`, `${arn}/attribution/*`],
        ...common,
      },
    ]);
  });

  test('expires old versions after old_version_days; an object in train/ keeps its newest hundred if it has at most 1 MiB, and only two for more than three days if it is larger', () => {
    // Act
    const rules = lifecycleRules();

    // Assess: the first three rules cover objects of every size in `train/`
    const status = '${var.old_version_days == 0 ? "Disabled" : "Enabled"}';
    const noncurrent_days = '${var.old_version_days == 0 ? 1 : var.old_version_days}';
    expect(rules.slice(0, 5)).toMatchObject([
      {
        status,
        filter: { and: [{ prefix: 'train/', object_size_less_than: 1_048_577 }] },
        noncurrent_version_expiration: { noncurrent_days, newer_noncurrent_versions: 100 },
      },
      {
        status,
        filter: { and: [{ prefix: 'train/', object_size_greater_than: 1_048_576 }] },
        noncurrent_version_expiration: { noncurrent_days: 3, newer_noncurrent_versions: 2 },
      },
      {
        status,
        filter: { and: [{ prefix: 'train/', object_size_greater_than: 1_048_576 }] },
        noncurrent_version_expiration: { noncurrent_days },
      },
      { status, filter: { prefix: 'batch/' }, noncurrent_version_expiration: { noncurrent_days } },
      { status, filter: { prefix: 'attribution/' }, noncurrent_version_expiration: { noncurrent_days } },
    ]);
  });

  test('removes incomplete uploads, and delete markers without versions', () => {
    expect(lifecycleRules().find(({ id }) => id === 'clean-up')).toMatchObject({
      status: 'Enabled',
      filter: { prefix: '' },
      expiration: { expired_object_delete_marker: true },
      abort_incomplete_multipart_upload: { days_after_initiation: 7 },
    });
  });

  test('expires current versions only of objects with a tag, as batch output has', () => {
    for (const { filter, expiration } of lifecycleRules())
      if (expiration !== undefined && 'days' in expiration) expect(filter).toHaveProperty('tag');
  });

  test('expires old versions of csv of users to delete, however many newer versions there are', () => {
    expect(lifecycleRules().filter(({ filter }) => 'prefix' in filter && filter.prefix === 'delete/')).toMatchObject([
      { status: 'Enabled', noncurrent_version_expiration: { noncurrent_days: 30 } },
    ]);
  });

  test('has its accesses logged by S3, which may write only the logs of this bucket to the log bucket', () => {
    // Act
    const configuration = dataBucket();

    // Assess
    expect(resource(configuration, 'aws_s3_bucket_logging.data_bucket_logging')).toMatchObject({
      bucket: '${aws_s3_bucket.data_bucket.bucket}',
      target_bucket: '${aws_s3_bucket.data_bucket_access_logs.bucket}',
      depends_on: ['aws_s3_bucket_policy.data_bucket_access_logs_policy'],
    });
    // S3 writes logs for hours after the last access. Without `force_destroy`, these logs would keep Terraform from
    // removing the bucket.
    expect(resource(configuration, 'aws_s3_bucket.data_bucket_access_logs').force_destroy).toBe(true);
    const [, ...allowed] = statements(configuration, 'aws_s3_bucket_policy.data_bucket_access_logs_policy');
    const name = resource(configuration, 'aws_s3_bucket.data_bucket').bucket;
    expect(allowed).toEqual([
      expect.objectContaining({
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: ['s3:PutObject'],
        Condition: {
          StringEquals: { 'aws:SourceAccount': [ACCOUNT] },
          ArnEquals: { 'aws:SourceArn': [`arn:${PARTITION}:s3:::${name}`] },
        },
      }),
    ]);
  });

  test('calls the given functions for uploaded parameter files and for csv of users to delete, once it may call them', () => {
    // Act
    const configuration = dataBucket();

    // Assess
    expect(resource(configuration, 'aws_s3_bucket_notification.data_bucket_notification')).toMatchObject({
      bucket: '${aws_s3_bucket.data_bucket.bucket}',
      lambda_function: [
        {
          lambda_function_arn: '${aws_lambda_function.example_function.arn}',
          events: ['s3:ObjectCreated:*'],
          filter_prefix: 'train/',
          filter_suffix: '.json',
        },
        {
          lambda_function_arn: '${aws_lambda_function.example_function.arn}',
          events: ['s3:ObjectCreated:*'],
          filter_prefix: 'delete/',
        },
      ],
      depends_on: [
        'aws_lambda_permission.data_bucket_upload_permission',
        'aws_lambda_permission.data_bucket_deletion_permission',
        'aws_s3_bucket_versioning.data_bucket_versioning',
      ],
    });
    expect(resource(configuration, 'aws_lambda_permission.data_bucket_upload_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      function_name: '${aws_lambda_function.example_function.function_name}',
      principal: 's3.amazonaws.com',
      source_arn: '${aws_s3_bucket.data_bucket.arn}',
      source_account: ACCOUNT,
    });
  });
});
