import type { Route } from '../../core/protocols/rest-json';

const SCHEDULE = '/schedules/{Name}';
const GROUP = '/schedule-groups/{Name}';
const TAGS = '/tags/{ResourceArn}';

const CLIENT_TOKEN = { clientToken: { member: 'ClientToken' } } as const;
const GROUP_NAME = { groupName: { member: 'GroupName' } } as const;
const PAGING = {
  NamePrefix: { member: 'NamePrefix' },
  MaxResults: { member: 'MaxResults', type: 'number' },
  NextToken: { member: 'NextToken' },
} as const;

/** EventBridge Scheduler's operations. Source: its API model, version 2021-06-30. */
export const ROUTES = {
  CreateSchedule: { method: 'POST', path: SCHEDULE },
  UpdateSchedule: { method: 'PUT', path: SCHEDULE },
  GetSchedule: { method: 'GET', path: SCHEDULE, query: GROUP_NAME },
  DeleteSchedule: { method: 'DELETE', path: SCHEDULE, query: { ...GROUP_NAME, ...CLIENT_TOKEN } },
  ListSchedules: {
    method: 'GET',
    path: '/schedules',
    // Not `groupName`, as GetSchedule calls it.
    query: { ScheduleGroup: { member: 'GroupName' }, State: { member: 'State' }, ...PAGING },
  },
  CreateScheduleGroup: { method: 'POST', path: GROUP },
  GetScheduleGroup: { method: 'GET', path: GROUP },
  DeleteScheduleGroup: { method: 'DELETE', path: GROUP, query: CLIENT_TOKEN },
  ListScheduleGroups: { method: 'GET', path: '/schedule-groups', query: PAGING },
  TagResource: { method: 'POST', path: TAGS },
  UntagResource: { method: 'DELETE', path: TAGS, query: { TagKeys: { member: 'TagKeys', type: 'list' } } },
  ListTagsForResource: { method: 'GET', path: TAGS },
} as const satisfies Record<string, Route>;

export type OperationName = keyof typeof ROUTES;

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(ROUTES, name);
}
