import { ClientNames } from '../../../stacks/constructs/client-names';
import { synthesis } from '../synthesis';
import { resource } from '../terraform/configuration';

describe('ClientNames', () => {
  test('are in one SSM parameter and, each, in an output', () => {
    // Prepare
    const names = {
      dataBucket: 'bucket',
      recordTable: 'table',
      topicArn: 'arn:topic',
      eventBusName: 'bus',
      scheduleGroup: 'group',
      scheduleRoleArn: 'arn:scheduler',
      scheduleDeadLetterQueueArn: 'arn:queue',
      scheduleTimezone: 'UTC',
      runStateMachineArn: 'arn:run',
      personalizeRoleArn: 'arn:personalize',
      runHistoryDays: '90',
    };

    // Act
    const { configuration } = synthesis((stack, deployment) => {
      const arns = { dataBucketArn: 'arn:bucket', recordTableArn: 'arn:table', eventBusArn: 'arn:bus' };
      new ClientNames(stack, 'client-names', { deployment, names, arns });
    });

    // Assess
    const parameter = resource(configuration, 'aws_ssm_parameter.client_names_parameter');
    expect(parameter).toMatchObject({ name: '/${var.name}/names', type: 'String' });
    expect(JSON.parse(String(parameter.value))).toEqual({
      region: '${data.aws_region.current.region}',
      ...names,
    });
    const values = Object.entries(configuration.output ?? {}).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toEqual({
      data_bucket: 'bucket',
      record_table: 'table',
      topic_arn: 'arn:topic',
      event_bus_name: 'bus',
      schedule_group: 'group',
      schedule_role_arn: 'arn:scheduler',
      schedule_dead_letter_queue_arn: 'arn:queue',
      schedule_timezone: 'UTC',
      run_state_machine_arn: 'arn:run',
      personalize_role_arn: 'arn:personalize',
      run_history_days: '90',
      data_bucket_arn: 'arn:bucket',
      record_table_arn: 'arn:table',
      event_bus_arn: 'arn:bus',
      names_parameter: '${aws_ssm_parameter.client_names_parameter.name}',
      names_parameter_arn: '${aws_ssm_parameter.client_names_parameter.arn}',
    });
    for (const { description } of Object.values(configuration.output ?? {}))
      expect(description).toMatch(/^[A-Z].{10,}\.$/);
  });
});
