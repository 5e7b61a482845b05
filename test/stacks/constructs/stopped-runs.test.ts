import { NodeFunction } from '../../../stacks/constructs/node-function';
import { StoppedRuns } from '../../../stacks/constructs/stopped-runs';
import { resource } from '../../support/configuration';
import { EXAMPLE_FUNCTION, exampleValues, synthesis, temporaryFile } from '../../support/synthesis';

const { configuration } = synthesis((stack, deployment) => {
  const endRunFunction = new NodeFunction(stack, 'end-run-function', {
    deployment,
    definition: EXAMPLE_FUNCTION,
    values: exampleValues(deployment),
    entry: temporaryFile('handler.ts', 'export const handler = async () => 42;'),
  });
  new StoppedRuns(stack, 'stopped-runs', { deployment, runStateMachineArn: 'arn:run', endRunFunction });
});

describe('StoppedRuns', () => {
  test('listens on the default bus for runs that were stopped or timed out', () => {
    // Act
    const { event_pattern, event_bus_name, name } = resource(
      configuration,
      'aws_cloudwatch_event_rule.stopped_runs_rule',
    );

    // Assess
    expect([name, event_bus_name]).toEqual(['${var.name}-stopped-runs', undefined]);
    expect(JSON.parse(String(event_pattern))).toEqual({
      source: ['aws.states'],
      'detail-type': ['Step Functions Execution Status Change'],
      detail: { stateMachineArn: ['arn:run'], status: ['ABORTED', 'TIMED_OUT'] },
    });
  });

  test('calls the function that ends runs, with a permission that only its own rule can use', () => {
    expect(resource(configuration, 'aws_cloudwatch_event_target.stopped_runs_target')).toMatchObject({
      rule: '${aws_cloudwatch_event_rule.stopped_runs_rule.name}',
      arn: '${aws_lambda_function.end_run_function.arn}',
      depends_on: ['aws_lambda_permission.stopped_runs_permission'],
    });
    expect(resource(configuration, 'aws_lambda_permission.stopped_runs_permission')).toMatchObject({
      action: 'lambda:InvokeFunction',
      function_name: '${aws_lambda_function.end_run_function.function_name}',
      principal: 'events.amazonaws.com',
      source_arn: '${aws_cloudwatch_event_rule.stopped_runs_rule.arn}',
    });
  });
});
