import packageJson from '../../../package.json';
import { ClientNames } from '../../../stacks/constructs/client-names';
import { resource } from '../../support/configuration';
import { exampleValues, synthesis } from '../../support/synthesis';

const VALUES = '${jsonencode(var.parameter_values)}';

describe('ClientNames', () => {
  test('are in one SSM parameter and, except the region, individually in outputs', () => {
    // Act
    const { configuration } = synthesis((stack, deployment) => {
      const values = exampleValues(deployment);
      new ClientNames(stack, 'client-names', {
        deployment,
        values,
        runStateMachineArn: 'arn:run',
        logGroupNames: ['/aws/lambda/run', '/aws/lambda/lock'],
      });
    });

    // Assess
    const parameter = resource(configuration, 'aws_ssm_parameter.client_names_parameter');
    expect(parameter).toMatchObject({ name: '/${var.name}/names', type: 'String' });
    const { parameterValues, ...names } = JSON.parse(String(parameter.value).replace(VALUES, '"values"'));
    expect(parameterValues).toBe('values');
    expect(names).toEqual({
      region: '${local.region}',
      dataBucket: 'data-bucket',
      recordTable: 'record-table',
      topicArn: 'arn:topic',
      eventBusName: 'event-bus',
      scheduleGroup: 'schedules',
      scheduleRoleArn: 'arn:schedule-role',
      scheduleDeadLetterQueueArn: 'arn:dead-letters',
      scheduleTimezone: '${var.schedule_timezone}',
      runStateMachineArn: 'arn:run',
      personalizeRoleArn: 'arn:personalize-role',
      runHistoryDays: '${var.run_history_days}',
      allowDeletions: '${var.allow_deletions}',
      parameterPath: '${local.client_names_parameter_path}',
      functionLogGroups: '/aws/lambda/run,/aws/lambda/lock',
      release: packageJson.version,
    });
    const values = Object.entries(configuration.output ?? {}).map(([name, { value }]) => [name, value]);
    expect(Object.fromEntries(values)).toEqual({
      data_bucket: 'data-bucket',
      record_table: 'record-table',
      topic_arn: 'arn:topic',
      event_bus_name: 'event-bus',
      schedule_group: 'schedules',
      schedule_role_arn: 'arn:schedule-role',
      schedule_dead_letter_queue_arn: 'arn:dead-letters',
      schedule_timezone: '${var.schedule_timezone}',
      run_state_machine_arn: 'arn:run',
      personalize_role_arn: 'arn:personalize-role',
      allow_deletions: '${var.allow_deletions}',
      parameter_path: '${local.client_names_parameter_path}',
      run_history_days: '${var.run_history_days}',
      function_log_groups: '/aws/lambda/run,/aws/lambda/lock',
      release: packageJson.version,
      parameter_values: '${var.parameter_values}',
      data_bucket_arn: 'arn:data-bucket',
      record_table_arn: 'arn:record-table',
      event_bus_arn: 'arn:event-bus',
      names_parameter: '${aws_ssm_parameter.client_names_parameter.name}',
      names_parameter_arn: '${aws_ssm_parameter.client_names_parameter.arn}',
    });
    for (const { description } of Object.values(configuration.output ?? {}))
      expect(description).toMatch(/^[A-Z].{10,}\.$/);
  });
});
