import { Scheduling } from '../../../stacks/constructs/scheduling';
import { resource, statements } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

function scheduling() {
  return synthesis((stack, deployment) => {
    new Scheduling(stack, 'scheduling', { deployment, target: 'run' });
  }).configuration;
}

describe('Scheduling', () => {
  test('has its own group and an encrypted queue for runs that could not be started', () => {
    // Act
    const configuration = scheduling();

    // Assess
    expect(resource(configuration, 'aws_scheduler_schedule_group.scheduling_group').name).toBe('${var.name}-schedules');
    expect(resource(configuration, 'aws_sqs_queue.scheduling_dead_letters')).toMatchObject({
      name: '${var.name}-schedule-dead-letters',
      sqs_managed_sse_enabled: '${var.kms_key_arn == "" ? true : null}',
      kms_master_key_id: '${var.kms_key_arn == "" ? null : var.kms_key_arn}',
      message_retention_seconds: 1_209_600,
    });
  });

  test('refuses requests to its queue without TLS', () => {
    expect(statements(scheduling(), 'aws_sqs_queue_policy.scheduling_dead_letters_policy')).toEqual([
      {
        Sid: 'DenyWithoutTls',
        Effect: 'Deny',
        Principal: '*',
        Action: ['sqs:*'],
        Resource: ['${aws_sqs_queue.scheduling_dead_letters.arn}'],
        Condition: { Bool: { 'aws:SecureTransport': ['false'] } },
      },
    ]);
  });

  test("has a role for the group's schedules that may only start the target and send messages to the queue", () => {
    // Act
    const configuration = scheduling();

    // Assess
    expect(statements(configuration, 'aws_iam_role.scheduling_role', 'assume_role_policy')).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'scheduler.amazonaws.com' },
        Action: 'sts:AssumeRole',
        Condition: {
          StringEquals: {
            'aws:SourceAccount': ['${data.aws_caller_identity.current.account_id}'],
            'aws:SourceArn': ['${aws_scheduler_schedule_group.scheduling_group.arn}'],
          },
        },
      },
    ]);
    expect(statements(configuration, 'aws_iam_role_policy.scheduling_role_policy')).toEqual([
      {
        Effect: 'Allow',
        Action: ['states:StartExecution'],
        Resource: [expect.stringMatching(/:stateMachine:\$\{var\.name\}-run$/)],
      },
      {
        Effect: 'Allow',
        Action: ['sqs:SendMessage'],
        Resource: ['${aws_sqs_queue.scheduling_dead_letters.arn}'],
      },
    ]);
  });
});
