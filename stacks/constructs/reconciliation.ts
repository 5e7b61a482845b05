import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';
import type { NodeFunction } from './node-function';
import { onBehalfOfSchedules } from './scheduling';
import { ServiceRole } from './service-role';

export interface ReconciliationProps {
  readonly deployment: Deployment;
  /** The function that reconciles the schedules with the record of tasks. */
  readonly schedulesFunction: NodeFunction;
  /** Queue for failed invocations by EventBridge Scheduler, shared with the other schedules. */
  readonly deadLetterQueueArn: string;
}

/** At night, and not at the full hour, when most schedules run. */
const DAILY = 'cron(17 3 * * ? *)';
const WINDOW_MINUTES = 30;

/** Reconciles the schedules with the record once a day, whatever has changed them. */
export class Reconciliation extends Construct {
  constructor(scope: Construct, id: string, props: ReconciliationProps) {
    super(scope, id);
    const { deployment, schedulesFunction, deadLetterQueueArn } = props;
    // Its own group: the other one contains exactly the schedules of the parameter files.
    const group = new SchedulerScheduleGroup(this, 'group', { name: regionalName(deployment, 'reconciliation') });
    const role = new ServiceRole(this, 'role', {
      deployment,
      what: 'reconciliation',
      description: 'Lets the daily schedule call the function that reconciles the others.',
      service: 'scheduler.amazonaws.com',
      trustConditions: onBehalfOfSchedules(deployment, group),
      permissions: [
        { actions: ['lambda:InvokeFunction'], resources: [schedulesFunction.arn] },
        { actions: ['sqs:SendMessage'], resources: [deadLetterQueueArn] },
      ],
    });
    const deadLetterConfig = { arn: deadLetterQueueArn };
    new SchedulerSchedule(this, 'schedule', {
      name: regionalName(deployment, 'reconcile-schedules'),
      description: 'Reconciles the schedules with the record of tasks.',
      groupName: group.name,
      scheduleExpression: DAILY,
      // At night where the other schedules are, too. And a zone that Scheduler does not know fails the apply, not the first schedule.
      scheduleExpressionTimezone: deployment.settings.scheduleTimezone,
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: WINDOW_MINUTES },
      target: { arn: schedulesFunction.arn, roleArn: role.arn, input: '{}', deadLetterConfig },
      dependsOn: [role.policy],
    });
  }
}
