import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NodeFunction } from '../../../stacks/constructs/node-function';
import { StateMachine, type StateMachineProps } from '../../../stacks/constructs/state-machine';
import { resource, statements } from '../../support/configuration';
import { EXAMPLE_FUNCTION, exampleValues, synthesis, temporaryFile, temporaryFolder } from '../../support/synthesis';

type Wiring = Partial<Pick<StateMachineProps, 'calls' | 'texts'>>;

/** Synthesizes a machine `parent` with the given definition, and a function and a machine `child` that it may call. */
function parent(text: string, wire: (parts: { lambda: NodeFunction; child: StateMachine }) => Wiring = () => ({})) {
  return synthesis((stack, deployment) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'child.asl.json'), '{}');
    writeFileSync(join(folder, 'parent.asl.json'), text);
    const lambda = new NodeFunction(stack, 'example-function', {
      deployment,
      definition: EXAMPLE_FUNCTION,
      values: exampleValues(deployment),
      entry: temporaryFile('handler.ts', 'export const handler = async () => 42;'),
    });
    const machine = (name: string, wiring: Wiring) =>
      new StateMachine(stack, name, {
        deployment,
        file: join(folder, `${name}.asl.json`),
        ...wiring,
      });
    machine('parent', wire({ lambda, child: machine('child', {}) }));
  }).configuration;
}

const PERMISSIONS = 'aws_iam_role_policy.parent_role_policy';

describe('StateMachine', () => {
  test('has the name and the definition of its file, with tracing and logging', () => {
    // Act
    const configuration = parent('{"Comment": "Nothing"}');

    // Assess
    expect(resource(configuration, 'aws_sfn_state_machine.parent')).toMatchObject({
      name: '${var.name}-parent',
      definition: '{"Comment": "Nothing"}',
      role_arn: '${aws_iam_role.parent_role.arn}',
      logging_configuration: {
        level: 'ERROR',
        include_execution_data: false,
        log_destination: '${aws_cloudwatch_log_group.parent_log_group.arn}:*',
      },
      tracing_configuration: { enabled: true },
      depends_on: [PERMISSIONS],
    });
    expect(resource(configuration, 'aws_cloudwatch_log_group.parent_log_group')).toMatchObject({
      name: '/aws/vendedlogs/states/${var.name}-parent',
      retention_in_days: '${var.log_retention_days}',
    });
  });

  test('may call nothing if it is given nothing to call', () => {
    // Act
    const actions = statements(parent('{}'), PERMISSIONS).flatMap(({ Action }) => Action);

    // Assess
    expect(actions.filter((action) => !/^(logs|xray):/.test(action))).toEqual([]);
  });

  test('is allowed to invoke a function that it calls', () => {
    // Act
    const configuration = parent('"${ExampleFunctionArn}"', ({ lambda }) => ({
      calls: [lambda],
    }));

    // Assess
    const arn = '${aws_lambda_function.example_function.arn}';
    expect(resource(configuration, 'aws_sfn_state_machine.parent').definition).toBe(`"${arn}"`);
    expect(statements(configuration, PERMISSIONS)).toContainEqual({
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: [arn],
    });
  });

  test('may start a machine that it calls, wait for its end and stop it', () => {
    // Act
    const configuration = parent('"${ChildStateMachineArn}"', ({ child }) => ({
      calls: [child],
    }));

    // Assess
    const here = 'arn:${data.aws_partition.current.partition}';
    const place = '${local.region}:${data.aws_caller_identity.current.account_id}';
    expect(statements(configuration, PERMISSIONS).slice(0, 3)).toEqual([
      {
        Effect: 'Allow',
        Action: ['states:StartExecution'],
        Resource: ['${aws_sfn_state_machine.child.arn}'],
      },
      {
        Effect: 'Allow',
        Action: ['states:DescribeExecution', 'states:StopExecution'],
        Resource: [`${here}:states:${place}:execution:\${var.name}-child:*`],
      },
      {
        Effect: 'Allow',
        Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        Resource: [`${here}:events:${place}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`],
      },
    ]);
  });

  test('gets no permission from a value that is plain text', () => {
    // Act
    const given = parent('"${Something}"', () => ({ texts: { Something: 'arn:some:thing' } }));

    // Assess
    expect(statements(given, PERMISSIONS)).toEqual(statements(parent('{}'), PERMISSIONS));
  });

  test('gets its partition, region, account and deployment name if its file has their placeholders', () => {
    // Act
    const configuration = parent('${Partition} ${Region} ${AccountId} ${Name}');

    // Assess
    expect(resource(configuration, 'aws_sfn_state_machine.parent').definition).toBe(
      '${data.aws_partition.current.partition} ${local.region} ' +
        '${data.aws_caller_identity.current.account_id} ${var.name}',
    );
  });

  test('fails the synth for a placeholder without a value, and names the placeholder', () => {
    expect(() => parent('${ListWorkFunctionArn}')).toThrow(
      /parent\.asl\.json: placeholder \$\{ListWorkFunctionArn\} has no value/,
    );
  });

  test('fails the synth for a value without a placeholder, and names the value', () => {
    expect(() => parent('{}', ({ lambda }) => ({ calls: [lambda] }))).toThrow(
      /parent\.asl\.json: value 'ExampleFunctionArn' has no placeholder/,
    );
  });

  test('has a role that Step Functions may assume for the machines of its deployment only', () => {
    // Act
    const [trust] = statements(parent('{}'), 'aws_iam_role.parent_role', 'assume_role_policy');
    const place = '${local.region}:${data.aws_caller_identity.current.account_id}';
    const machines = `arn:\${data.aws_partition.current.partition}:states:${place}:stateMachine:\${var.name}-*`;

    // Assess
    expect(trust).toMatchObject({
      Principal: { Service: 'states.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': ['${data.aws_caller_identity.current.account_id}'] },
        ArnLike: { 'aws:SourceArn': [machines] },
      },
    });
  });
});
