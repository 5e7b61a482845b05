import { LocalAws } from '../../emulator/local-aws';
import { loadStack } from '../../emulator/terraform/load-stack';
import { documents, resources, type Statement } from '../support/configuration';
import { readSynthesis } from '../support/synthesis';
import { synthesizedStack } from '../support/synthesized-stack';

const { configuration } = readSynthesis(synthesizedStack());

/** Actions without resource types, for which a policy must say `*`. Source: action tables of the AWS service authorization reference. */
const WITHOUT_RESOURCE_TYPES = [
  'cloudwatch:GetMetricData',
  'cloudwatch:PutMetricData',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'logs:CreateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:DescribeLogGroups',
  'logs:DescribeResourcePolicies',
  'logs:GetLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:UpdateLogDelivery',
  'personalize:ListBatchInferenceJobs',
  'personalize:ListBatchSegmentJobs',
  'personalize:ListCampaigns',
  'personalize:ListDataDeletionJobs',
  'personalize:ListDatasetImportJobs',
  'personalize:ListDatasets',
  'personalize:ListEventTrackers',
  'personalize:ListFilters',
  'personalize:ListMetricAttributionMetrics',
  'personalize:ListMetricAttributions',
  'personalize:ListRecommenders',
  'personalize:ListSolutionVersions',
  'personalize:ListSolutions',
  'scheduler:ListSchedules',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

/** Condition keys that each service sends when it assumes a role. */
const KEYS_OF_ASSUMING: Readonly<Record<string, readonly string[]>> = {
  // No page documents these keys for Lambda (question `lambda-trust-source-keys` of docs/local-aws.md).
  'lambda.amazonaws.com': [],
  // Personalize developer guide, "Cross-service confused deputy prevention".
  'personalize.amazonaws.com': ['aws:SourceAccount', 'aws:SourceArn'],
  // EventBridge Scheduler user guide, "Confused deputy prevention": `aws:SourceArn` is the ARN of the schedule group.
  'scheduler.amazonaws.com': ['aws:SourceAccount', 'aws:SourceArn'],
  // Step Functions developer guide, "Cross-service confused deputy prevention".
  'states.amazonaws.com': ['aws:SourceAccount', 'aws:SourceArn'],
};

const SOURCE_KEYS = ['aws:SourceAccount', 'aws:SourceArn'];

/** Names of values that must not be in plain text. */
const SECRET = /secret|passw(or)?d|token|credential|private_?key|api_?key|access_?key|webhook/i;
/** Values that must not be in plain text: keys of AWS, private keys, tokens, and URLs with a password. */
const SECRET_VALUE = /\b(AKIA|ASIA)[A-Z0-9]{16}\b|-----BEGIN|\bgh[ps]_\w{30,}|:\/\/[^/\s:@]+:[^/\s:@]+@/;

type Placed = Statement & { readonly address: string };

/** Statements of the policy documents in this attribute of the resources whose types match. */
function policies(attribute: string, types: RegExp): readonly Placed[] {
  return resources(configuration)
    .filter(([address]) => types.test(address))
    .flatMap(([address, block]) => {
      const text = block[attribute];
      if (typeof text !== 'string') return [];
      return documents(configuration, text)
        .flatMap(({ Statement: list }) => list)
        .map((statement) => ({ address, ...statement }));
    });
}

const ofRoles = policies('policy', /^aws_iam_(role_)?policy\./);
const ofTrust = policies('assume_role_policy', /^aws_iam_role\./);
const ofResources = policies('policy', /^aws_(?!iam_)/);

/** Keys of a statement's conditions, whatever the operator. */
function conditionKeys({ Condition: conditions = {} }: Statement): readonly string[] {
  return Object.values(conditions as Record<string, object>).flatMap((keys) => Object.keys(keys));
}

function service({ Principal: principal }: Statement): string | undefined {
  return (principal as { Service?: string } | undefined)?.Service;
}

function block(type: string): readonly (readonly [string, Readonly<Record<string, unknown>>])[] {
  return resources(configuration).filter(([address]) => address.startsWith(`${type}.`));
}

describe('The permissions of roles', () => {
  test('name each action in full, without wildcards', () => {
    expect(ofRoles.length).toBeGreaterThan(100);
    expect(ofRoles.filter(({ Action }) => [Action].flat().some((action) => /[*?]/.test(action)))).toEqual([]);
  });

  test('are for all resources only if the action has no resource types', () => {
    // Act
    const everywhere = ofRoles
      .filter(({ Resource = [] }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => Action);

    // Assess: the lists must be equal, so that the list above contains nothing unnecessary
    expect([...new Set(everywhere)].sort()).toEqual(WITHOUT_RESOURCE_TYPES);
  });

  test('name only resources of their own account, and never all resources of a service', () => {
    // Prepare
    const account = '${data.aws_caller_identity.current.account_id}';
    const named = /^\$\{(aws_\w+\.\w+\.arn|var\.(personalize_)?kms_key_arn)\}([:/].*)?$/;
    const pattern = new RegExp(
      `^arn:\\$\\{data\\.aws_partition\\.current\\.partition\\}:[a-z0-9]+:\\$\\{local\\.region\\}:${account.replace(/[$.{}]/g, '\\$&')}:[^*].*$`,
    );

    // Act
    const others = ofRoles
      .flatMap(({ address, Resource = [] }) => [Resource].flat().map((resource) => ({ address, resource })))
      .filter(({ resource }) => resource !== '*' && !named.test(resource) && !pattern.test(resource));

    // Assess: network interfaces in a VPC are the one exception
    expect([...new Set(others.map(({ resource }) => resource.split(':')[2]))]).toEqual(['ec2']);
  });

  test('allow iam:PassRole only for one role and one service per statement', () => {
    const passing = ofRoles.filter(({ Action }) => [Action].flat().includes('iam:PassRole'));
    expect(passing.length).toBeGreaterThan(0);
    for (const { Action, Resource, Condition } of passing) {
      expect(Action).toEqual(['iam:PassRole']);
      expect(Resource).toEqual([expect.stringMatching(/^\$\{aws_iam_role\.\w+\.arn\}$/)]);
      expect(Condition).toEqual({
        StringEquals: { 'iam:PassedToService': [expect.stringMatching(/^[a-z]+\.amazonaws\.com$/)] },
      });
    }
  });

  test('are in the roles themselves: no managed policy is attached, no user or group exists', () => {
    expect(
      resources(configuration)
        .map(([address]) => address)
        .filter((address) => /^aws_iam_(?!role\.|role_policy\.)/.test(address)),
    ).toEqual([]);
  });
});

describe('The inline policies of each role', () => {
  // Regions with long names, and the longest name of a deployment.
  test.each([
    ['aws', 'ap-southeast-1'],
    ['aws-cn', 'cn-northwest-1'],
  ])('have at most 10,240 characters if all settings are used, in partition %s', async (partition, region) => {
    // Prepare
    const { aws } = new LocalAws({ seed: 1, account: { partition, region } });
    const Statement = [{ Effect: 'Allow', Action: 'kms:*', Resource: '*', Principal: '*' }];
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
    const created = (await aws.call('kms', 'CreateKey', { Policy })) as { KeyMetadata: { Arn: string } };
    const key = created.KeyMetadata.Arn;
    const variables = {
      name: 'n'.repeat(20),
      additional_personalize_regions: [region],
      kms_key_arn: key,
      personalize_kms_key_arn: key,
      publish_parameters: true,
      vpc_subnet_ids: ['subnet-0a'],
      vpc_security_group_ids: ['sg-0a'],
    };

    // Act
    const { resources: loaded } = await loadStack(aws, synthesizedStack(), { variables });
    const lengths = new Map<unknown, number>();
    for (const [address, { role, policy }] of loaded)
      if (address.startsWith('aws_iam_role_policy.'))
        lengths.set(role, (lengths.get(role) ?? 0) + String(policy).length);

    // Assess
    expect(lengths.size).toBeGreaterThan(12);
    // Source: "IAM and AWS STS quotas", IAM user guide, 2026-11. White space does not count, and the documents have
    // none.
    expect([...lengths].filter(([, length]) => length > 10_240)).toEqual([]);
  });
});

describe('The callers that policies allow', () => {
  test('are limited in every trust policy by the condition keys that the service sends', () => {
    expect(ofTrust.length).toBeGreaterThan(12);
    for (const statement of ofTrust) {
      expect(statement.Action).toBe('sts:AssumeRole');
      expect([statement.address, conditionKeys(statement)]).toEqual([
        statement.address,
        KEYS_OF_ASSUMING[service(statement) ?? ''],
      ]);
    }
  });

  test('are limited by their source wherever a resource policy allows a service; by default, Personalize is an exception', () => {
    // Act
    const services = ofResources.filter(
      (statement) => statement.Effect === 'Allow' && service(statement) !== undefined,
    );

    // Assess
    expect([...new Set(services.map(service))].sort()).toEqual([
      'cloudwatch.amazonaws.com',
      'logging.s3.amazonaws.com',
      'personalize.amazonaws.com',
    ]);
    for (const statement of services) {
      // A bucket that Personalize uses has one of two policies. The policy without conditions is the default.
      const expected =
        service(statement) === 'personalize.amazonaws.com' && statement.Condition === undefined ? [] : SOURCE_KEYS;
      expect(conditionKeys(statement)).toEqual(expected);
    }
    expect(
      block('aws_lambda_permission').map(([, { principal, source_account, source_arn }]) => [
        principal,
        source_account,
        source_arn,
      ]),
    ).toEqual([
      ['s3.amazonaws.com', '${data.aws_caller_identity.current.account_id}', '${aws_s3_bucket.data_bucket.arn}'],
      ['s3.amazonaws.com', '${data.aws_caller_identity.current.account_id}', '${aws_s3_bucket.data_bucket.arn}'],
      // A rule's ARN names its account.
      ['events.amazonaws.com', undefined, '${aws_cloudwatch_event_rule.stopped_runs_rule.arn}'],
    ]);
  });

  test('are limited to the account wherever a resource policy allows every principal', () => {
    const everybody = ofResources.filter(({ Effect, Principal }) => Effect === 'Allow' && Principal === '*');
    expect(everybody.map(({ Sid, Condition }) => [Sid, Condition])).toEqual([
      [
        'RolesOfAccountPublish',
        {
          StringEquals: { 'kms:CallerAccount': ['${data.aws_caller_identity.current.account_id}'] },
          StringLike: { 'kms:ViaService': ['sns.${local.region}.*'] },
        },
      ],
    ]);
  });
});

describe('Public access', () => {
  test('is impossible for every function, as none has a URL', () => {
    expect(block('aws_lambda_function_url')).toEqual([]);
    expect(block('aws_lambda_permission').filter(([, { principal }]) => principal === '*')).toEqual([]);
    expect(resources(configuration).filter(([address]) => /^aws_(api_gateway|apigatewayv2|lb)/.test(address))).toEqual(
      [],
    );
  });

  test('is impossible for every bucket, as each blocks it by all four settings and has no ACLs', () => {
    const buckets = block('aws_s3_bucket')
      .map(([address]) => `\${${address}.id}`)
      .sort();
    expect(buckets.length).toBe(3);
    const closed = block('aws_s3_bucket_public_access_block');
    expect(closed.map(([, { bucket }]) => bucket).sort()).toEqual(buckets);
    for (const [, settings] of closed) {
      expect(settings).toMatchObject({
        block_public_acls: true,
        block_public_policy: true,
        ignore_public_acls: true,
        restrict_public_buckets: true,
      });
    }
    expect(
      block('aws_s3_bucket_ownership_controls')
        .map(([, { bucket }]) => bucket)
        .sort(),
    ).toEqual(buckets);
    expect(block('aws_s3_bucket_acl')).toEqual([]);
  });
});

describe('Secrets', () => {
  test('are not suggested by the name of any environment variable, Terraform variable or output', () => {
    // Act
    const names = [
      ...block('aws_lambda_function').flatMap(([, { environment }]) =>
        Object.keys((environment as { readonly variables: object }).variables),
      ),
      ...Object.keys(configuration.variable),
      ...Object.keys(configuration.output ?? {}),
    ];

    // Assess: a variable for a secret would have to be sensitive, and the secret would have to be in Secrets Manager
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => SECRET.test(name))).toEqual([]);
  });

  test('are nowhere in the configuration', () => {
    expect(JSON.stringify(configuration)).not.toMatch(SECRET_VALUE);
    expect(block('aws_ssm_parameter').filter(([, { type }]) => type !== 'String')).toEqual([]);
  });
});
