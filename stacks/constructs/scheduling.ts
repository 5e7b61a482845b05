import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { SqsQueue } from '@cdktf/provider-aws/lib/sqs-queue';
import { SqsQueuePolicy } from '@cdktf/provider-aws/lib/sqs-queue-policy';
import { Token } from 'cdktf';
import { Construct } from 'constructs';
import { type Deployment, regionalName, stateMachineArn } from './deployment';
import { denyWithoutTls, resourcePolicy } from './policy';
import { ServiceRole } from './service-role';

export interface SchedulingProps {
  readonly deployment: Deployment;
  /** File name, without `.asl.json`, of the only state machine that schedules may start. */
  readonly target: string;
}

/** Longest time that SQS keeps a message. */
const DEAD_LETTER_RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** Resources that EventBridge Scheduler needs to start runs: a group for the schedules, a role, a dead-letter queue. */
export class Scheduling extends Construct {
  readonly groupName: string;
  readonly roleArn: string;
  readonly deadLetterQueueArn: string;
  readonly deadLetterQueueName: string;

  constructor(scope: Construct, id: string, { deployment, target }: SchedulingProps) {
    super(scope, id);
    const group = new SchedulerScheduleGroup(this, 'group', { name: regionalName(deployment, 'schedules') });
    const queue = this.createDeadLetterQueue(deployment);
    this.groupName = group.name;
    this.deadLetterQueueArn = queue.arn;
    this.deadLetterQueueName = queue.name;
    const role = new ServiceRole(this, 'role', {
      deployment,
      what: 'scheduler',
      description: `Lets schedules start the ${target} state machine.`,
      service: 'scheduler.amazonaws.com',
      trustConditions: onBehalfOfSchedules(deployment, group),
      permissions: [
        { actions: ['states:StartExecution'], resources: [stateMachineArn(deployment, target)] },
        { actions: ['sqs:SendMessage'], resources: [queue.arn] },
      ],
    });
    this.roleArn = role.arn;
  }

  private createDeadLetterQueue(deployment: Deployment): SqsQueue {
    const queue = new SqsQueue(this, 'dead-letters', {
      name: regionalName(deployment, 'schedule-dead-letters'),
      messageRetentionSeconds: DEAD_LETTER_RETENTION_SECONDS,
      // The AWS provider allows only one of these two arguments.
      sqsManagedSseEnabled: Token.asAny('${var.kms_key_arn == "" ? true : null}'),
      kmsMasterKeyId: deployment.settings.kmsKeyArn,
    });
    new SqsQueuePolicy(this, 'dead-letters-policy', {
      queueUrl: queue.url,
      policy: resourcePolicy([denyWithoutTls(['sqs:*'], [queue.arn])]),
    });
    return queue;
  }
}

/**
 * Conditions that keep other accounts from using Scheduler to act in this account. Scheduler sends the ARN of the group, never of a schedule:
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html (2026-11)
 */
export function onBehalfOfSchedules({ awsEnvironment }: Deployment, group: SchedulerScheduleGroup) {
  return { StringEquals: { 'aws:SourceAccount': [awsEnvironment.accountId], 'aws:SourceArn': [group.arn] } };
}
