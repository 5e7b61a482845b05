import { SchedulerSchedule } from '@cdktf/provider-aws/lib/scheduler-schedule';
import { SchedulerScheduleGroup } from '@cdktf/provider-aws/lib/scheduler-schedule-group';
import { Construct } from 'constructs';
import { type Deployment, regionalName } from './deployment';
import type { NodeFunction } from './node-function';
import { onBehalfOfSchedules } from './scheduling';
import { ServiceRole } from './service-role';

export interface NightlySchedulesProps {
  readonly deployment: Deployment;
  /** The function that compares the deployment with its record: schedules with tasks, resources with files in force. */
  readonly reconcileDeploymentFunction: NodeFunction;
  /** The function that compares requests with the provisioned capacity. */
  readonly reportIdleCapacityFunction: NodeFunction;
  /** Queue for failed invocations by EventBridge Scheduler, shared with the other schedules. */
  readonly deadLetterQueueArn: string;
}

/**
 * Time of the nightly schedules: 04:17. It is not on the hour, when most schedules run. It is after 04:00, because
 * EventBridge Scheduler skips a time that does not exist (Scheduler user guide, "Schedule types", 2026-12-01). In
 * spring, clocks go from 03:00 to 04:00 in Eastern Europe, and from 02:45 to 03:45 in Chatham; no current time zone
 * skips a later time of the night (IANA time zones, 2026 to 2028).
 */
const DAILY = 'cron(17 4 * * ? *)';
const WINDOW_MINUTES = 30;

/** Daily schedules of the two nightly functions. */
export class NightlySchedules extends Construct {
  constructor(scope: Construct, id: string, props: NightlySchedulesProps) {
    super(scope, id);
    const { deployment, reconcileDeploymentFunction, reportIdleCapacityFunction, deadLetterQueueArn } = props;
    // The nightly schedules have their own group, because the group in scheduling.ts is only for the schedules of
    // parameter files.
    const group = new SchedulerScheduleGroup(this, 'group', { name: regionalName(deployment, 'reconciliation') });
    const role = new ServiceRole(this, 'role', {
      deployment,
      what: 'reconciliation',
      description: 'Lets the nightly schedules call their functions.',
      service: 'scheduler.amazonaws.com',
      trustConditions: onBehalfOfSchedules(deployment, group),
      permissions: [
        {
          actions: ['lambda:InvokeFunction'],
          resources: [reconcileDeploymentFunction.arn, reportIdleCapacityFunction.arn],
        },
        { actions: ['sqs:SendMessage'], resources: [deadLetterQueueArn] },
      ],
    });
    const deadLetterConfig = { arn: deadLetterQueueArn };
    const daily = (id: string, name: string, { arn }: NodeFunction, description: string) =>
      new SchedulerSchedule(this, id, {
        name: regionalName(deployment, name),
        description,
        groupName: group.name,
        scheduleExpression: DAILY,
        // The default zone of schedules in parameter files is used here too, so that `terraform apply` fails if
        // Scheduler does not know the zone. Otherwise the first upload with a schedule would fail.
        scheduleExpressionTimezone: deployment.settings.scheduleTimezone,
        flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: WINDOW_MINUTES },
        target: { arn, roleArn: role.arn, input: '{}', deadLetterConfig },
        dependsOn: [role.policy],
      });
    daily(
      'reconcile-deployment-schedule',
      'reconcile-deployment',
      reconcileDeploymentFunction,
      'Sets schedules as tasks say, and compares resources with files in force. Sends digests.',
    );
    daily(
      'report-idle-capacity-schedule',
      'report-idle-capacity',
      reportIdleCapacityFunction,
      'Finds idle and oversized campaigns and recommenders.',
    );
  }
}
