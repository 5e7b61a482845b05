import type { DescribeAlarmsOutput } from '@aws-sdk/client-cloudwatch';
import type { Input, WireRequest } from '../../../../emulator/core/service';
import type { DashboardStore } from '../../../../emulator/services/cloudwatch/dashboards';
import { CloudWatchService } from '../../../../emulator/services/cloudwatch/service';
import { START, testAws } from '../../../support/in-process';

const MINUTE = 60_000;
const WORKFLOW = [{ Name: 'service', Value: 'Workflow' }];
const average = (Namespace: string) => ({
  Id: 'average',
  MetricStat: { Metric: { Namespace, MetricName: 'GetRecommendations' }, Period: 300, Stat: 'Average' },
});
const STRETCH = { StartTime: new Date(START), EndTime: new Date(START + 60 * MINUTE) };

describe('metrics', () => {
  it('are extracted from the log lines of functions, except for invalid metrics', async () => {
    // Prepare
    const { aws, cloudWatch } = account();

    // Act
    cloudWatch.ingest(embedded('JobSuccess', 1));
    cloudWatch.ingest('an ordinary line');
    cloudWatch.ingest(embedded('JobSuccess', 'many'));

    // Assess
    const listed = await aws.call('monitoring', 'ListMetrics', {});
    expect(listed).toEqual({
      Metrics: [{ Namespace: 'PersonalizeMlops', MetricName: 'JobSuccess', Dimensions: WORKFLOW }],
    });
    expect(cloudWatch.refusedLines().map(({ message }) => message)).toEqual([
      expect.stringContaining("Metric 'JobSuccess'"),
    ]);
  });

  it('are aggregated by period', async () => {
    // Prepare
    const { aws } = account();
    await put(aws, [
      { Value: 1, Timestamp: new Date(START) },
      { Value: 5, Timestamp: START / 1000 + 59 },
      { Values: [10, 20], Counts: [2, 1], Timestamp: new Date(START + MINUTE).toISOString() },
      {
        StatisticValues: { SampleCount: 4, Sum: 8, Minimum: 0, Maximum: 7 },
        Timestamp: new Date(START + MINUTE),
      },
      { Value: 99, Timestamp: new Date(START + 60 * MINUTE) },
    ]);

    // Act
    const actual = await aws.call('monitoring', 'GetMetricStatistics', {
      Namespace: 'Test',
      MetricName: 'Rows',
      Dimensions: WORKFLOW,
      Period: 60,
      Statistics: ['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount'],
      ...STRETCH,
    });

    // Assess
    expect(actual).toEqual({
      Label: 'Rows',
      Datapoints: [
        {
          Timestamp: new Date(START),
          SampleCount: 2,
          Sum: 6,
          Average: 3,
          Minimum: 1,
          Maximum: 5,
          Unit: 'Count',
        },
        {
          Timestamp: new Date(START + MINUTE),
          SampleCount: 7,
          Sum: 48,
          Average: 48 / 7,
          Minimum: 0,
          Maximum: 20,
          Unit: 'Count',
        },
      ],
    });
  });

  it('are returned by GetMetricData, with the newest value first by default', async () => {
    // Prepare
    const { aws } = account();
    await put(aws, [
      { Value: 1, Timestamp: new Date(START) },
      { Value: 2, Timestamp: new Date(START + 5 * MINUTE) },
    ]);
    const query = {
      Id: 'rows',
      MetricStat: {
        Metric: { Namespace: 'Test', MetricName: 'Rows', Dimensions: WORKFLOW },
        Period: 300,
        Stat: 'Sum',
      },
    };
    const queries = [query, { ...query, Id: 'hidden', ReturnData: false }];
    const get = (more: Input) =>
      aws.call('monitoring', 'GetMetricData', { MetricDataQueries: queries, ...STRETCH, ...more });

    // Act
    const newestFirst = await get({});
    const oldestFirst = await get({ ScanBy: 'TimestampAscending' });

    // Assess
    const times = [new Date(START), new Date(START + 5 * MINUTE)];
    const result = { Id: 'rows', Label: 'Rows', StatusCode: 'Complete' };
    expect(oldestFirst).toEqual({
      MetricDataResults: [{ ...result, Timestamps: times, Values: [1, 2] }],
      Messages: [],
    });
    expect(newestFirst).toEqual({
      MetricDataResults: [{ ...result, Timestamps: times.toReversed(), Values: [2, 1] }],
      Messages: [],
    });
  });

  it('are identified by their dimensions, in any order', async () => {
    // Prepare
    const { aws } = account();
    const [a, b] = [
      { Name: 'a', Value: '1' },
      { Name: 'b', Value: '2' },
    ];
    await put(aws, [
      { Value: 1, Dimensions: [a, b] },
      { Value: 2, Dimensions: [b, a] },
      { Value: 4, Dimensions: [a] },
    ]);
    const sum = async (dimensions: unknown) =>
      aws.call('monitoring', 'GetMetricStatistics', {
        Namespace: 'Test',
        MetricName: 'Rows',
        Dimensions: dimensions,
        Period: 60,
        Statistics: ['Sum'],
        ...STRETCH,
      });

    // Act
    const [both, one, none] = [await sum([a, b]), await sum([a]), await sum([])];

    // Assess
    expect(both).toMatchObject({ Datapoints: [{ Sum: 3 }] });
    expect(one).toMatchObject({ Datapoints: [{ Sum: 4 }] });
    expect(none).toMatchObject({ Datapoints: [] });
  });

  it('can be listed by namespace, by name or by dimension', async () => {
    // Prepare
    const { aws, cloudWatch } = account();
    cloudWatch.ingest(embedded('JobSuccess', 1));
    await put(aws, [{ Value: 1 }, { Value: 1, MetricName: 'Columns', Dimensions: [] }]);
    const names = async (filter: Input) => {
      const { Metrics: found } = (await aws.call('monitoring', 'ListMetrics', filter)) as {
        Metrics: Input[];
      };
      return found.map(({ MetricName: name }) => name);
    };

    // Act, Assess
    expect(await names({ Namespace: 'Test' })).toEqual(['Rows', 'Columns']);
    expect(await names({ MetricName: 'JobSuccess' })).toEqual(['JobSuccess']);
    expect(await names({ Dimensions: [{ Name: 'service' }] })).toEqual(['JobSuccess', 'Rows']);
    expect(await names({ Dimensions: [{ Name: 'service', Value: 'Scheduler' }] })).toEqual([]);
  });

  it.each<[string, string, Input, string]>([
    ['a namespace that is reserved for AWS', 'PutMetricData', { Namespace: 'AWS/Mine', MetricData: [] }, 'AWS/'],
    ['no namespace', 'PutMetricData', { MetricData: [] }, "null at 'namespace'"],
    ['no value', 'PutMetricData', { Namespace: 'Test', MetricData: [{ MetricName: 'Rows' }] }, 'needs a number'],
    [
      'too many metrics',
      'PutMetricData',
      { Namespace: 'Test', MetricData: Array(1001).fill({ MetricName: 'Rows' }) },
      '1001 members',
    ],
    ['a period that is no multiple of 60', 'GetMetricStatistics', statistics({ Period: 61 }), 'multiple of 60'],
    ['no statistic', 'GetMetricStatistics', statistics({ Statistics: [] }), "'[]' at 'statistics'"],
    ['an unknown statistic', 'GetMetricStatistics', statistics({ Statistics: ['p99'] }), "'p99'"],
    [
      'an end that is not after the start',
      'GetMetricStatistics',
      statistics({ EndTime: new Date(START) }),
      'StartTime must be less',
    ],
    [
      'too many datapoints',
      'GetMetricStatistics',
      statistics({ EndTime: new Date(START + 1441 * MINUTE) }),
      '1441 datapoints',
    ],
    [
      'a metric math expression',
      'GetMetricData',
      { MetricDataQueries: [{ Id: 'sum', Expression: 'a + b' }], ...STRETCH },
      'MetricDataQueries[0].Expression',
    ],
    ['no query', 'GetMetricData', { MetricDataQueries: [], ...STRETCH }, '0 queries'],
    [
      'too many queries',
      'GetMetricData',
      { MetricDataQueries: Array(501).fill({ Id: 'a' }), ...STRETCH },
      '501 queries',
    ],
    [
      'the average of a metric of Personalize',
      'GetMetricData',
      { MetricDataQueries: [average('AWS/Personalize')], ...STRETCH },
      'supports the statistic Sum only',
    ],
    ['an operation that is not emulated', 'GetInsightRuleReport', {}, 'does not implement GetInsightRuleReport'],
  ])('cannot be written or read with %s (%s)', async (_, operation, input, message) => {
    // Prepare
    const { aws } = account();
    await put(aws, [{ Value: 1 }]);

    // Act
    const call = aws.call('monitoring', operation, input);

    // Assess
    await expect(call).rejects.toThrow(message);
  });
});

describe('alarms', () => {
  it('are stored with their tags, and deleted by name', async () => {
    // Prepare
    const { aws } = account();
    const alarm = {
      AlarmName: 'failures',
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      Threshold: 0,
    };
    await aws.call('monitoring', 'PutMetricAlarm', { ...alarm, Tags: [{ Key: 'team', Value: 'a' }] });
    await aws.call('monitoring', 'PutMetricAlarm', { ...alarm, AlarmName: 'other' });

    // Act
    const described = await aws.call('monitoring', 'DescribeAlarms', { AlarmNames: ['failures'] });
    const arn = 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:failures';
    const tags = await aws.call('monitoring', 'ListTagsForResource', { ResourceARN: arn });

    // Assess
    expect(described).toMatchObject({
      MetricAlarms: [{ ...alarm, AlarmArn: arn, StateValue: 'INSUFFICIENT_DATA' }],
    });
    expect(tags).toEqual({ Tags: [{ Key: 'team', Value: 'a' }] });
    await aws.call('monitoring', 'DeleteAlarms', { AlarmNames: ['failures'] });
    expect(await aws.call('monitoring', 'DescribeAlarms', {})).toMatchObject({
      MetricAlarms: [{ AlarmName: 'other' }],
    });
  });

  it("keep their state, the state's reason and its times when their settings change", async () => {
    // Prepare
    const { aws } = account();
    const alarm = { AlarmName: 'failures', ComparisonOperator: 'GreaterThanThreshold', EvaluationPeriods: 1 };
    await aws.call('monitoring', 'PutMetricAlarm', { ...alarm, Threshold: 0 });
    await aws.clock.advanceTo(aws.clock.now() + MINUTE);
    await aws.call('monitoring', 'SetAlarmState', { AlarmName: 'failures', StateValue: 'ALARM', StateReason: 'test' });
    const { MetricAlarms: before } = (await aws.call('monitoring', 'DescribeAlarms', {})) as DescribeAlarmsOutput;
    await aws.clock.advanceTo(aws.clock.now() + MINUTE);

    // Act
    await aws.call('monitoring', 'PutMetricAlarm', { ...alarm, Threshold: 5 });

    // Assess
    expect(before).toMatchObject([{ StateValue: 'ALARM', StateReason: 'test' }]);
    expect(await aws.call('monitoring', 'DescribeAlarms', {})).toMatchObject({
      MetricAlarms: [{ ...before?.[0], Threshold: 5, AlarmConfigurationUpdatedTimestamp: new Date(aws.clock.now()) }],
    });
  });

  it('are refused without a comparison operator', async () => {
    // Prepare
    const { aws } = account();

    // Act
    const call = aws.call('monitoring', 'PutMetricAlarm', { AlarmName: 'failures', EvaluationPeriods: 1 });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'MissingParameter',
      message: expect.stringContaining('Comparison'),
    });
  });

  it.each<[string, Input, string]>([
    [
      'need four datapoints to alarm but evaluate three periods',
      { DatapointsToAlarm: 4, Period: 60 },
      'DatapointsToAlarm of alarm',
    ],
    [
      'evaluate more than a day in periods of half an hour',
      {
        Metrics: [{ Id: 'm', MetricStat: { Metric: { MetricName: 'Rows' }, Stat: 'Sum', Period: 1800 } }],
        EvaluationPeriods: 49,
      },
      'more than the limit of 86400 s',
    ],
    [
      'evaluate more than a week in periods of a day',
      { Period: 86_400, EvaluationPeriods: 8 },
      'more than the limit of 604800 s',
    ],
  ])('are refused if they %s', async (_, evaluation, message) => {
    // Prepare
    const { aws } = account();

    // Act
    const call = aws.call('monitoring', 'PutMetricAlarm', {
      AlarmName: 'failures',
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 3,
      ...evaluation,
    });

    // Assess
    await expect(call).rejects.toMatchObject({
      code: 'ValidationError',
      message: expect.stringContaining(message),
    });
  });
});

describe('dashboards', () => {
  it('are shared by all regions of the account: one region overwrites a dashboard that another region has stored', async () => {
    // Prepare
    const dashboards: DashboardStore = new Map();
    const regions = ['us-east-1', 'eu-west-1'].map((region) => {
      const aws = testAws({ region });
      aws.register(new CloudWatchService(aws, dashboards));
      return { region, aws };
    });

    // Act
    for (const { region, aws } of regions) {
      const body = JSON.stringify({ widgets: [], region });
      await aws.call('monitoring', 'PutDashboard', { DashboardName: 'runs', DashboardBody: body });
    }

    // Assess
    for (const { aws } of regions) {
      expect(await aws.call('monitoring', 'GetDashboard', { DashboardName: 'runs' })).toMatchObject({
        DashboardBody: '{"widgets":[],"region":"eu-west-1"}',
      });
    }
  });

  it('are stored, listed and deleted', async () => {
    // Prepare
    const { aws } = account();
    const dashboard = { DashboardName: 'runs', DashboardBody: '{"widgets":[]}' };
    await aws.call('monitoring', 'PutDashboard', dashboard);

    // Act
    const shown = await aws.call('monitoring', 'GetDashboard', { DashboardName: 'runs' });
    const listed = await aws.call('monitoring', 'ListDashboards', {});
    await aws.call('monitoring', 'DeleteDashboards', { DashboardNames: ['runs'] });
    const gone = aws.call('monitoring', 'GetDashboard', { DashboardName: 'runs' });

    // Assess
    const arn = 'arn:aws:cloudwatch::123456789012:dashboard/runs';
    expect(shown).toEqual({ ...dashboard, DashboardArn: arn });
    expect(listed).toMatchObject({
      DashboardEntries: [{ DashboardName: 'runs', LastModified: new Date(START), Size: 14 }],
    });
    await expect(gone).rejects.toMatchObject({ code: 'ResourceNotFound', status: 404 });
  });

  it.each([
    ['invalid JSON', '{'],
    ['a list', '[]'],
    ['an object without widgets', '{"start":"-PT1H"}'],
  ])('must be JSON with widgets, not %s', async (_, body) => {
    // Prepare
    const { aws } = account();

    // Act
    const call = aws.call('monitoring', 'PutDashboard', { DashboardName: 'runs', DashboardBody: body });

    // Assess
    await expect(call).rejects.toMatchObject({ code: 'InvalidParameterInput' });
  });
});

describe('the wire protocol of CloudWatch', () => {
  it('returns JSON for JSON requests', async () => {
    // Prepare
    const { aws } = account();
    await put(aws, [{ Value: 3 }]);

    // Act
    const answer = await aws.handle(
      request({ 'x-amz-target': 'GraniteServiceVersion20100801.ListMetrics' }, '{"Namespace":"Test"}'),
    );

    // Assess
    expect(answer.headers['content-type']).toBe('application/x-amz-json-1.0');
    expect(JSON.parse(String(answer.body))).toMatchObject({ Metrics: [{ MetricName: 'Rows' }] });
  });

  it('reads numbers and times from the text of form-encoded requests, and answers these requests in XML', async () => {
    // Prepare
    const { aws } = account();
    const time = encodeURIComponent(new Date(START).toISOString());
    const end = encodeURIComponent(new Date(START + MINUTE).toISOString());
    const metric = 'MetricData.member.1.MetricName=Rows&MetricData.member.1.Value=3';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    await aws.handle(
      request(form, `Action=PutMetricData&Namespace=Test&${metric}&MetricData.member.1.Timestamp=${time}`),
    );

    // Act
    const answer = await aws.handle(
      request(
        form,
        `Action=GetMetricStatistics&Namespace=Test&MetricName=Rows&Period=60&StartTime=${time}&EndTime=${end}&Statistics.member.1=Sum`,
      ),
    );
    const refused = await aws.handle(request(form, 'Action=GetDashboard&DashboardName=none'));

    // Assess
    expect(String(answer.body)).toContain('<Sum>3</Sum>');
    expect(String(answer.body)).toContain('<GetMetricStatisticsResult>');
    expect(refused.status).toBe(404);
    expect(String(refused.body)).toContain('<Code>ResourceNotFound</Code>');
  });
});

describe('permissions', () => {
  it('to send metrics include the namespace as a condition key', () => {
    // Prepare
    const { cloudWatch } = account();

    // Act
    const actual = cloudWatch.permissions({ operation: 'PutMetricData', input: { Namespace: 'Test' } });

    // Assess
    expect(actual).toEqual([
      { action: 'cloudwatch:PutMetricData', resource: '*', context: { 'cloudwatch:namespace': 'Test' } },
    ]);
  });

  it('to use alarms and dashboards apply to their ARNs', () => {
    // Prepare
    const { cloudWatch } = account();

    // Act
    const actual = [
      cloudWatch.permissions({ operation: 'DeleteAlarms', input: { AlarmNames: ['a', 'b'] } }),
      cloudWatch.permissions({ operation: 'GetDashboard', input: { DashboardName: 'runs' } }),
    ].map((permissions) => permissions.map(({ resource }) => resource));

    // Assess
    expect(actual).toEqual([
      ['arn:aws:cloudwatch:us-east-1:123456789012:alarm:a', 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:b'],
      ['arn:aws:cloudwatch::123456789012:dashboard/runs'],
    ]);
  });
});

function account() {
  const aws = testAws();
  const cloudWatch = new CloudWatchService(aws);
  aws.register(cloudWatch);
  return { aws, cloudWatch };
}

function put(aws: ReturnType<typeof testAws>, data: readonly Input[]): Promise<unknown> {
  const defaults = { MetricName: 'Rows', Dimensions: WORKFLOW, Unit: 'Count' };
  const metrics = data.map((one) => ({ ...defaults, ...one }));
  return aws.call('monitoring', 'PutMetricData', { Namespace: 'Test', MetricData: metrics });
}

function statistics(more: Input): Input {
  const metric = { Namespace: 'Test', MetricName: 'Rows', Dimensions: WORKFLOW };
  return { ...metric, Period: 60, Statistics: ['Sum'], ...STRETCH, ...more };
}

function embedded(name: string, value: unknown): string {
  const directive = { Namespace: 'PersonalizeMlops', Dimensions: [['service']], Metrics: [{ Name: name }] };
  return JSON.stringify({
    _aws: { Timestamp: START, CloudWatchMetrics: [directive] },
    service: 'Workflow',
    [name]: value,
  });
}

function request(headers: Readonly<Record<string, string>>, body: string): WireRequest {
  return {
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=KEY/20260114/us-east-1/monitoring/aws4_request, x',
      ...headers,
    },
    body: new TextEncoder().encode(body),
  };
}
