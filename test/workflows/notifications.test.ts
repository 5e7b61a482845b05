import { METRIC_NAMES, OFFLINE_METRICS } from '../../functions/shared/metric-names';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { parameterFileKey, type Sample, sample } from '../support/sample';

const { openQuick, stackFile } = accounts();

const ARN = 'arn:aws:personalize:us-east-1:123456789012:';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:';
const BUCKET = 's3://personalize-data-123456789012-us-east-1';
const CONSOLE = 'https://us-east-1.console.aws.amazon.com';

interface Resource {
  readonly type: string;
  readonly resource: string;
  readonly arn?: string;
  readonly result: string;
  readonly seconds?: number;
  readonly note?: string;
}

interface Notification {
  readonly subject: string;
  readonly sms: string;
  /** Lines, with variable parts replaced. */
  readonly email: readonly string[];
  readonly json: Readonly<Record<string, unknown>> & { readonly resources: readonly Resource[] };
}

/** The last message, with times, versions and durations replaced. */
function lastNotification(account: Account): Notification {
  const { subject = '', message } = account.local.sns.messages().at(-1) ?? { message: {} };
  const { email = '', sms = '', sqs = '{}' } = message as Record<string, string>;
  for (const protocol of ['email-json', 'http', 'https', 'lambda'])
    expect((message as Record<string, string>)[protocol]).toBe(sqs);
  expect((message as Record<string, string>).default).toBe(sms);
  return {
    subject,
    sms,
    email: email
      .trimEnd()
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replaceAll(/, version \S+/g, ', version VERSION')
      .replaceAll(/(\d+ (min|s)\b ?)+/g, 'DURATION')
      .split('\n'),
    json: JSON.parse(sqs) as Notification['json'],
  };
}

/** `detail type: status` of the events, beginning with number `from`. */
function events(account: Account, from = 0): readonly string[] {
  return account.local.events
    .events()
    .slice(from)
    .map((event) => `${event['detail-type']}: ${(event.detail as { Status: string }).Status}`);
}

function runId(account: Account): string {
  return String(lastNotification(account).json.runId);
}

const scheduled = (schedules: { full?: string; update?: string }): Sample => {
  const file = sample();
  for (const solution of file.solutions) solution.workflowConfig = { schedules };
  return file;
};

const about = (workflow: string, trigger: string) => [
  'Dataset group: small',
  `Workflow: ${workflow}`,
  `Trigger: ${trigger}`,
  `Parameter file: ${BUCKET}/train/small/config.json, version VERSION`,
  'Began: TIME, took DURATION',
];

const links = (account: Account) => [
  `Run: ${runId(account)}`,
  `Execution: ${CONSOLE}/states/home?region=us-east-1#/v2/executions/details/${EXECUTION}${runId(account)}`,
  `Amazon Personalize: ${CONSOLE}/personalize/home?region=us-east-1#datasetGroups`,
];

const CREATED_WITHOUT_CAMPAIGN = [
  "- dataset 'small-interactions', DURATION",
  "- dataset group 'small', DURATION",
  "- dataset import job of the interactions dataset 'small-interactions', DURATION",
  "- schema 'small-interactions-schema', DURATION",
  "- solution 'small-solution', DURATION",
];

const VERSION = "- solution version of solution 'small-solution', DURATION";

const EVENTS_UP_TO_TRAINING = [
  'Personalize Run State Change: STARTED',
  'Personalize Dataset Group State Change: CREATING',
  'Personalize Dataset Group State Change: ACTIVE',
  'Personalize Schema State Change: CREATING',
  'Personalize Schema State Change: ACTIVE',
  'Personalize Dataset State Change: CREATING',
  'Personalize Dataset State Change: ACTIVE',
  'Personalize Dataset Import Job State Change: CREATING',
  'Personalize Dataset Import Job State Change: ACTIVE',
  'Personalize Solution State Change: CREATING',
  'Personalize Solution State Change: ACTIVE',
  'Personalize Solution Version State Change: CREATING',
];

describe('a notification', () => {
  test('about a success lists what was created, in the mail, the JSON and the events', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.run(sample());

    // Assess
    const { subject, sms, email, json } = lastNotification(account);
    expect(subject).toBe('COMPLETE small: 7 created');
    expect(sms).toBe("personalize-workflow of dataset group 'small' succeeded");
    expect(email).toEqual([
      sms,
      '',
      ...about('personalize-workflow', 'upload'),
      '',
      'Created (7):',
      "- campaign 'small-campaign', DURATION",
      ...CREATED_WITHOUT_CAMPAIGN,
      VERSION,
      '',
      ...links(account),
    ]);
    expect(json).toEqual({
      datasetGroup: 'small',
      workflow: 'personalize-workflow',
      status: 'UPDATE COMPLETE',
      summary: sms,
      description: expect.stringContaining('Created (7):'),
      runId: expect.stringMatching(/^small-[0-9a-f]{32}$/),
      execution: `${EXECUTION}${runId(account)}`,
      resources: expect.arrayContaining([
        {
          type: 'campaign',
          resource: "campaign 'small-campaign'",
          arn: `${ARN}campaign/small-campaign`,
          result: 'CREATED',
          seconds: expect.any(Number),
        },
      ]),
    });
    expect(json.resources).toHaveLength(7);
    expect(events(account)).toEqual([
      ...EVENTS_UP_TO_TRAINING,
      'Personalize Solution Version State Change: ACTIVE',
      'Personalize Campaign State Change: CREATING',
      'Personalize Campaign State Change: ACTIVE',
      'Personalize Run State Change: SUCCEEDED',
    ]);
  });

  test('about a second upload lists what was updated and what is unchanged', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    const file = sample();
    await account.run(file);
    const before = events(account).length;
    for (const { campaigns = [] } of file.solutions)
      for (const { serviceConfig } of campaigns) serviceConfig.minProvisionedTPS = 2;

    // Act
    await account.runFile(file);

    // Assess
    expect(lastNotification(account).email.slice(6)).toEqual([
      'Began: TIME, took DURATION',
      '',
      'Updated (1):',
      "- campaign 'small-campaign', DURATION(minProvisionedTPS: 1 -> 2)",
      '',
      'Unchanged (6):',
      ...[...CREATED_WITHOUT_CAMPAIGN, VERSION].map((line) => line.replace(', DURATION', '')),
      '',
      ...links(account),
    ]);
    expect(events(account, before)).toEqual([
      'Personalize Run State Change: STARTED',
      'Personalize Campaign State Change: UPDATING',
      'Personalize Campaign State Change: ACTIVE',
      'Personalize Run State Change: SUCCEEDED',
    ]);
  });

  test.each([
    {
      what: 'campaign',
      order: 'campaign/small-campaign',
      resource: "campaign 'small-campaign'",
      notReached: [],
      created: [...CREATED_WITHOUT_CAMPAIGN, VERSION],
      published: [
        'Personalize Solution Version State Change: ACTIVE',
        'Personalize Campaign State Change: CREATING',
        'Personalize Campaign State Change: FAILED',
      ],
    },
    {
      what: 'training',
      order: 'solution/small-solution',
      resource: "solution version of solution 'small-solution'",
      notReached: ["As a result, these were not started: campaign 'small-campaign'."],
      created: CREATED_WITHOUT_CAMPAIGN,
      published: ['Personalize Solution Version State Change: FAILED'],
    },
  ])('about a failed $what contains the reason, what to do, and the created resources', async (failing) => {
    // Prepare
    const account = await openQuick();
    account.local.personalize.failNext({ resource: failing.order, reason: 'No capacity.' });

    // Act
    await account.run(sample());

    // Assess
    const { subject, sms, email, json } = lastNotification(account);
    const cause = `${failing.resource}: No capacity.`;
    expect(subject).toBe(`FAILED small: ${cause}`);
    expect(sms).toBe(`personalize-workflow of dataset group 'small' failed: ${cause}`);
    expect(email).toEqual([
      sms,
      '',
      'ResourceFailed:',
      cause,
      ...failing.notReached,
      '',
      'What to do: Fix the cause that Amazon Personalize gives, then apply the parameter file again, or run it as it is: `personalize-mlops retry small`. Existing resources that match are not changed.',
      '',
      ...about('personalize-workflow', 'upload'),
      '',
      'Failed (1):',
      `- ${failing.resource}, DURATION`,
      '',
      `Created (${failing.created.length}):`,
      ...failing.created,
      '',
      ...links(account),
    ]);
    expect(json.status).toBe('UPDATE FAILED');
    expect(json.resources.filter(({ result }) => result === 'FAILED')).toEqual([
      {
        type: expect.any(String),
        resource: failing.resource,
        arn: expect.stringContaining(`${ARN}${failing.order}`),
        result: 'FAILED',
        seconds: expect.any(Number),
        note: cause.slice(failing.resource.length + 2),
      },
    ]);
    expect(events(account)).toEqual([
      ...EVENTS_UP_TO_TRAINING,
      ...failing.published,
      'Personalize Run State Change: FAILED',
    ]);
    expect(account.local.sns.messages()).toHaveLength(1);
  });

  test('about a refused file lists every problem, and no run starts', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put({ [parameterFileKey('small')]: '{\n  "solutions": 1\n}' });
    await account.settle();

    // Assess
    const { subject, sms, email, json } = lastNotification(account);
    expect(subject).toBe('FAILED small: parameter file refused');
    expect(sms).toMatch(new RegExp(`^Parameter file ${BUCKET}/train/small/config.json refused: \\d errors?\\.$`));
    expect(email.slice(0, 3)).toEqual([sms, '', 'Nothing was changed. Fix these errors and upload the file again:']);
    expect(email.slice(4).every((line) => /^(line \d+, column \d+| {2}(Value|Rule|What to do): )/.test(line))).toBe(
      true,
    );
    expect(json).toEqual({
      datasetGroup: 'small',
      workflow: 'personalize-workflow',
      status: 'UPDATE FAILED',
      summary: sms,
      description: expect.stringContaining('line 2, column'),
      runId: expect.stringMatching(/^[0-9a-f]{16}$/),
      resources: [],
    });
    expect(events(account)).toEqual([]);
  });

  test('about a refused file names the dataset group in that file, wherever the file is stored', async () => {
    // Prepare
    const account = await openQuick();

    // Act
    await account.put({
      [parameterFileKey('shared')]: '{"datasetGroup": {"serviceConfig": {"name": "books"}}, "x": 1}',
    });
    await account.settle();

    // Assess
    const { subject, json } = lastNotification(account);
    expect(subject).toBe('FAILED books: parameter file refused');
    expect(json).toMatchObject({ datasetGroup: 'books' });
  });

  test('about an UPDATE training without new data says that there was nothing to train', async () => {
    // Prepare
    const account = await openQuick({ notify_on: 'all' });
    await account.run(scheduled({ update: 'cron(0 12 * * ? *)' }));
    const before = events(account).length;

    // Act
    await account.waitForHour(12);
    await account.settle();

    // Assess
    const trigger = 'solution-maintenance-update-small-solution';
    const { sms, email, json } = lastNotification(account);
    expect(sms).toBe("solution-maintenance of dataset group 'small' succeeded");
    expect(email).toEqual([
      sms,
      '',
      ...about('solution-maintenance', trigger),
      expect.stringMatching(/^Nothing new: .*updates to at least one dataset/),
      '',
      'Unchanged (3):',
      "- campaign 'small-campaign'",
      "- solution 'small-solution'",
      "- solution version of solution 'small-solution'",
      '',
      ...links(account),
    ]);
    expect(json.resources.map(({ result }) => result)).toEqual(['UNCHANGED', 'UNCHANGED', 'UNCHANGED']);
    expect(events(account, before)).toEqual([
      'Personalize Run State Change: STARTED',
      'Personalize Run State Change: SUCCEEDED',
    ]);
  });

  test.each([
    [
      'attention',
      'the first upload and a failure',
      ['COMPLETE small: 7 created', 'FAILED small: parameter file refused'],
    ],
    ['failures', 'a failure alone', ['FAILED small: parameter file refused']],
    [
      'all',
      'each run',
      [
        'COMPLETE small: 7 created',
        expect.stringMatching(/^COMPLETE small: solution 'small-solution': Nothing new: [^']*\w\.\.\.$/),
        'FAILED small: parameter file refused',
      ],
    ],
  ])('is sent with notify_on = %s for %s, and every run is recorded and published', async (notifyOn, _, subjects) => {
    // Prepare
    const account = await openQuick({ notify_on: notifyOn });
    await account.run(scheduled({ update: 'cron(0 12 * * ? *)' }));

    // Act
    await account.waitForHour(12);
    await account.settle();
    await account.put({ [parameterFileKey('small')]: '{}' });
    await account.settle();

    // Assess
    const messages = account.local.sns.messages();
    expect(messages.map(({ subject }) => subject)).toEqual(subjects);
    for (const { subject, attributes } of messages)
      expect(attributes).toEqual({
        status: subject?.split(' ')[0],
        datasetGroup: 'small',
        workflow: subject?.includes('Nothing new') ? 'solution-maintenance' : 'personalize-workflow',
      });
    expect((await account.runs()).map(({ status }) => status).sort()).toEqual(['REFUSED', 'SUCCEEDED', 'UNCHANGED']);
    expect(events(account).filter((event) => event === 'Personalize Run State Change: SUCCEEDED')).toHaveLength(2);
  });

  test('is not sent for a skipped run; the event of the skipped run names the previous run', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 * * * ? *)' }));
    account.local.personalize.setDuration('solutionVersion', 1.5 * 3600);
    await account.waitForHour(12);
    const before = events(account).length;

    // Act
    await account.passSeconds(2.2 * 3600);

    // Assess
    const skipped = account.local.events
      .events()
      .slice(before)
      .map(({ detail }) => detail as Readonly<Record<string, string>>)
      .filter(({ Status }) => Status === 'SKIPPED');
    expect(skipped).toEqual([
      {
        RunId: expect.any(String),
        Execution: expect.stringContaining(EXECUTION),
        DatasetGroup: 'small',
        Workflow: 'solution-maintenance',
        Trigger: 'solution-maintenance-full-small-solution',
        Status: 'SKIPPED',
        Reason: expect.stringMatching(/^The previous run was still in progress: arn:aws:states:/),
      },
    ]);
    const notifications = account.local.sns.messages().map(({ message }) => String(message.sqs));
    expect(notifications.filter((json) => json.includes(String(skipped[0]?.RunId)))).toEqual([]);
  });
});

describe('metrics', () => {
  interface Metric {
    readonly MetricName: string;
    readonly Dimensions: readonly { readonly Name: string; readonly Value: string }[];
  }

  const TASKS_OVERDUE: Metric = {
    MetricName: 'TasksOverdue',
    Dimensions: [
      { Name: 'deployment', Value: 'personalize' },
      { Name: 'service', Value: 'Scheduler' },
    ],
  };

  async function sum(account: Account, { MetricName, Dimensions }: Metric, Stat = 'SampleCount'): Promise<number> {
    const { MetricDataResults: results } = await account.call<{ MetricDataResults: { Values: number[] }[] }>(
      'monitoring',
      'GetMetricData',
      {
        StartTime: new Date('2026-01-01'),
        EndTime: new Date('2026-03-01'),
        MetricDataQueries: [
          {
            Id: 'm',
            MetricStat: {
              Metric: { Namespace: 'PersonalizeMlops', MetricName, Dimensions },
              Period: 86_400,
              Stat,
            },
          },
        ],
      },
    );
    return results.flatMap(({ Values }) => Values).reduce((one, other) => one + other, 0);
  }

  test('include one set of offline metrics for each trained version, however often the version is polled', async () => {
    // Prepare
    const account = await openQuick();
    const file = scheduled({ full: 'cron(0 12 ? * SUN *)' });
    await account.run(file);

    // Act
    await account.passSeconds(15 * 86_400);
    await account.runFile({ ...file, filters: [] });

    // Assess
    const { Metrics: metrics } = await account.call<{ Metrics: Metric[] }>('monitoring', 'ListMetrics', {
      Namespace: 'PersonalizeMlops',
    });
    const offline = metrics.filter(({ Dimensions }) => Dimensions.some(({ Value }) => Value === 'SolutionMetrics'));
    expect(account.count('solutionVersion')).toBe(3);
    expect(offline.map(({ MetricName }) => MetricName)).toEqual(
      expect.arrayContaining(['coverage', 'precision_at_5', 'trainingHours']),
    );
    for (const metric of offline) {
      expect(metric.Dimensions).toContainEqual({ Name: 'solution', Value: 'small-solution' });
      expect(await sum(account, metric)).toBe(3);
    }
  });

  test('are separate for two deployments in the same account and region', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    await account.local.load(stackFile, { name: 'other' });

    // Act
    await account.run(sample());

    // Assess
    const { Metrics: metrics } = await account.call<{ Metrics: Metric[] }>('monitoring', 'ListMetrics', {
      MetricName: 'ConfigurationsProcessed',
    });
    const found = metrics.map(({ Dimensions }) => Dimensions.map(({ Name, Value }) => `${Name}=${Value}`).sort());
    expect(found).toEqual([
      ['deployment=personalize', 'service=Workflow'],
      ['deployment=other', 'service=Workflow'],
    ]);
    for (const metric of metrics) expect(await sum(account, metric)).toBe(1);
  });

  test('count an upload as a failure if its run refuses the file', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const conflicting = sample();
    Object.assign(conflicting.solutions[0]?.serviceConfig ?? {}, {
      recipeArn: 'arn:aws:personalize:::recipe/aws-sims',
    });

    // Act
    await account.run(conflicting);

    // Assess
    const { Metrics: metrics } = await account.call<{ Metrics: Metric[] }>('monitoring', 'ListMetrics', {});
    const processed = metrics.filter(({ MetricName }) => MetricName.startsWith('ConfigurationsProcessed'));
    const counts = await Promise.all(processed.map(async (each) => [each.MetricName, await sum(account, each)]));
    expect(Object.fromEntries(counts)).toEqual({
      ConfigurationsProcessed: 2,
      ConfigurationsProcessedSuccesses: 1,
      ConfigurationsProcessedFailures: 1,
    });
  });

  test('are all in the lists from which the dashboard is made', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    await account.put({ [parameterFileKey('small')]: '{}' });
    account.local.personalize.failNext({ resource: 'solution/small-solution', reason: 'No capacity.' });

    // Act
    await account.passSeconds(2 * 86_400);
    await account.runFile(sample());

    // Assess
    const { Metrics: metrics } = await account.call<{ Metrics: Metric[] }>('monitoring', 'ListMetrics', {});
    const of = (service: string) =>
      metrics
        .filter(({ Dimensions }) => Dimensions.some(({ Value }) => Value === service))
        .map(({ MetricName }) => MetricName);
    expect(METRIC_NAMES.Workflow).toEqual(expect.arrayContaining(of('Workflow')));
    expect(of('Workflow')).toEqual(
      expect.arrayContaining(['JobSuccess', 'JobFailure', 'ConfigurationsProcessedFailures']),
    );
    expect(METRIC_NAMES.Scheduler).toEqual(expect.arrayContaining(of('Scheduler')));
    expect(of('Scheduler')).toEqual(
      expect.arrayContaining(['RunsStarted', 'JobsCreated', 'JobsDeleted', 'TasksOverdue']),
    );
    expect(Object.values(OFFLINE_METRICS).flat()).toEqual(expect.arrayContaining(of('SolutionMetrics')));
  });

  test('count, once a day, the tasks that have missed their scheduled times', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12 * * ? *)' }));
    await account.call('states', 'DeleteStateMachine', { stateMachineArn: account.machineArn('run') });

    // Act
    await account.passSeconds(4 * 86_400);

    // Assess
    expect(await sum(account, TASKS_OVERDUE)).toBe(4);
    expect(await sum(account, TASKS_OVERDUE, 'Sum')).toBeGreaterThanOrEqual(1);
  });

  test('raise no false alarm of an overdue task if its training is still in progress at night', async () => {
    // Prepare: a training begins at 12:00, and the runs at 15:00, 18:00 and 21:00 are skipped
    const account = await openQuick();
    await account.run(scheduled({ full: 'cron(0 12/3 * * ? *)' }));
    account.local.personalize.setDuration('solutionVersion', 20 * 3600);
    await account.waitForHour(12);

    // Act
    await account.passSeconds(18 * 3600);

    // Assess: each of the two nights has one value; a value of 1 would raise the alarm
    expect(account.resources()).toContainEqual(expect.stringMatching(/^solutionVersion .* CREATE IN_PROGRESS$/));
    expect(await sum(account, TASKS_OVERDUE)).toBe(2);
    expect(await sum(account, TASKS_OVERDUE, 'Sum')).toBe(0);
  });
});
