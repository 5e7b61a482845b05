import { strToU8, zipSync } from 'fflate';

const ACCOUNT = '123456789012';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/fuzz`;

const PRINCIPALS = ['lambda', 'states', 'scheduler', 'personalize', 'events'].map((name) => `${name}.amazonaws.com`);

export const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: PRINCIPALS }, Action: 'sts:AssumeRole' }],
});

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Sid: 'a', Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }],
});

const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 5, Next: 'End' }, End: { Type: 'Succeed' } },
});

export const SCHEMA = JSON.stringify({
  type: 'record',
  name: 'Interactions',
  namespace: 'com.amazonaws.personalize.schema',
  fields: ['USER_ID', 'ITEM_ID'].map((name) => ({ name, type: 'string' })).concat({ name: 'TIMESTAMP', type: 'long' }),
  version: '1.0',
});

const CODE = zipSync({ 'index.js': strToU8('exports.handler = async (event) => event;') });

/** Input of CreateFunction for the function that is created before the first request. */
export const FUNCTION = {
  FunctionName: 'worker',
  Role: ROLE,
  Handler: 'index.handler',
  Runtime: 'nodejs22.x',
  Code: { ZipFile: CODE },
};

export const MACHINE = { name: 'machine', roleArn: ROLE, definition: DEFINITION };

export const RECIPE = 'arn:aws:personalize:::recipe/aws-user-personalization';

export const ALARM = {
  AlarmName: 'alarm',
  Namespace: 'fuzz',
  MetricName: 'a',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
};

const CONDITIONS = [
  'attribute_not_exists(a)',
  'a IN (b, :v)',
  'a = :v AND (b <> :v OR NOT contains(c, :v))',
  'size(a) > :n',
  '#n BETWEEN :v AND :v',
  `${'('.repeat(300)}a = :v${')'.repeat(300)}`,
  'begins_with(a, :v',
];

const UPDATES = [
  'SET a = :v',
  'SET a.b[2] = if_not_exists(c, :n) + :n REMOVE d',
  'ADD n :n DELETE s :v',
  'SET',
  'REMOVE a[9999]',
];

/**
 * Sample values by member name. With most of these values, requests pass the first checks. Values of other members, and a fifth of the
 * values of these members, come from the API model, from earlier requests and responses, and from `NAMES`.
 */
export const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  ExpectedBucketOwner: [ACCOUNT],
  QueueUrl: [`https://sqs.us-east-1.amazonaws.com/${ACCOUNT}/fuzz`],
  Protocol: ['email', 'sms'],
  Endpoint: ['a@example.com'],
  Stat: ['Sum', 'p99'],
  Statistics: ['Sum', 'Average'],
  Attributes: ['DelaySeconds', 'DisplayName', 'Policy'],
  Role: [ROLE],
  roleArn: [ROLE],
  RoleArn: [ROLE],
  RoleName: ['fuzz', 'other'],
  AssumeRolePolicyDocument: [TRUST],
  PolicyDocument: [POLICY],
  Policy: [POLICY],
  definition: [DEFINITION],
  schema: [SCHEMA],
  input: ['{}', '{"a":1}', '[', '1'],
  Input: ['{}', '"a"', '{'],
  Payload: ['{}', '{"a":1}', '', '{'],
  Detail: ['{}', '{"a":[1]}', '[]', '{'],
  EventPattern: ['{"source":["a"]}', '{"detail":{"a":[{"prefix":"x"}]}}', '{"source":"a"}', '{'],
  ScheduleExpression: ['rate(1 hour)', 'cron(0 3 * * ? *)', 'at(2027-01-01T00:00:00)', 'cron(x)'],
  ScheduleExpressionTimezone: ['UTC', 'Europe/Berlin', 'Mars/Base'],
  filterPattern: ['ERROR', '"a b" -c', '{ $.a = 1 }', ''],
  filterExpression: ['INCLUDE ItemID WHERE Items.A IN ("x")', 'EXCLUDE'],
  recipeArn: [RECIPE, 'arn:aws:personalize:::recipe/aws-sims'],
  Handler: ['index.handler'],
  Runtime: ['nodejs22.x', 'python3.13'],
  ZipFile: [Buffer.from(CODE).toString('base64'), 'AAAA'],
  Bucket: ['fuzz-bucket', 'other-bucket', 'Bad_Bucket'],
  Key: ['a.csv', 'folder/b.csv', '%', 'ü'],
  TableName: ['fuzz', 'other', 'x'],
  FunctionName: ['worker', 'other', 'worker:1'],
  LogType: ['None'],
  EventBusName: ['default', 'bus'],
  logGroupName: ['/group', 'other'],
  logStreamName: ['stream', 'other'],
  DashboardBody: ['{"widgets":[]}', '{}', '['],
  ConditionExpression: CONDITIONS,
  FilterExpression: CONDITIONS,
  KeyConditionExpression: ['a = :v', 'a = :v AND b > :v', ...CONDITIONS],
  UpdateExpression: UPDATES,
  ProjectionExpression: ['a', 'a.b[0], #n', 'a,'],
  AllowedPattern: ['\\d+', '(', '(a+)+$'],
  DataType: ['text', 'String', 'Number', 'Binary'],
  N: ['1', '-1.5e10', '+3', 'x', '9'.repeat(200)],
  CopySource: ['fuzz-bucket/a.csv', 'other', '%'],
  Range: ['bytes=0-1', 'bytes=9-', 'x'],
  trainingMode: ['FULL', 'UPDATE'],
  AttributeName: ['a', 'b'],
  KeyType: ['HASH', 'RANGE'],
  BillingMode: ['PAY_PER_REQUEST'],
};

const ITEM = { a: { S: 'x' }, n: { N: '1' }, l: { L: [{ S: 'y' }] }, m: { M: { b: { BOOL: true } } } };

/**
 * Complete maps by member name. Most requests use these maps instead of generated ones, because expressions and other values refer to
 * their keys.
 */
export const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  Key: [{ a: { S: 'x' } }, { a: { N: '1' } }],
  Keys: [{ a: { S: 'x' } }],
  Item: [ITEM, { a: { S: 'y' }, s: { SS: ['1', '2'] } }, {}],
  ExpressionAttributeValues: [{ ':v': { S: 'x' } }, { ':n': { N: '1' } }, { ':v': { S: 'x' }, ':n': { N: '1' } }],
  ExpressionAttributeNames: [{ '#n': 'n' }],
  RequestItems: [{ fuzz: [{ PutRequest: { Item: ITEM } }] }, { fuzz: { Keys: [{ a: { S: 'x' } }] } }],
};

/**
 * Texts for members without samples and without texts of earlier requests; seldom for other members. They are few, so that requests often
 * name the same resources.
 */
export const NAMES = ['a', 'b', 'fuzz', ':v', '#n', 'default', ROLE, `arn:aws:sns:us-east-1:${ACCOUNT}:a`];

export const HOSTILE = [
  '',
  ' ',
  '\u0000',
  '__proto__',
  'constructor',
  '${a}',
  '<a/>',
  '\ud800',
  '🦊',
  '../..',
  'null',
  '%zz',
  '\r\n',
  'NaN',
];
