import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalAws } from '../../../emulator/local-aws';
import { loadStack } from '../../../emulator/terraform/load-stack';
import { NodeFunction } from '../../../stacks/constructs/node-function';
import { resource, resources, statements } from '../../support/configuration';
import { EXAMPLE_FUNCTION, exampleValues, readSynthesis, synthesis, temporaryFile } from '../../support/synthesis';
import { synthesizedStack } from '../../support/synthesized-stack';

function exampleFunction(onFailureTopicArn?: string) {
  return synthesis((stack, deployment) => {
    new NodeFunction(stack, 'example-function', {
      deployment,
      definition: EXAMPLE_FUNCTION,
      values: exampleValues(deployment),
      entry: temporaryFile('handler.ts', 'export const handler = async () => 42;'),
      onFailureTopicArn,
    });
  });
}

describe('NodeFunction', () => {
  test('has the settings of its definition', () => {
    // Act
    const { configuration } = exampleFunction();

    // Assess
    expect(resource(configuration, 'aws_lambda_function.example_function')).toMatchObject({
      function_name: '${var.name}-example',
      description: 'Reads the record.',
      handler: 'index.handler',
      runtime: '${var.lambda_runtime}',
      architectures: ['${var.lambda_architecture}'],
      timeout: 17,
      memory_size: 192,
      tracing_config: { mode: 'Active' },
      environment: { variables: { RECORD_TABLE: 'record-table', POWERTOOLS_LOG_LEVEL: '${var.log_level}' } },
      role: '${aws_iam_role.example_function_role.arn}',
    });
  });

  test('has its code beside the configuration, by a relative path, with the hash that Lambda computes', () => {
    // Act
    const { configuration, folder } = exampleFunction();

    // Assess
    const { filename, source_code_hash } = resource(configuration, 'aws_lambda_function.example_function');
    const zip = readFileSync(join(folder, String(filename).replace('${path.module}/', '')));
    expect(filename).toMatch(/^\$\{path\.module\}\/assets\/example_function_code\/[0-9a-f]{32}\/function\.zip$/);
    expect(source_code_hash).toBe(createHash('sha256').update(zip).digest('base64'));
  });

  test('may do what its definition permits, write its own log and send traces, and nothing else', () => {
    // Act
    const { configuration } = exampleFunction();

    // Assess
    const logGroup = '${aws_cloudwatch_log_group.example_function_log_group.arn}';
    expect(statements(configuration, 'aws_iam_role_policy.example_function_role_policy')).toEqual([
      { Effect: 'Allow', Action: ['dynamodb:GetItem'], Resource: ['arn:record-table'] },
      { Effect: 'Allow', Action: ['logs:CreateLogStream', 'logs:PutLogEvents'], Resource: [`${logGroup}:*`] },
      { Effect: 'Allow', Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], Resource: ['*'] },
    ]);
  });

  test('has a role that Lambda assumes, without conditions, because no page documents which condition keys Lambda sends', () => {
    // Act
    const { configuration } = exampleFunction();

    // Assess
    expect(statements(configuration, 'aws_iam_role.example_function_role', 'assume_role_policy')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: 'sts:AssumeRole',
      },
    ]);
  });

  test('logs to a log group that is created before the function and has a retention', () => {
    // Act
    const { configuration } = exampleFunction();

    // Assess
    expect(resource(configuration, 'aws_cloudwatch_log_group.example_function_log_group')).toMatchObject({
      name: '/aws/lambda/${var.name}-example',
      retention_in_days: '${var.log_retention_days}',
    });
    expect(resource(configuration, 'aws_lambda_function.example_function').depends_on).toEqual([
      'aws_iam_role_policy.example_function_role_policy',
      'aws_iam_role_policy.example_function_vpc_policy',
      'aws_cloudwatch_log_group.example_function_log_group',
    ]);
  });

  test('notifies the given topic of failed asynchronous invocations, with permission to publish', () => {
    // Act
    const { configuration } = exampleFunction('arn:topic');

    // Assess
    expect(
      resource(configuration, 'aws_lambda_function_event_invoke_config.example_function_on_failure'),
    ).toMatchObject({
      function_name: '${aws_lambda_function.example_function.function_name}',
      destination_config: { on_failure: { destination: 'arn:topic' } },
      depends_on: ['aws_iam_role_policy.example_function_role_policy'],
    });
    expect(statements(configuration, 'aws_iam_role_policy.example_function_role_policy')).toContainEqual({
      Effect: 'Allow',
      Action: ['sns:Publish'],
      Resource: ['arn:topic'],
    });
  });

  test('notifies no topic by default', () => {
    expect(exampleFunction().configuration.resource).not.toHaveProperty('aws_lambda_function_event_invoke_config');
  });
});

const path = synthesizedStack();
const { configuration } = readSynthesis(path);
const functions = Object.keys(configuration.resource.aws_lambda_function ?? {});

const VPC = { vpc_subnet_ids: ['subnet-0a', 'subnet-0b'], vpc_security_group_ids: ['sg-0a'] };

async function loaded(variables: Readonly<Record<string, unknown>>) {
  const { aws } = new LocalAws({ seed: 1 });
  return (await loadStack(aws, path, { variables })).resources;
}

describe('VPC settings', () => {
  test.each(functions)('put %s in the given subnets and security groups', async (name) => {
    // Act
    const created = await loaded(VPC);

    // Assess
    expect(created.get(`aws_lambda_function.${name}`)?.vpc_config).toEqual({
      subnet_ids: VPC.vpc_subnet_ids,
      security_group_ids: VPC.vpc_security_group_ids,
    });
    expect(created.has(`aws_iam_role_policy.${name}_vpc_policy[0]`)).toBe(true);
    const actions = statements(configuration, `aws_iam_role_policy.${name}_vpc_policy`).flatMap(({ Action }) => Action);
    expect(actions.every((action) => action.startsWith('ec2:'))).toBe(true);
  });

  test('give functions no permission on network interfaces if no VPC is given', async () => {
    const created = await loaded({});
    expect([...created.keys()].filter((address) => address.includes('vpc_policy'))).toEqual([]);
  });

  test.each([
    ['subnets without security groups', { ...VPC, vpc_security_group_ids: [] }],
    ['security groups without subnets', { ...VPC, vpc_subnet_ids: [] }],
  ])('are refused if they have %s', async (_, variables) => {
    await expect(loaded(variables)).rejects.toThrow('Give both vpc_subnet_ids and vpc_security_group_ids, or neither.');
  });
});

test('Every function that publishes parameters is created or updated only after it has permission to publish them', () => {
  const policies = resources(configuration).map(([address]) => address);
  const publishing = policies.filter((address) => address.endsWith('_publishing_policy'));
  expect(publishing.length).toBeGreaterThan(1);
  for (const address of publishing) {
    const name = address.replace('aws_iam_role_policy', 'aws_lambda_function').replace('_publishing_policy', '');
    expect(resource(configuration, name).depends_on).toContain(address);
  }
});

test('Every role has the given permissions boundary', () => {
  const roles = resources(configuration).filter(([address]) => address.startsWith('aws_iam_role.'));
  expect(roles.length).toBeGreaterThan(12);
  for (const [, role] of roles) {
    expect(role.permissions_boundary).toBe(
      '${var.permissions_boundary_arn == "" ? null : var.permissions_boundary_arn}',
    );
  }
});
