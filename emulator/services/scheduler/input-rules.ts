import { type Input, ServiceError } from '../../core/service';

/** Constraints on one member of an input. Source: the API model. */
interface Rule {
  /** Path of the member from the input's root, e.g. `Target.Arn`. */
  readonly path: string;
  readonly required?: boolean;
  /** Minimum length of a text, in characters. */
  readonly shortest?: number;
  readonly longest?: number;
  /** Pattern that the whole text must match. */
  readonly pattern?: RegExp;
  readonly values?: readonly string[];
  /** Minimum value of a whole number. */
  readonly from?: number;
  readonly to?: number;
}

const NAME = { shortest: 1, longest: 64, pattern: /^[0-9a-zA-Z-_.]+$/ };
const CLIENT_TOKEN: Rule = { path: 'ClientToken', shortest: 1, longest: 64, pattern: /^[a-zA-Z0-9-_]+$/ };
const GROUP_ARN = /^arn:aws(-[a-z]+)*:scheduler:[a-z0-9-]+:\d{12}:schedule-group\/[0-9a-zA-Z-_.]+$/;
const ROLE_ARN = /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]+$/;
const QUEUE_ARN = /^arn:aws(-[a-z]+)*:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9\-_]+$/;

const NAMED: readonly Rule[] = [{ path: 'Name', required: true, ...NAME }];
const IN_GROUP: readonly Rule[] = [...NAMED, { path: 'GroupName', ...NAME }];
const PAGING: readonly Rule[] = [
  { path: 'NamePrefix', ...NAME },
  { path: 'MaxResults', from: 1, to: 100 },
  { path: 'NextToken', shortest: 1, longest: 2048 },
];
const STATE: Rule = { path: 'State', values: ['ENABLED', 'DISABLED'] };
const TAGGED: Rule = { path: 'ResourceArn', required: true, shortest: 1, longest: 1011, pattern: GROUP_ARN };

const SCHEDULE: readonly Rule[] = [
  ...IN_GROUP,
  CLIENT_TOKEN,
  STATE,
  { path: 'Description', longest: 512 },
  { path: 'ScheduleExpression', required: true, shortest: 1, longest: 256 },
  { path: 'ScheduleExpressionTimezone', shortest: 1, longest: 50 },
  { path: 'StartDate' },
  { path: 'EndDate' },
  { path: 'KmsKeyArn', shortest: 1, longest: 2048 },
  { path: 'ActionAfterCompletion', values: ['NONE', 'DELETE'] },
  { path: 'FlexibleTimeWindow.Mode', required: true, values: ['OFF', 'FLEXIBLE'] },
  { path: 'FlexibleTimeWindow.MaximumWindowInMinutes', from: 1, to: 1440 },
  { path: 'Target.Arn', required: true, shortest: 1, longest: 1600 },
  { path: 'Target.RoleArn', required: true, shortest: 1, longest: 1600, pattern: ROLE_ARN },
  { path: 'Target.Input', shortest: 1 },
  { path: 'Target.DeadLetterConfig.Arn', shortest: 1, longest: 1600, pattern: QUEUE_ARN },
  { path: 'Target.RetryPolicy.MaximumEventAgeInSeconds', from: 60, to: 86_400 },
  { path: 'Target.RetryPolicy.MaximumRetryAttempts', from: 0, to: 185 },
];

const RULES = {
  CreateSchedule: SCHEDULE,
  UpdateSchedule: SCHEDULE,
  GetSchedule: IN_GROUP,
  DeleteSchedule: [...IN_GROUP, CLIENT_TOKEN],
  ListSchedules: [{ path: 'GroupName', ...NAME }, STATE, ...PAGING],
  CreateScheduleGroup: [...NAMED, CLIENT_TOKEN, { path: 'Tags' }],
  GetScheduleGroup: NAMED,
  DeleteScheduleGroup: [...NAMED, CLIENT_TOKEN],
  ListScheduleGroups: PAGING,
  TagResource: [TAGGED, { path: 'Tags', required: true }],
  UntagResource: [TAGGED, { path: 'TagKeys', required: true }],
  ListTagsForResource: [TAGGED],
} as const satisfies Readonly<Record<string, readonly Rule[]>>;

export type OperationName = keyof typeof RULES;

export function membersOf(operation: OperationName): readonly string[] {
  return RULES[operation].map(({ path }) => (path === 'Tags' ? 'Tags.*' : path));
}

/**
 * Checks all members of an input against the rules of the operation. The rules are taken from the API model.
 * @throws ServiceError `ValidationException`
 */
export function checkInput(operation: OperationName, input: Input): void {
  const rules: readonly Rule[] = RULES[operation];
  const violations = rules.flatMap((rule) => violationsOf(rule, valueAt(input, rule.path)));
  if (violations.length > 0) {
    const count = violations.length === 1 ? '1 validation error' : `${violations.length} validation errors`;
    throw new ServiceError('ValidationException', `${count} detected: ${violations.join('; ')}`);
  }
}

function violationsOf(rule: Rule, value: unknown): readonly string[] {
  const name = rule.path.replaceAll(/(^|\.)[A-Z]/g, (letter) => letter.toLowerCase());
  const violation = (what: string) =>
    `Value ${value === undefined ? 'null' : `'${value}'`} at '${name}' failed to satisfy constraint: ${what}`;
  if (value === undefined) return rule.required ? [violation('Member must not be null')] : [];
  return failures(rule, value).map(violation);
}

function failures(rule: Rule, value: unknown): readonly string[] {
  const { shortest = 0, longest = Number.POSITIVE_INFINITY, pattern, values, from, to } = rule;
  if (from !== undefined && to !== undefined) {
    const whole = typeof value === 'number' && Number.isInteger(value);
    if (!whole || value < from) return [`Member must have value greater than or equal to ${from}`];
    return value > to ? [`Member must have value less than or equal to ${to}`] : [];
  }
  const isText = longest < Number.POSITIVE_INFINITY || shortest > 0 || pattern !== undefined || values !== undefined;
  if (!isText) return [];
  if (typeof value !== 'string') return ['Member must be a string'];
  return [
    ...(value.length < shortest ? [`Member must have length greater than or equal to ${shortest}`] : []),
    ...(value.length > longest ? [`Member must have length less than or equal to ${longest}`] : []),
    ...(pattern !== undefined && !pattern.test(value)
      ? [`Member must satisfy regular expression pattern: ${pattern.source}`]
      : []),
    ...(values !== undefined && !values.includes(value)
      ? [`Member must satisfy enum value set: [${values.join(', ')}]`]
      : []),
  ];
}

function valueAt(input: unknown, path: string): unknown {
  let value = input;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return value ?? undefined;
}
