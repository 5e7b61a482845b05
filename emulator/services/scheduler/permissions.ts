import type { Aws } from '../../core/aws';
import type { Call, Permission } from '../../core/service';
import { DEFAULT_GROUP } from './groups';

/** Returns the permissions that a Scheduler call needs. A caller who gives a role to a schedule also needs `iam:PassRole` for the role. */
export function permissionsOf(aws: Aws, { operation, input }: Call): readonly Permission[] {
  const action = `scheduler:${operation}`;
  if (operation === 'ListSchedules' || operation === 'ListScheduleGroups') return [{ action, resource: '*' }];
  if (input.ResourceArn !== undefined) return [{ action, resource: String(input.ResourceArn) }];
  if (operation.endsWith('ScheduleGroup')) {
    return [{ action, resource: aws.arn('scheduler', `schedule-group/${input.Name}`) }];
  }
  const resource = scheduleArn(aws, String(input.GroupName ?? DEFAULT_GROUP), String(input.Name));
  const { RoleArn: roleArn } = (input.Target ?? {}) as { readonly RoleArn?: string };
  if (roleArn === undefined) return [{ action, resource }];
  const passRole = {
    action: 'iam:PassRole',
    resource: roleArn,
    context: { 'iam:PassedToService': 'scheduler.amazonaws.com' },
  };
  return [{ action, resource }, passRole];
}

export function scheduleArn(aws: Aws, groupName: string, name: string): string {
  return aws.arn('scheduler', `schedule/${groupName}/${name}`);
}
