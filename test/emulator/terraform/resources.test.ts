import { Aws } from '../../../emulator/core/aws';
import { Clock } from '../../../emulator/core/clock';
import { Random } from '../../../emulator/core/random';
import { ADMINISTRATOR, type Call, type Input, type Service, type WireResponse } from '../../../emulator/core/service';
import { LocalAws } from '../../../emulator/local-aws';
import type { JsonObject } from '../../../emulator/terraform/configuration';
import { readConfiguration } from '../../../emulator/terraform/configuration';
import { loadConfiguration } from '../../../emulator/terraform/load-stack';
import { RESOURCES } from '../../../emulator/terraform/resources';

type Expected = [service: string, operation: string, input: Input];

/** Service calls and computed attributes of each resource type, except for {@link TESTED_ELSEWHERE}. */
const CASES: Readonly<Record<string, { body: JsonObject; calls: Expected[]; attributes?: JsonObject }>> = {
  aws_s3_bucket: {
    body: { bucket: 'b', force_destroy: false, tags: { team: 'x' } },
    calls: [
      ['s3', 'CreateBucket', { Bucket: 'b' }],
      ['s3', 'PutBucketTagging', { Bucket: 'b', Tagging: { TagSet: [{ Key: 'team', Value: 'x' }] } }],
    ],
    attributes: {
      id: 'b',
      arn: 'arn:aws:s3:::b',
      bucket_regional_domain_name: 'b.s3.us-east-1.amazonaws.com',
    },
  },
  aws_s3_object: {
    body: {
      bucket: 'b',
      key: 'train/g/config.json',
      content: '{}',
      content_type: 'application/json',
      override_provider: { default_tags: { tags: {} } },
      tags: { team: 'x y' },
    },
    calls: [
      [
        's3',
        'PutObject',
        {
          Bucket: 'b',
          Key: 'train/g/config.json',
          Body: Buffer.from('{}'),
          ContentType: 'application/json',
          Tagging: 'team=x+y',
        },
      ],
    ],
    attributes: { id: 'b/train/g/config.json', arn: 'arn:aws:s3:::b/train/g/config.json' },
  },
  aws_cloudwatch_event_rule: {
    body: { name: 'r', description: 'd', event_pattern: '{"source":["aws.states"]}', tags: { team: 'x' } },
    calls: [['events', 'PutRule', { Name: 'r', Description: 'd', EventPattern: '{"source":["aws.states"]}' }]],
    attributes: { id: 'r', arn: 'arn:rule' },
  },
  aws_cloudwatch_event_target: {
    body: { rule: 'r', target_id: 't', arn: 'arn:function', event_bus_name: 'b' },
    calls: [['events', 'PutTargets', { Rule: 'r', EventBusName: 'b', Targets: [{ Id: 't', Arn: 'arn:function' }] }]],
    attributes: { id: 'b-r-t' },
  },
  aws_cloudwatch_dashboard: {
    body: { dashboard_name: 'd', dashboard_body: '{"widgets":[]}' },
    calls: [
      ['monitoring', 'ListDashboards', { DashboardNamePrefix: 'd' }],
      ['monitoring', 'PutDashboard', { DashboardName: 'd', DashboardBody: '{"widgets":[]}' }],
    ],
    attributes: { id: 'd', dashboard_arn: 'arn:aws:cloudwatch::123456789012:dashboard/d' },
  },
  aws_cloudwatch_metric_alarm: {
    body: {
      alarm_name: 'a',
      alarm_description: 'Look at it.',
      comparison_operator: 'GreaterThanOrEqualToThreshold',
      threshold: 1,
      evaluation_periods: 3,
      datapoints_to_alarm: 1,
      treat_missing_data: 'notBreaching',
      alarm_actions: ['arn:topic'],
      metric_query: [
        { id: 'total', label: 'a', expression: 'SUM([m0])', return_data: true },
        {
          id: 'm0',
          metric: {
            namespace: 'AWS/Lambda',
            metric_name: 'Errors',
            stat: 'Sum',
            period: 300,
            dimensions: { FunctionName: 'f' },
          },
        },
      ],
    },
    calls: [
      [
        'monitoring',
        'PutMetricAlarm',
        {
          AlarmName: 'a',
          AlarmDescription: 'Look at it.',
          ComparisonOperator: 'GreaterThanOrEqualToThreshold',
          Threshold: 1,
          EvaluationPeriods: 3,
          DatapointsToAlarm: 1,
          TreatMissingData: 'notBreaching',
          AlarmActions: ['arn:topic'],
          Metrics: [
            { Id: 'total', Label: 'a', Expression: 'SUM([m0])', ReturnData: true },
            {
              Id: 'm0',
              ReturnData: false,
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/Lambda',
                  MetricName: 'Errors',
                  Dimensions: [{ Name: 'FunctionName', Value: 'f' }],
                },
                Period: 300,
                Stat: 'Sum',
              },
            },
          ],
        },
      ],
    ],
    attributes: { id: 'a', arn: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a' },
  },
  aws_cloudwatch_query_definition: {
    body: { name: 'x/q', query_string: 'fields @timestamp', log_group_names: ['g'] },
    calls: [],
    attributes: { query_definition_id: expect.stringMatching(/^[0-9a-f-]{36}$/) },
  },
  aws_kms_key: {
    body: { description: 'd', enable_key_rotation: true, deletion_window_in_days: 30, policy: '{}' },
    calls: [['kms', 'CreateKey', { Description: 'd', Policy: '{}' }]],
    attributes: { id: 'key-id', key_id: 'key-id', arn: 'arn:key' },
  },
  aws_kms_alias: {
    body: { name: 'alias/a', target_key_id: 'k' },
    calls: [],
    attributes: { id: 'alias/a', arn: 'arn:aws:kms:us-east-1:123456789012:alias/a' },
  },
  aws_resourcegroups_group: {
    body: {
      name: 'a',
      resource_query: [
        { query: '{"ResourceTypeFilters":["AWS::AllSupported"],"TagFilters":[{"Key":"k","Values":["v"]}]}' },
      ],
    },
    calls: [],
    attributes: { id: 'a', arn: 'arn:aws:resource-groups:us-east-1:123456789012:group/a' },
  },
  aws_s3_bucket_versioning: {
    body: { bucket: 'b', versioning_configuration: [{ status: 'Enabled' }] },
    calls: [['s3', 'PutBucketVersioning', { Bucket: 'b', VersioningConfiguration: { Status: 'Enabled' } }]],
  },
  aws_s3_bucket_public_access_block: {
    body: { bucket: 'b', block_public_acls: true, block_public_policy: 'true' },
    calls: [
      [
        's3',
        'PutPublicAccessBlock',
        {
          Bucket: 'b',
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: false,
            RestrictPublicBuckets: false,
          },
        },
      ],
    ],
  },
  aws_s3_bucket_ownership_controls: {
    body: { bucket: 'b', rule: { object_ownership: 'BucketOwnerEnforced' } },
    calls: [
      [
        's3',
        'PutBucketOwnershipControls',
        { Bucket: 'b', OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] } },
      ],
    ],
  },
  aws_s3_bucket_server_side_encryption_configuration: {
    body: { bucket: 'b', rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }] },
    calls: [
      [
        's3',
        'PutBucketEncryption',
        {
          Bucket: 'b',
          ServerSideEncryptionConfiguration: {
            Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false }],
          },
        },
      ],
    ],
  },
  aws_s3_bucket_policy: {
    body: { bucket: 'b', policy: '{}' },
    calls: [['s3', 'PutBucketPolicy', { Bucket: 'b', Policy: '{}' }]],
  },
  aws_s3_bucket_lifecycle_configuration: {
    body: {
      bucket: 'b',
      rule: [
        {
          id: 'a',
          status: 'Enabled',
          filter: [{ prefix: '' }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
        {
          id: 'b',
          status: 'Disabled',
          expiration: [{ days: 365 }],
          noncurrent_version_expiration: [{ noncurrent_days: 30, newer_noncurrent_versions: 10 }],
        },
        {
          id: 'c',
          status: 'Enabled',
          filter: [{ tag: { key: 'k', value: 'v' } }],
          expiration: [{ expired_object_delete_marker: true }],
        },
        {
          id: 'd',
          status: 'Enabled',
          filter: [{ and: [{ prefix: 'in/', object_size_greater_than: 1, object_size_less_than: 9 }] }],
          expiration: [{ days: 1 }],
        },
      ],
    },
    calls: [
      [
        's3',
        'PutBucketLifecycleConfiguration',
        {
          Bucket: 'b',
          LifecycleConfiguration: {
            Rules: [
              {
                ID: 'a',
                Status: 'Enabled',
                Filter: { Prefix: '' },
                AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
              },
              {
                ID: 'b',
                Status: 'Disabled',
                Filter: { Prefix: '' },
                Expiration: { Days: 365 },
                NoncurrentVersionExpiration: { NoncurrentDays: 30, NewerNoncurrentVersions: 10 },
              },
              {
                ID: 'c',
                Status: 'Enabled',
                Filter: { Tag: { Key: 'k', Value: 'v' } },
                Expiration: { ExpiredObjectDeleteMarker: true },
              },
              {
                ID: 'd',
                Status: 'Enabled',
                Filter: { And: { Prefix: 'in/', ObjectSizeGreaterThan: 1, ObjectSizeLessThan: 9 } },
                Expiration: { Days: 1 },
              },
            ],
          },
        },
      ],
    ],
  },
  aws_s3_bucket_logging: {
    body: { bucket: 'b', target_bucket: 'logs', target_prefix: 's3/' },
    calls: [
      [
        's3',
        'PutBucketLogging',
        {
          Bucket: 'b',
          BucketLoggingStatus: { LoggingEnabled: { TargetBucket: 'logs', TargetPrefix: 's3/' } },
        },
      ],
    ],
  },
  aws_lambda_function_event_invoke_config: {
    body: {
      function_name: 'f',
      maximum_retry_attempts: 1,
      destination_config: { on_failure: { destination: 'arn:topic' } },
    },
    calls: [
      [
        'lambda',
        'PutFunctionEventInvokeConfig',
        {
          FunctionName: 'f',
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination: 'arn:topic' } },
        },
      ],
    ],
  },
  aws_cloudwatch_log_group: {
    body: { name: '/aws/lambda/f', retention_in_days: 90 },
    calls: [
      ['logs', 'CreateLogGroup', { logGroupName: '/aws/lambda/f' }],
      ['logs', 'PutRetentionPolicy', { logGroupName: '/aws/lambda/f', retentionInDays: 90 }],
    ],
    attributes: { arn: 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/f' },
  },
  aws_iam_role: {
    body: { name: 'r', assume_role_policy: '{}', description: 'd' },
    calls: [['iam', 'CreateRole', { RoleName: 'r', AssumeRolePolicyDocument: '{}', Description: 'd' }]],
    attributes: { id: 'r', arn: 'arn:role', unique_id: 'AROA' },
  },
  aws_iam_policy: {
    body: { name: 'p', policy: '{}' },
    calls: [['iam', 'CreatePolicy', { PolicyName: 'p', PolicyDocument: '{}' }]],
    attributes: { id: 'arn:policy', arn: 'arn:policy' },
  },
  aws_iam_role_policy_attachment: {
    body: { role: 'r', policy_arn: 'arn:policy' },
    calls: [['iam', 'AttachRolePolicy', { RoleName: 'r', PolicyArn: 'arn:policy' }]],
  },
  aws_iam_role_policy: {
    body: { name: 'p', role: 'r', policy: '{}' },
    calls: [['iam', 'PutRolePolicy', { RoleName: 'r', PolicyName: 'p', PolicyDocument: '{}' }]],
    attributes: { id: 'r:p' },
  },
  aws_sfn_state_machine: {
    body: {
      name: 'm',
      role_arn: 'arn:role',
      definition: '{}',
      logging_configuration: { level: 'ERROR', include_execution_data: false, log_destination: 'arn:logs:*' },
      tracing_configuration: { enabled: true },
      tags: { team: 'x' },
    },
    calls: [
      [
        'states',
        'CreateStateMachine',
        {
          name: 'm',
          roleArn: 'arn:role',
          definition: '{}',
          loggingConfiguration: {
            level: 'ERROR',
            includeExecutionData: false,
            destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:logs:*' } }],
          },
          tracingConfiguration: { enabled: true },
          tags: [{ key: 'team', value: 'x' }],
        },
      ],
    ],
    attributes: { id: 'arn:machine', arn: 'arn:machine' },
  },
  aws_dynamodb_table: {
    body: {
      name: 't',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'a',
      range_key: 'b',
      attribute: [
        { name: 'a', type: 'S' },
        { name: 'b', type: 'S' },
      ],
      deletion_protection_enabled: false,
      ttl: { attribute_name: 'expiresAt', enabled: true },
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true },
    },
    calls: [
      [
        'dynamodb',
        'CreateTable',
        {
          TableName: 't',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [
            { AttributeName: 'a', AttributeType: 'S' },
            { AttributeName: 'b', AttributeType: 'S' },
          ],
          KeySchema: [
            { AttributeName: 'a', KeyType: 'HASH' },
            { AttributeName: 'b', KeyType: 'RANGE' },
          ],
          SSESpecification: { Enabled: true, SSEType: 'KMS' },
          DeletionProtectionEnabled: false,
        },
      ],
      [
        'dynamodb',
        'UpdateTimeToLive',
        { TableName: 't', TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true } },
      ],
      [
        'dynamodb',
        'UpdateContinuousBackups',
        { TableName: 't', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } },
      ],
    ],
    attributes: { id: 't', arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/t' },
  },
  aws_sns_topic: {
    body: { name: 't', kms_master_key_id: 'alias/aws/sns' },
    calls: [['sns', 'CreateTopic', { Name: 't', Attributes: { KmsMasterKeyId: 'alias/aws/sns' } }]],
    attributes: { id: 'arn:topic', arn: 'arn:topic' },
  },
  aws_sns_topic_policy: {
    body: { arn: 'arn:topic', policy: '{}' },
    calls: [['sns', 'SetTopicAttributes', { TopicArn: 'arn:topic', AttributeName: 'Policy', AttributeValue: '{}' }]],
  },
  aws_sns_topic_subscription: {
    body: { topic_arn: 'arn:topic', protocol: 'email', endpoint: 'a@b.c' },
    calls: [
      [
        'sns',
        'Subscribe',
        { TopicArn: 'arn:topic', Protocol: 'email', Endpoint: 'a@b.c', ReturnSubscriptionArn: true },
      ],
    ],
    attributes: { arn: 'arn:subscription' },
  },
  aws_cloudwatch_event_bus: {
    body: { name: 'bus' },
    calls: [['events', 'CreateEventBus', { Name: 'bus' }]],
    attributes: { id: 'bus', arn: 'arn:bus' },
  },
  aws_ssm_parameter: {
    body: { name: '/a/b', type: 'String', value: 'v' },
    calls: [['ssm', 'PutParameter', { Name: '/a/b', Type: 'String', Value: 'v' }]],
    attributes: { arn: 'arn:aws:ssm:us-east-1:123456789012:parameter/a/b', version: 1 },
  },
  aws_scheduler_schedule_group: {
    body: { name: 'g' },
    calls: [['scheduler', 'CreateScheduleGroup', { Name: 'g' }]],
    attributes: { id: 'g', arn: 'arn:group' },
  },
  aws_scheduler_schedule: {
    body: {
      name: 's',
      group_name: 'g',
      schedule_expression: 'rate(1 day)',
      flexible_time_window: { mode: 'OFF' },
      target: {
        arn: 'arn:machine',
        role_arn: 'arn:role',
        input: '{}',
        dead_letter_config: { arn: 'arn:queue' },
        retry_policy: { maximum_retry_attempts: 3 },
      },
    },
    calls: [
      [
        'scheduler',
        'CreateSchedule',
        {
          Name: 's',
          GroupName: 'g',
          ScheduleExpression: 'rate(1 day)',
          FlexibleTimeWindow: { Mode: 'OFF' },
          Target: {
            Arn: 'arn:machine',
            RoleArn: 'arn:role',
            Input: '{}',
            DeadLetterConfig: { Arn: 'arn:queue' },
            RetryPolicy: { MaximumRetryAttempts: 3 },
          },
        },
      ],
    ],
    attributes: { id: 'g/s', arn: 'arn:schedule' },
  },
  aws_sqs_queue: {
    body: { name: 'q', message_retention_seconds: 1209600, sqs_managed_sse_enabled: true },
    calls: [
      [
        'sqs',
        'CreateQueue',
        { QueueName: 'q', Attributes: { MessageRetentionPeriod: '1209600', SqsManagedSseEnabled: 'true' } },
      ],
    ],
    attributes: { id: 'https://queue', url: 'https://queue', arn: 'arn:aws:sqs:us-east-1:123456789012:q' },
  },
  aws_sqs_queue_policy: {
    body: { queue_url: 'https://queue', policy: '{}' },
    calls: [['sqs', 'SetQueueAttributes', { QueueUrl: 'https://queue', Attributes: { Policy: '{}' } }]],
  },
};

/** Types that are tested with the services themselves, in load-stack.test.ts. */
const TESTED_ELSEWHERE = ['aws_lambda_function', 'aws_lambda_permission', 'aws_s3_bucket_notification'];

const ANSWERS: Readonly<Record<string, JsonObject>> = {
  CreateKey: { KeyMetadata: { KeyId: 'key-id', Arn: 'arn:key' } },
  CreateRole: { Role: { Arn: 'arn:role', RoleId: 'AROA' } },
  CreatePolicy: { Policy: { Arn: 'arn:policy' } },
  CreateStateMachine: { stateMachineArn: 'arn:machine' },
  CreateTopic: { TopicArn: 'arn:topic' },
  Subscribe: { SubscriptionArn: 'arn:subscription' },
  CreateEventBus: { EventBusArn: 'arn:bus' },
  PutRule: { RuleArn: 'arn:rule' },
  ListDashboards: { DashboardEntries: [] },
  PutParameter: { Version: 1 },
  CreateScheduleGroup: { ScheduleGroupArn: 'arn:group' },
  CreateSchedule: { ScheduleArn: 'arn:schedule' },
  CreateQueue: { QueueUrl: 'https://queue' },
};

class Recorder implements Service {
  constructor(
    readonly name: string,
    private readonly calls: Expected[],
  ) {}
  decode(): Call {
    throw new Error('the test double has no wire protocol');
  }
  encode(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }
  encodeError(): WireResponse {
    throw new Error('the test double has no wire protocol');
  }
  permissions() {
    return [];
  }
  async invoke({ operation, input }: Call): Promise<unknown> {
    this.calls.push([this.name, operation, input]);
    return ANSWERS[operation];
  }
}

describe('RESOURCES', () => {
  it('are all tested', () => {
    // Assess
    expect(RESOURCES.map(({ type }) => type).sort()).toEqual([...Object.keys(CASES), ...TESTED_ELSEWHERE].sort());
  });

  it.each(Object.keys(CASES))('%s makes the expected calls and computes the expected attributes', async (type) => {
    // Prepare
    const { body = {}, calls = [], attributes = {} } = CASES[type] ?? {};
    const recorded: Expected[] = [];
    const aws = new Aws({
      clock: new Clock(0),
      random: new Random(1),
      account: { id: '123456789012', region: 'us-east-1', partition: 'aws' },
      authorizer: { authorize: () => undefined },
      credentials: { callerOf: () => ADMINISTRATOR },
    });
    for (const service of new Set(calls.map(([name]) => name))) aws.register(new Recorder(service, recorded));

    // Act
    const stack = await loadConfiguration(aws, readConfiguration({ resource: { [type]: { it: body } } }, ''));

    // Assess
    expect(recorded).toEqual(calls);
    expect(stack.resources.get(`${type}.it`)).toEqual(expect.objectContaining(attributes));
  });
});

describe('aws_s3_object', () => {
  it("is refused if its etag differs from S3's ETag, because every plan of Terraform would show a change", async () => {
    // Prepare
    const aws = new LocalAws({ seed: 1 }).aws;
    const object = { bucket: '${aws_s3_bucket.it.bucket}', key: 'a.json', content: '{}' };
    const load = (bucket: string, etag: string) =>
      loadConfiguration(
        aws,
        readConfiguration(
          { resource: { aws_s3_bucket: { it: { bucket } }, aws_s3_object: { it: { ...object, etag } } } },
          '',
        ),
      );
    const md5 = '99914b932bd37a50b983c5e7c90ae93b';

    // Act
    const right = await load('one', md5);
    const wrong = load('two', '0'.repeat(32));

    // Assess
    expect(right.resources.get('aws_s3_object.it')).toMatchObject({ etag: md5 });
    await expect(wrong).rejects.toThrow(`etag is ${'0'.repeat(32)}, but S3 returned ${md5}`);
  });
});
