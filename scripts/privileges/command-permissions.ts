/**
 * Permissions that an operator needs for the commands of `personalize-mlops`. docs/security.md shows them, and a test runs the commands
 * with them.
 */

/** ARNs and names of a deployment, for use in policies. */
export interface Place {
  readonly bucket: string;
  readonly recordTable: string;
  readonly namesParameter: string;
  readonly topic: string;
  readonly deadLetterQueue: string;
  readonly runStateMachine: string;
  /** Pattern of all executions of the deployment. */
  readonly executions: string;
  /** Pattern of the log groups of all functions. */
  readonly functionLogs: string;
  /** Pattern of all schedules of the deployment's group. */
  readonly schedules: string;
  readonly schedulerRole: string;
  /** Pattern of the parameters of all dataset groups. */
  readonly groupParameters: string;
}

export interface Need {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  /** Service to which the role may be passed, for `iam:PassRole`. */
  readonly passedTo?: string;
}

export interface CommandNeeds {
  /** Command without its arguments. */
  readonly command: string;
  /** Command whose permissions are needed in addition. */
  readonly besides?: string;
  readonly needs: (place: Place) => readonly Need[];
}

/** Permission of every command that calls AWS: it finds the deployment by an SSM parameter. */
const ALWAYS = ({ namesParameter }: Place): readonly Need[] => [
  { actions: ['ssm:GetParameter'], on: [namesParameter] },
];

const READ_TASKS = ({ recordTable, schedules }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query'], on: [recordTable] },
  { actions: ['scheduler:GetSchedule'], on: [schedules] },
];

const CHANGE_TASKS = ({ recordTable, schedules, schedulerRole }: Place): readonly Need[] => [
  { actions: ['dynamodb:UpdateItem', 'dynamodb:GetItem'], on: [recordTable] },
  { actions: ['scheduler:UpdateSchedule'], on: [schedules] },
  { actions: ['iam:PassRole'], on: [schedulerRole], passedTo: 'scheduler.amazonaws.com' },
];

const RUN_AND_FOLLOW = ({ recordTable, runStateMachine }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] },
  { actions: ['states:StartExecution'], on: [runStateMachine] },
];

const READ_PERSONALIZE: Need = { actions: ['personalize:Describe*', 'personalize:List*'], on: ['*'] };

const READ_METRICS: Need = { actions: ['personalize:GetSolutionMetrics'], on: ['*'] };

/** Without this permission, `plan` and `usage` show costs only with `--prices`. */
const READ_PRICES: Need = { actions: ['pricing:GetProducts'], on: ['*'] };

/** Permission to remove the parts of a failed upload of a large file. */
const ABORT_UPLOAD = 's3:AbortMultipartUpload';

/** Permissions to read which version of a solution serves. */
const READ_VERSIONS = ({ bucket, recordTable }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] },
  // The next two permissions read the parameter file in force.
  { actions: ['s3:ListBucketVersions'], on: [bucket] },
  { actions: ['s3:GetObjectVersion'], on: [`${bucket}/train/*`] },
  READ_PERSONALIZE,
  READ_METRICS,
];

const files = ({ bucket }: Place) => [`${bucket}/train/*`, `${bucket}/batch/*`];

export const COMMANDS: readonly CommandNeeds[] = [
  { command: 'schedules list', needs: READ_TASKS },
  {
    command: 'runs list',
    needs: ({ recordTable }) => [{ actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] }],
  },
  {
    command: 'runs show',
    needs: ({ recordTable }) => [{ actions: ['dynamodb:Query'], on: [recordTable] }],
  },
  {
    command: 'logs',
    needs: ({ recordTable, functionLogs }) => [
      { actions: ['dynamodb:Query'], on: [recordTable] },
      { actions: ['logs:FilterLogEvents'], on: [functionLogs] },
    ],
  },
  {
    command: 'data-deletions list',
    needs: ({ recordTable }) => [{ actions: ['dynamodb:Query'], on: [recordTable] }],
  },
  {
    command: 'data-deletions request',
    needs: ({ bucket, recordTable }) => [
      { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] },
      { actions: ['s3:PutObject'], on: [`${bucket}/delete/*`] },
    ],
  },
  {
    command: 'data-deletions purge',
    needs: ({ bucket, recordTable }) => [
      { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:UpdateItem'], on: [recordTable] },
      READ_PERSONALIZE,
      { actions: ['s3:ListBucketVersions'], on: [bucket] },
      {
        actions: ['s3:GetObjectVersion'],
        on: ['train', 'batch', 'delete'].map((folder) => `${bucket}/${folder}/*`),
      },
      // A csv is replaced only if it has not changed since it was read. For such a write, S3 requires GetObject too.
      { actions: ['s3:GetObject', 's3:PutObject', ABORT_UPLOAD], on: [`${bucket}/train/*`] },
      { actions: ['s3:DeleteObjectVersion'], on: [`${bucket}/train/*`, `${bucket}/delete/*`] },
    ],
  },
  {
    command: 'data-deletions find',
    needs: ({ bucket }) => [
      { actions: ['s3:ListBucketVersions'], on: [bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${bucket}/*`] },
    ],
  },
  { command: 'schedules describe', besides: 'schedules list', needs: () => [] },
  {
    command: 'status',
    besides: 'schedules list',
    needs: (place) => [
      { actions: ['dynamodb:GetItem'], on: [place.recordTable] },
      READ_PERSONALIZE,
      // The next two permissions serve to read the parameter file in force and, with `--data`, to find the data that the
      // last imports have read.
      { actions: ['s3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
    ],
  },
  {
    command: 'usage',
    needs: ({ bucket, recordTable }) => [
      { actions: ['dynamodb:Query'], on: [recordTable] },
      // This permission serves to find the size of what was imported.
      { actions: ['s3:ListBucketVersions'], on: [bucket] },
      READ_PERSONALIZE,
      { actions: ['cloudwatch:GetMetricData'], on: ['*'] },
      READ_PRICES,
    ],
  },
  {
    command: 'plan',
    besides: 'schedules list',
    needs: (place) => [
      // This permission serves to read the record of what jobs have read.
      { actions: ['dynamodb:GetItem'], on: [place.recordTable] },
      READ_PERSONALIZE,
      READ_METRICS,
      // Without this permission, a plan uses the documented quotas, not the account's.
      { actions: ['servicequotas:ListServiceQuotas'], on: ['*'] },
      READ_PRICES,
      // S3 returns "not found" only to callers who may list.
      { actions: ['s3:ListBucket', 's3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObject'], on: files(place) },
      // This permission serves to read the parameter file in force, and the headers of existing csv.
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
    ],
  },
  {
    command: 'doctor',
    // A missing permission does not stop the command. It names each check that it could not make, and permissions that the caller lacks for
    // other commands.
    needs: (place) => [
      { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [place.recordTable] },
      { actions: ['scheduler:GetSchedule'], on: [place.schedules] },
      READ_PERSONALIZE,
      READ_METRICS,
      { actions: ['s3:ListBucket', 's3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObject', 's3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
      { actions: ['sns:ListSubscriptionsByTopic'], on: [place.topic] },
      { actions: ['sqs:GetQueueUrl', 'sqs:GetQueueAttributes'], on: [place.deadLetterQueue] },
      {
        actions: ['servicequotas:ListServiceQuotas', 'cloudwatch:DescribeAlarms', 'lambda:GetAccountSettings'],
        on: ['*'],
      },
    ],
  },
  {
    command: 'apply',
    besides: 'plan',
    needs: (place) => [
      { actions: ['s3:PutObject', ABORT_UPLOAD], on: files(place) },
      // This permission serves to read the run that is followed, and the last run of a file that is already in the bucket.
      { actions: ['states:DescribeExecution'], on: [place.executions] },
    ],
  },
  {
    command: 'apply --prune',
    besides: 'apply',
    needs: ({ runStateMachine }) => [{ actions: ['states:StartExecution'], on: [runStateMachine] }],
  },
  { command: 'schedules deactivate', besides: 'schedules list', needs: CHANGE_TASKS },
  {
    command: 'schedules activate',
    besides: 'schedules deactivate',
    // The command creates the schedule again if it was deleted manually.
    needs: ({ schedules }) => [{ actions: ['scheduler:CreateSchedule'], on: [schedules] }],
  },
  {
    command: 'retry',
    needs: (place) => [
      ...RUN_AND_FOLLOW(place),
      // The next three permissions serve to find refused csv, from the file in force and the data that the last imports have read.
      { actions: ['s3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
      READ_PERSONALIZE,
    ],
  },
  { command: 'schedules run', needs: RUN_AND_FOLLOW },
  { command: 'data accept', besides: 'retry', needs: () => [] },
  {
    command: 'data reject',
    needs: ({ bucket, recordTable }) => [
      { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'], on: [recordTable] },
      { actions: ['s3:ListBucketVersions'], on: [bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${bucket}/train/*`] },
      READ_PERSONALIZE,
    ],
  },
  {
    command: 'budget raise',
    needs: ({ bucket, recordTable }) => [
      { actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:PutItem'], on: [recordTable] },
      { actions: ['s3:ListBucketVersions'], on: [bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${bucket}/train/*`] },
      READ_PERSONALIZE,
    ],
  },
  { command: 'versions list', needs: READ_VERSIONS },
  {
    command: 'versions promote',
    besides: 'versions list',
    needs: ({ runStateMachine }) => [{ actions: ['states:StartExecution'], on: [runStateMachine] }],
  },
  { command: 'versions reject', besides: 'versions promote', needs: () => [] },
  { command: 'rollback', besides: 'versions promote', needs: () => [] },
  {
    command: 'import-dataset-group',
    besides: 'schedules list',
    needs: (place) => [
      { actions: ['dynamodb:GetItem'], on: [place.recordTable] },
      READ_PERSONALIZE,
      { actions: ['s3:ListBucketVersions'], on: [place.bucket] },
      // A parameter file is replaced only if it has not changed since it was read. For such a write, S3 requires
      // GetObject too.
      { actions: ['s3:GetObject', 's3:GetObjectVersion', 's3:PutObject'], on: [`${place.bucket}/train/*`] },
    ],
  },
  {
    command: 'destroy',
    needs: (place) => [
      {
        actions: ['dynamodb:Query', 'dynamodb:GetItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'],
        on: [place.recordTable],
      },
      { actions: ['scheduler:GetSchedule', 'scheduler:DeleteSchedule'], on: [place.schedules] },
      { actions: ['states:DescribeExecution', 'states:StopExecution'], on: [place.executions] },
      // These actions are needed only if the deployment publishes parameters.
      { actions: ['ssm:GetParametersByPath', 'ssm:DeleteParameter'], on: [place.groupParameters] },
      // The next two permissions serve to read the group's parameter files, and to find its objects.
      { actions: ['s3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
      READ_PERSONALIZE,
      { actions: ['personalize:Delete*', 'personalize:StopSolutionVersionCreation'], on: ['*'] },
    ],
  },
  {
    command: 'destroy --with-data',
    besides: 'destroy',
    needs: (place) => [
      {
        actions: ['s3:DeleteObjectVersion'],
        on: [...files(place), ...['attribution', 'delete'].map((folder) => `${place.bucket}/${folder}/*`)],
      },
    ],
  },
];

/** Returns all permissions that a command needs, as statements of a policy. */
export function policyFor(command: string, place: Place): readonly object[] {
  return [...ALWAYS(place), ...needsOf(command, place)].map(({ actions, on, passedTo }) => ({
    Effect: 'Allow',
    Action: actions,
    Resource: on,
    ...(passedTo && { Condition: { StringEquals: { 'iam:PassedToService': passedTo } } }),
  }));
}

function needsOf(command: string, place: Place): readonly Need[] {
  const row = COMMANDS.find((candidate) => candidate.command === command);
  if (row === undefined) throw new Error(`There is no command '${command}'.`);
  return [...(row.besides === undefined ? [] : needsOf(row.besides, place)), ...row.needs(place)];
}

/**
 * Returns the commands that need the permission. Commands that need it only because of their `besides` are left out.
 */
export function commandsThatMay(action: string): readonly string[] {
  const isGranted = (granted: string) =>
    granted.endsWith('*') ? action.startsWith(granted.slice(0, -1)) : action === granted;
  const may = ({ needs }: CommandNeeds) => needs(DOCUMENTED).some(({ actions }) => actions.some(isGranted));
  return COMMANDS.filter(may).map(({ command }) => command);
}

/** Names in docs/security.md for parts of a deployment. */
const DOCUMENTED: Place = {
  bucket: '<data bucket>',
  recordTable: '<record table>',
  namesParameter: 'parameter/<name>/names',
  topic: '<notifications topic>',
  deadLetterQueue: '<dead-letter queue>',
  runStateMachine: 'stateMachine:<name>-run',
  executions: 'execution:<name>-*',
  functionLogs: 'log-group:/aws/lambda/<name>-*',
  schedules: 'schedule/<name>-schedules/*',
  schedulerRole: 'role/<name>-scheduler-<region>',
  groupParameters: 'parameter/<name>/groups/*',
};

/** Resource of a service's actions where the list of docs/security.md names none, by service. */
const USUAL: Readonly<Record<string, string>> = {
  dynamodb: DOCUMENTED.recordTable,
  scheduler: DOCUMENTED.schedules,
  personalize: '*',
  states: DOCUMENTED.executions,
};

/** Renders the list of docs/security.md: the usual resources once, then the commands. */
export function renderCommandPermissions(): string {
  const usual = Object.entries(USUAL).map(([service, on]) => `\`${service}\` on \`${on}\``);
  const rows = COMMANDS.map(({ command, besides, needs }) => {
    const first = besides === undefined ? [] : [`as \`${besides}\``];
    return `- \`${command}\`: ${[...first, ...renderNeeds(needs(DOCUMENTED))].join('; ')}`;
  });
  return `Where no resource is named: ${usual.join(', ')}.\n\n${rows.join('\n')}`;
}

function renderNeeds(needs: readonly Need[]): readonly string[] {
  const isUsual = ({ actions, on }: Need) => on.join() === USUAL[actions[0]?.split(':')[0] ?? ''];
  const usual = needs.filter(isUsual).flatMap(({ actions }) => actions);
  return [...(usual.length === 0 ? [] : [codes(usual)]), ...needs.filter((need) => !isUsual(need)).map(renderNeed)];
}

function renderNeed({ actions, on, passedTo }: Need): string {
  return `${codes(actions)} on ${codes(on)}${passedTo === undefined ? '' : ` to \`${passedTo}\``}`;
}

function codes(texts: readonly string[]): string {
  return texts.map((text) => `\`${text}\``).join(', ');
}
