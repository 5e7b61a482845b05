import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { S3Service } from '../../../emulator/services/s3/service';
import { type LoadOptions, loadStack, type Stack } from '../../../emulator/terraform/load-stack';
import { account } from '../services/lambda/account';

type Json = Record<string, unknown>;

const tf = (expression: string) => `$\{${expression}}`;

const HANDLER = `exports.handler = async (event) => { console.log(process.env.DATA_BUCKET + ' ' + event.Records[0].s3.object.key); };`;
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

/**
 * A small stack with every type of block that the local AWS supports. Uploads of `train/*.json` to its bucket invoke
 * its function.
 */
function stackDocument() {
  return {
    '//': { metadata: { stackName: 'small' } },
    terraform: { required_version: '>= 1.5.0' },
    provider: { aws: [{}] },
    variable: {
      name: {
        default: 'small',
        type: 'string',
        nullable: false,
        validation: [
          {
            condition: tf('can(regex("^[a-z]+$", var.name))'),
            error_message: 'name must be lower-case letters.',
          },
        ],
      },
      extra_roles: { default: 0, type: tf('number') },
    },
    locals: { prefix: `${tf('var.name')}-${tf('data.aws_region.current.region')}` },
    data: { aws_caller_identity: { current: {} }, aws_region: { current: { '//': {} } } },
    resource: {
      // This is first in the file and last in the order of creation.
      aws_s3_bucket_notification: {
        uploads: {
          bucket: tf('aws_s3_bucket.data.id'),
          depends_on: ['aws_lambda_permission.uploads'],
          lambda_function: [
            {
              events: ['s3:ObjectCreated:*'],
              filter_prefix: 'train/',
              filter_suffix: '.json',
              lambda_function_arn: tf('aws_lambda_function.upload.arn'),
            },
          ],
        },
      },
      aws_lambda_permission: {
        uploads: {
          statement_id: 'AllowDataBucket',
          action: 'lambda:InvokeFunction',
          function_name: tf('aws_lambda_function.upload.function_name'),
          principal: 's3.amazonaws.com',
          source_account: tf('data.aws_caller_identity.current.account_id'),
          source_arn: tf('aws_s3_bucket.data.arn'),
        },
      } as Json,
      aws_lambda_function: {
        upload: {
          function_name: `${tf('var.name')}-upload`,
          role: tf('aws_iam_role.upload.arn'),
          handler: 'index.handler',
          runtime: 'nodejs22.x',
          filename: 'assets/upload/function.zip',
          source_code_hash: 'x',
          environment: { variables: { DATA_BUCKET: tf('aws_s3_bucket.data.bucket'), DAYS: 3 } },
        } as Json,
      },
      aws_s3_bucket: { data: { bucket: `${tf('local.prefix')}-data`, force_destroy: true } as Json },
      aws_iam_role: {
        upload: { name: `${tf('var.name')}-upload`, assume_role_policy: TRUST },
        extra: {
          count: tf('var.extra_roles'),
          name: `extra-${tf('count.index')}`,
          assume_role_policy: TRUST,
        },
      },
    } as Record<string, Record<string, Json>>,
    output: {
      data_bucket: { value: tf('aws_s3_bucket.data.bucket') },
      extra_roles: { value: tf('length(aws_iam_role.extra)') },
    },
  };
}

describe('loadStack', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-'));
    mkdirSync(join(folder, 'assets', 'upload'), { recursive: true });
    writeFileSync(join(folder, 'assets', 'upload', 'function.zip'), zipSync({ 'index.js': Buffer.from(HANDLER) }));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  async function load(document: object, options?: LoadOptions) {
    const { aws, clock, lines } = await account();
    aws.register(new S3Service(aws));
    const path = join(folder, 'cdk.tf.json');
    writeFileSync(path, JSON.stringify(document));
    const stack: Stack = await loadStack(aws, path, options);
    return { aws, clock, lines, stack };
  }

  it("connects the stack's bucket with its function, so that an upload runs the function", async () => {
    // Prepare
    const { aws, clock, lines, stack } = await load(stackDocument());

    // Act
    for (const Key of ['train/a.json', 'train/a.csv', 'other/a.json']) {
      await aws.call('s3', 'PutObject', { Bucket: stack.outputs.data_bucket, Key, Body: Buffer.from('{}') });
    }
    await clock.advanceUntilIdle();

    // Assess
    expect(lines).toEqual([expect.stringMatching(/INFO\tsmall-us-east-1-data train\/a\.json$/)]);
    expect(stack.outputs).toEqual({ data_bucket: 'small-us-east-1-data', extra_roles: 0 });
    expect(stack.variables).toEqual({ name: 'small', extra_roles: 0 });
    expect([...stack.resources.keys()].at(-1)).toBe('aws_s3_bucket_notification.uploads');
    expect(stack.resources.get('aws_lambda_function.upload')).toMatchObject({
      function_name: 'small-upload',
      arn: 'arn:aws:lambda:us-east-1:123456789012:function:small-upload',
      environment: { variables: { DAYS: 3 } },
    });
  });

  it('creates one instance of a resource for each member of a set in for_each', async () => {
    // Prepare
    const document = stackDocument();
    const { extra } = document.resource.aws_iam_role ?? {};
    delete extra?.count;
    set(extra, 'for_each', tf('toset([var.name, "b", "b"])'));
    set(extra, 'name', `extra-${tf('each.value')}-${tf('each.key')}`);

    // Act
    const { stack } = await load(document);

    // Assess
    expect(stack.outputs).toMatchObject({ extra_roles: 2 });
    expect(stack.resources.get('aws_iam_role.extra["b"]')).toMatchObject({ name: 'extra-b-b' });
  });

  it('uses the given values of variables, also as the count of a resource', async () => {
    // Act
    const { stack } = await load(stackDocument(), { variables: { name: 'other', extra_roles: '2' } });

    // Assess
    expect(stack.outputs).toEqual({ data_bucket: 'other-us-east-1-data', extra_roles: 2 });
    expect(stack.resources.get('aws_iam_role.extra[1]')).toMatchObject({ name: 'extra-1' });
  });

  it.each<[string, (document: ReturnType<typeof stackDocument>) => void, string]>([
    [
      'a bucket notification for a function without a permission for S3',
      ({ resource }) => {
        delete resource.aws_lambda_permission;
        delete resource.aws_s3_bucket_notification?.uploads?.depends_on;
      },
      'aws_s3_bucket_notification.uploads: s3:PutBucketNotificationConfiguration returned InvalidArgument: Unable to validate the following destination configurations: Not authorized to invoke function [arn:aws:lambda:us-east-1:123456789012:function:small-upload]. Add an aws_lambda_permission for this function with action lambda:InvokeFunction, principal s3.amazonaws.com and source_arn arn:aws:s3:::small-us-east-1-data',
    ],
    [
      'a bucket notification for a function whose permission names another bucket',
      ({ resource }) => set(resource.aws_lambda_permission?.uploads, 'source_arn', 'arn:aws:s3:::other'),
      'Add an aws_lambda_permission',
    ],
    [
      'a reference to a missing resource',
      ({ resource }) => delete resource.aws_lambda_permission,
      'aws_s3_bucket_notification.uploads: depends_on[0]: it refers to aws_lambda_permission.uploads, which is not in the stack',
    ],
    [
      'a reference to a missing variable in an expression',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'bucket', tf('var.prefix')),
      'aws_s3_bucket.data: bucket: it refers to var.prefix, which is not in the stack',
    ],
    [
      'resources that depend on each other',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'bucket', tf('aws_lambda_function.upload.id')),
      'it depends on itself: aws_s3_bucket.data -> aws_lambda_function.upload -> aws_s3_bucket.data',
    ],
    [
      'an attribute that does not exist',
      ({ output }) => set(output.data_bucket, 'value', tf('aws_s3_bucket.data.website')),
      "output.data_bucket: aws_s3_bucket.data has no 'website'; it has arn, bucket",
    ],
    [
      'a resource type that is not emulated',
      ({ resource }) => set(resource, 'aws_vpc', { net: {} }),
      'aws_vpc.net: the local AWS does not support the resource type aws_vpc; it supports aws_',
    ],
    [
      'an argument that is not emulated',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'acl', 'private'),
      "aws_s3_bucket.data: the argument 'acl' is not supported by the local AWS (supported: bucket, force_destroy, tags)",
    ],
    [
      'a resource with a provider of its own',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'provider', 'aws.other'),
      "aws_s3_bucket.data: the argument 'provider' is not supported by the local AWS",
    ],
    [
      'a missing argument',
      ({ resource }) => delete resource.aws_lambda_function?.upload?.handler,
      'aws_lambda_function.upload: handler: the argument is missing',
    ],
    [
      'an argument of the wrong type',
      ({ resource }) => set(resource.aws_lambda_function?.upload, 'timeout', 'soon'),
      "aws_lambda_function.upload: timeout: expected a number, got 'soon'",
    ],
    [
      'an argument that the service refuses',
      ({ resource }) => set(resource.aws_lambda_function?.upload, 'timeout', 1000),
      'aws_lambda_function.upload: lambda:CreateFunction returned InvalidParameterValueException: Timeout is 1000',
    ],
    [
      'a code file that does not exist',
      ({ resource }) => set(resource.aws_lambda_function?.upload, 'filename', 'assets/none.zip'),
      'aws_lambda_function.upload: the code cannot be read: ENOENT',
    ],
    [
      'an expression that is not supported',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'bucket', tf('uuid()')),
      "aws_s3_bucket.data: bucket: the function 'uuid' is not supported",
    ],
    [
      'a count that is not a number',
      ({ resource }) => set(resource.aws_iam_role?.extra, 'count', 'some'),
      "aws_iam_role.extra: count: expected a number, got 'some'",
    ],
    [
      'a value that a precondition does not allow',
      ({ resource }) =>
        set(resource.aws_s3_bucket?.data, 'lifecycle', {
          precondition: [
            {
              condition: tf('length(var.name) > 10'),
              error_message: `The name ${tf('var.name')} is too short.`,
            },
          ],
        }),
      'aws_s3_bucket.data: The name small is too short.',
    ],
    [
      'a postcondition of a resource, which is not supported',
      ({ resource }) => set(resource.aws_s3_bucket?.data, 'lifecycle', { postcondition: [] }),
      "aws_s3_bucket.data: lifecycle: 'postcondition' is not supported by the local AWS",
    ],
    [
      'a precondition of an output',
      ({ output }) => set(output.data_bucket, 'precondition', {}),
      "output.data_bucket: 'precondition' is not supported by the local AWS",
    ],
    ['a module', (document) => set(document, 'module', {}), 'module: this is not supported by the local AWS'],
    [
      'a provider with arguments',
      (document) => set(document, 'provider', { aws: [{ region: 'eu-west-1' }] }),
      "provider.aws: the argument 'region' is not supported by the local AWS",
    ],
    [
      'a second provider',
      (document) => set(document, 'provider', { aws: [{}, { alias: 'other' }] }),
      'provider.aws: the local AWS has one provider only',
    ],
  ])('refuses %s', async (_what, change, message) => {
    // Prepare
    const document = stackDocument();
    change(document);

    // Act
    const loading = load(document);

    // Assess
    await expect(loading).rejects.toMatchObject({
      name: 'StackError',
      message: expect.stringContaining(message),
    });
  });

  it("gives the provider's tags to all resources that can have tags, unless a resource has its own value for a tag", async () => {
    // Prepare
    const document = stackDocument();
    set(document, 'provider', {
      aws: [{ default_tags: [{ tags: { team: tf('var.name'), stage: 'test' } }] }],
    });
    set(document.resource.aws_s3_bucket?.data, 'tags', { stage: 'own' });

    // Act
    const { stack } = await load(document);

    // Assess
    const { resources } = stack;
    expect(resources.get('aws_s3_bucket.data')?.tags).toEqual({ team: 'small', stage: 'own' });
    expect(resources.get('aws_iam_role.upload')?.tags).toEqual({ team: 'small', stage: 'test' });
    expect(resources.get('aws_lambda_permission.uploads')).not.toHaveProperty('tags');
  });

  it.each<[string, Json, Json, string]>([
    [
      'an invalid value of a variable',
      {},
      { name: 'UPPER' },
      'var.name: name must be lower-case letters. (the value is "UPPER")',
    ],
    [
      'a value of the wrong type for a variable',
      {},
      { extra_roles: 'many' },
      "var.extra_roles: expected a number, got 'many'",
    ],
    [
      'a value for an unknown variable',
      {},
      { nmae: 'a' },
      'var.nmae: the stack has no such variable; it has name, extra_roles',
    ],
    [
      'a variable without a value',
      { email: { type: 'string' } },
      {},
      'var.email: the variable has no default and no value',
    ],
    [
      'a variable of an unsupported type',
      { email: { default: '', type: tf('set(string)') } },
      {},
      "the type 'set(string)'",
    ],
    [
      'an unsupported member of a variable',
      { email: { default: '', const: true } },
      {},
      "var.email: 'const' is not supported by the local AWS",
    ],
  ])('refuses %s', async (_what, more, variables, message) => {
    // Prepare
    const document = stackDocument();
    Object.assign(document.variable, more);

    // Act
    const loading = load(document, { variables });

    // Assess
    await expect(loading).rejects.toThrow(message);
  });
});

function set(target: object | undefined, member: string, value: unknown): void {
  Object.assign(target ?? {}, { [member]: value });
}
