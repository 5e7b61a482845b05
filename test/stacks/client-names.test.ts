import { ClientNames } from '../../stacks/client-names';
import { synthesis } from './synthesis';
import { resource } from './terraform/configuration';

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
    };

    // Act
    const { configuration } = synthesis((stack, deployment) => {
      new ClientNames(stack, 'client-names', { deployment, ...names });
    });

    // Assess
    const parameter = resource(configuration, 'aws_ssm_parameter.client_names_parameter');
    expect(parameter).toMatchObject({ name: '/${var.name}/names', type: 'String' });
    expect(JSON.parse(String(parameter.value))).toEqual({
      region: '${data.aws_region.current.region}',
      ...names,
    });
    expect(configuration.output).toEqual({
      data_bucket: { value: 'bucket' },
      record_table: { value: 'table' },
      topic_arn: { value: 'arn:topic' },
      event_bus_name: { value: 'bus' },
      schedule_group: { value: 'group' },
      schedule_role_arn: { value: 'arn:scheduler' },
      schedule_dead_letter_queue_arn: { value: 'arn:queue' },
      schedule_timezone: { value: 'UTC' },
      run_state_machine_arn: { value: 'arn:run' },
      personalize_role_arn: { value: 'arn:personalize' },
      names_parameter: { value: '${aws_ssm_parameter.client_names_parameter.name}' },
    });
  });
});
