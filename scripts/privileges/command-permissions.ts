/**
 * Permissions that an operator needs for the commands of `personalize-mlops`. Shown in docs/security.md; a test runs the commands with
 * them.
 */

/** ARNs and names of a deployment, for use in policies. */
export interface Place {
  readonly bucket: string;
  readonly recordTable: string;
  readonly namesParameter: string;
  readonly runStateMachine: string;
  /** Pattern of all executions of the deployment. */
  readonly executions: string;
  /** Pattern of the log groups of all functions. */
  readonly functionLogs: string;
  /** Pattern of all schedules of the deployment's group. */
  readonly schedules: string;
  readonly schedulerRole: string;
}

export interface Need {
  readonly actions: readonly string[];
  readonly on: readonly string[];
  /** For `iam:PassRole`: the one service that the role may be passed to. */
  readonly passedTo?: string;
}

export interface CommandNeeds {
  /** The command, without its arguments. */
  readonly command: string;
  /** The command whose permissions are needed in addition. */
  readonly besides?: string;
  readonly needs: (place: Place) => readonly Need[];
}

/** Every command that talks to AWS finds the deployment by its parameter. */
const ALWAYS = ({ namesParameter }: Place): readonly Need[] => [
  { actions: ['ssm:GetParameter'], on: [namesParameter] },
];

const READ_TASKS = ({ recordTable, schedules }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query'], on: [recordTable] },
  { actions: ['scheduler:GetSchedule'], on: [schedules] },
];

const CHANGE_TASKS = ({ recordTable, schedules, schedulerRole }: Place): readonly Need[] => [
  { actions: ['dynamodb:UpdateItem'], on: [recordTable] },
  { actions: ['scheduler:UpdateSchedule'], on: [schedules] },
  { actions: ['iam:PassRole'], on: [schedulerRole], passedTo: 'scheduler.amazonaws.com' },
];

const RUN_AND_FOLLOW = ({ recordTable, runStateMachine }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] },
  { actions: ['states:StartExecution'], on: [runStateMachine] },
];

const READ_PERSONALIZE: Need = { actions: ['personalize:Describe*', 'personalize:List*'], on: ['*'] };

const READ_METRICS: Need = { actions: ['personalize:GetSolutionMetrics'], on: ['*'] };

/** What decides which version of a solution serves. */
const READ_VERSIONS = ({ bucket, recordTable }: Place): readonly Need[] => [
  { actions: ['dynamodb:Query', 'dynamodb:GetItem'], on: [recordTable] },
  // The parameter file in force.
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
    command: 'deletions list',
    needs: ({ recordTable }) => [{ actions: ['dynamodb:Query'], on: [recordTable] }],
  },
  {
    command: 'deletions find',
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
      // With --data: the parameter file in force, and which data the last imports have read.
      { actions: ['s3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
    ],
  },
  {
    command: 'plan',
    besides: 'schedules list',
    needs: (place) => [
      // What jobs are known to have read.
      { actions: ['dynamodb:GetItem'], on: [place.recordTable] },
      READ_PERSONALIZE,
      READ_METRICS,
      // Without it, a plan compares with documented quotas.
      { actions: ['servicequotas:ListServiceQuotas'], on: ['*'] },
      // S3 returns "not found" only to callers who may list.
      { actions: ['s3:ListBucket', 's3:ListBucketVersions'], on: [place.bucket] },
      { actions: ['s3:GetObject'], on: files(place) },
      // The headers of csv that are there already.
      { actions: ['s3:GetObjectVersion'], on: [`${place.bucket}/train/*`] },
    ],
  },
  {
    command: 'apply',
    besides: 'plan',
    needs: (place) => [
      { actions: ['s3:PutObject'], on: files(place) },
      // The last run of a file that is in the bucket already, and the one that is followed.
      { actions: ['states:DescribeExecution'], on: [place.executions] },
    ],
  },
  { command: 'schedules deactivate', besides: 'schedules list', needs: CHANGE_TASKS },
  {
    command: 'schedules activate',
    besides: 'schedules deactivate',
    // In case the schedule was deleted manually.
    needs: ({ schedules }) => [{ actions: ['scheduler:CreateSchedule'], on: [schedules] }],
  },
  {
    command: 'retry',
    needs: (place) => [
      ...RUN_AND_FOLLOW(place),
      // Which csv were refused: the parameter file in force, and which data the last imports have read.
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
      { actions: ['s3:PutObject'], on: [`${place.bucket}/train/*`] },
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
      // Objects that the parameter file names, as far as they exist.
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

/** All permissions that a command needs, as statements of a policy. */
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

/** Commands that are granted an action themselves, not through the command that they extend. */
export function commandsThatMay(action: string): readonly string[] {
  const isGranted = (granted: string) =>
    granted.endsWith('*') ? action.startsWith(granted.slice(0, -1)) : action === granted;
  const may = ({ needs }: CommandNeeds) => needs(DOCUMENTED).some(({ actions }) => actions.some(isGranted));
  return COMMANDS.filter(may).map(({ command }) => command);
}

/** The names that docs/security.md uses for parts of a deployment. */
const DOCUMENTED: Place = {
  bucket: '<data bucket>',
  recordTable: '<record table>',
  namesParameter: 'parameter/<name>/names',
  runStateMachine: 'stateMachine:<name>-run',
  executions: 'execution:<name>-*',
  functionLogs: 'log-group:/aws/lambda/<name>-*',
  schedules: 'schedule/<name>-schedules/*',
  schedulerRole: 'role/<name>-scheduler-<region>',
};

/** What the actions of a service are on, unless the list names something else. */
const USUAL: Readonly<Record<string, string>> = {
  dynamodb: DOCUMENTED.recordTable,
  scheduler: DOCUMENTED.schedules,
  personalize: '*',
  states: DOCUMENTED.executions,
};

/** The list of docs/security.md: the usual resources once, then the commands. */
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
