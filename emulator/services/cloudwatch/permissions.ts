import type { Aws } from '../../core/aws';
import type { Call, Permission } from '../../core/service';
import { alarmArn } from './alarms';
import { dashboardArn } from './dashboards';

/** Returns the permissions that a CloudWatch call needs. Metrics are not resources of IAM, so PutMetricData can be restricted by namespace only. */
export function permissionsOf(aws: Aws, { operation, input }: Call): readonly Permission[] {
  const action = `cloudwatch:${operation}`;
  const on = (resources: readonly string[]) => resources.map((resource) => ({ action, resource }));
  switch (operation) {
    case 'PutMetricData':
      return [{ action, resource: '*', context: { 'cloudwatch:namespace': String(input.Namespace) } }];
    case 'PutMetricAlarm':
    case 'SetAlarmState':
      return on([alarmArn(aws, String(input.AlarmName))]);
    case 'DeleteAlarms':
      return on(((input.AlarmNames ?? []) as readonly string[]).map((name) => alarmArn(aws, name)));
    case 'PutDashboard':
    case 'GetDashboard':
      return on([dashboardArn(aws, String(input.DashboardName))]);
    case 'DeleteDashboards':
      return on(((input.DashboardNames ?? []) as readonly string[]).map((name) => dashboardArn(aws, name)));
    case 'TagResource':
    case 'UntagResource':
    case 'ListTagsForResource':
      return on([String(input.ResourceARN)]);
    default:
      return on(['*']);
  }
}
