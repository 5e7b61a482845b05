import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { METRIC_NAMES, METRICS_NAMESPACE, OFFLINE_METRICS } from '../../functions/shared/metric-names';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { resource } from '../support/configuration';
import { readSynthesis } from '../support/synthesis';
import { synthesizedStack } from '../support/synthesized-stack';

const { configuration } = readSynthesis(synthesizedStack());

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly region?: string;
    readonly markdown?: string;
    readonly metrics?: readonly (readonly (string | { readonly expression?: string })[])[];
  };
}

const { widgets } = JSON.parse(
  String(resource(configuration, 'aws_cloudwatch_dashboard.dashboard').dashboard_body),
) as { widgets: Widget[] };
const lines = widgets.flatMap(({ properties }) => properties.metrics ?? []);
const searches = lines.flatMap(([first]) => (typeof first === 'object' ? [first.expression ?? ''] : []));
const metrics = lines.filter(([first]) => typeof first === 'string').map((line) => line.map(String));
const own = metrics.filter(([namespace]) => namespace === METRICS_NAMESPACE);

function alarms() {
  return Object.entries(configuration.resource.aws_cloudwatch_metric_alarm ?? {});
}

interface Query {
  readonly id: string;
  readonly expression?: string;
  readonly return_data?: boolean;
  readonly metric?: {
    readonly namespace: string;
    readonly metric_name: string;
    readonly period: number;
    readonly dimensions: Readonly<Record<string, string>>;
  };
}

describe('The dashboard', () => {
  test('shows every metric that functions emit, and no other metric of their namespace', () => {
    // Prepare
    const emitted = Object.entries(METRIC_NAMES).flatMap(([service, names]) =>
      names.map((name) => [METRICS_NAMESPACE, name, 'deployment', '${var.name}', 'service', service].join(' ')),
    );

    // Act
    const shown = own.map((line) => line.join(' '));

    // Assess
    expect(shown.sort()).toEqual(emitted.sort());
  });

  test('searches every offline metric, so that new solutions appear automatically', () => {
    // Act
    const searched = searches.map(
      (search) =>
        /^SEARCH\('\{PersonalizeMlops,deployment,service,solution\} deployment="\$\{var\.name\}" service="SolutionMetrics" MetricName="(\w+)"', 'Average', \d+\)$/.exec(
          search,
        )?.[1],
    );

    // Assess
    expect(searched).toEqual(Object.values(OFFLINE_METRICS).flat());
  });

  test('shows every function and state machine, and the dead-letter queue', () => {
    // Prepare
    const functions = Object.keys(configuration.resource.aws_lambda_function ?? {}).map(
      (name) => `\${aws_lambda_function.${name}.function_name}`,
    );
    const machines = Object.keys(configuration.resource.aws_sfn_state_machine ?? {}).map(
      (name) => `\${aws_sfn_state_machine.${name}.arn}`,
    );
    const dimension = (namespace: string, name: string) =>
      metrics.filter((line) => line[0] === namespace && line[1] === name).map((line) => line[3]);

    // Assess
    expect(dimension('AWS/Lambda', 'Errors').sort()).toEqual(functions.sort());
    expect(dimension('AWS/Lambda', 'Throttles').sort()).toEqual(functions.sort());
    expect(dimension('AWS/States', 'ExecutionsFailed').sort()).toEqual(machines.sort());
    expect(dimension('AWS/SQS', 'ApproximateNumberOfMessagesVisible')).toEqual([
      '${aws_sqs_queue.scheduling_dead_letters.name}',
    ]);
  });

  test('is within the grid, and no widget covers another', () => {
    for (const [index, { x, y, width, height }] of widgets.entries()) {
      expect(x + width).toBeLessThanOrEqual(24);
      for (const other of widgets.slice(index + 1)) {
        const apart =
          x + width <= other.x || other.x + other.width <= x || y + height <= other.y || other.y + other.height <= y;
        expect(apart).toBe(true);
      }
    }
    expect(widgets.length).toBeGreaterThan(10);
  });

  test("stays within CloudWatch's limits for charts", () => {
    for (const { type, properties } of widgets) {
      if (type === 'text') expect(properties.markdown).toContain('](/states/home?region=');
      else expect(properties.region).toBe('${local.region}');
      expect(properties.metrics?.length ?? 1).toBeGreaterThan(0);
      // A metric widget has at most 500 metrics, and one SEARCH no more than 1024 characters (CloudWatch quotas).
      expect(properties.metrics?.length ?? 0).toBeLessThan(500);
    }
    for (const search of searches) expect(search.length).toBeLessThan(1024);
  });
});

describe('The alarms', () => {
  test('exist for failed and overdue runs, overdue tasks, failed and throttled functions, and undelivered schedules, if alarms_enabled is true', () => {
    expect(
      alarms()
        .map(([name]) => name)
        .sort(),
    ).toEqual([
      'alarms_failed_run',
      'alarms_function_errors',
      'alarms_function_throttles',
      'alarms_overdue_run',
      'alarms_overdue_task',
      'alarms_undelivered_schedule',
    ]);
    for (const [, alarm] of alarms()) expect(alarm.count).toBe('${var.alarms_enabled ? 1 : 0}');
  });

  test('notify the topic, and say what to do', () => {
    for (const [, alarm] of alarms()) {
      expect(alarm.alarm_actions).toEqual(['${aws_sns_topic.notifications_topic.arn}']);
      // An AlarmDescription has at most 1024 characters (CloudWatch API model).
      expect(String(alarm.alarm_description).length).toBeLessThanOrEqual(1024);
      expect(String(alarm.alarm_description)).toMatch(/\b(open|read|run|raise)\b/i);
    }
  });

  test('each compute one value from at most ten metrics', () => {
    for (const [, alarm] of alarms()) {
      const queries = alarm.metric_query as readonly Query[];
      const watched = queries.filter(({ metric }) => metric !== undefined);
      expect(queries.filter(({ return_data }) => return_data)).toHaveLength(1);
      expect(watched.length).toBeLessThanOrEqual(10);
      for (const { id } of watched) expect(queries[0]?.expression).toContain(`FILL(${id}, 0)`);
    }
  });

  test('are as many as docs/costs.md says', () => {
    // Act
    const queries = alarms().flatMap(([, alarm]) => alarm.metric_query as readonly Query[]);

    // Assess
    const watched = queries.filter(({ metric }) => metric !== undefined).length;
    const text = readFileSync(join(PROJECT_ROOT, 'docs/costs.md'), 'utf8');
    expect(text).toContain(`${alarms().length} alarms on ${watched} metrics`);
  });

  test('evaluate three periods, because CloudWatch may receive data late', () => {
    for (const [, alarm] of alarms()) {
      expect(alarm).toMatchObject({ evaluation_periods: 3, datapoints_to_alarm: 1 });
    }
  });

  test('return to OK within a day after the last fault, so that a second fault is reported', () => {
    for (const [, alarm] of alarms()) {
      const periods = (alarm.metric_query as readonly Query[]).flatMap(({ metric }) => metric?.period ?? []);
      expect(periods.length).toBeGreaterThan(0);
      for (const period of periods) expect(period * Number(alarm.evaluation_periods)).toBeLessThanOrEqual(86_400);
    }
  });

  test('on errors of functions cover every function', () => {
    // Prepare
    const functions = Object.keys(configuration.resource.aws_lambda_function ?? {});

    // Act
    const queries = resource(configuration, 'aws_cloudwatch_metric_alarm.alarms_function_errors')
      .metric_query as readonly Query[];

    // Assess
    const watched = queries.flatMap(({ metric }) => metric?.dimensions.FunctionName ?? []);
    expect(watched.sort()).toEqual(functions.map((name) => `\${aws_lambda_function.${name}.function_name}`).sort());
  });

  test.each(['overdue_task', 'overdue_run'])('use only a metric that functions emit: alarm %s', (name) => {
    // Prepare: the metric of this alarm must be one that functions emit
    const queries = resource(configuration, `aws_cloudwatch_metric_alarm.alarms_${name}`)
      .metric_query as readonly Query[];

    // Act
    const [metric] = queries.flatMap((query) => query.metric ?? []);

    // Assess
    expect(metric).toMatchObject({
      namespace: METRICS_NAMESPACE,
      dimensions: { deployment: '${var.name}', service: 'Scheduler' },
    });
    expect(METRIC_NAMES.Scheduler).toContain(metric?.metric_name);
  });
});

describe('The saved queries', () => {
  const queries = Object.values(configuration.resource.aws_cloudwatch_query_definition ?? {});

  test('run over the logs of every function', () => {
    const groups = Object.keys(configuration.resource.aws_lambda_function ?? {}).map(
      (name) => `\${aws_cloudwatch_log_group.${name}_log_group.name}`,
    );
    expect(queries.length).toBeGreaterThan(3);
    for (const { log_group_names: names } of queries) expect([...(names as string[])].sort()).toEqual(groups.sort());
  });

  test('name only existing functions', () => {
    // Act
    const named = queries.flatMap(({ query_string: text }) =>
      [...String(text).matchAll(/service = "([^"]*)"/g)].map(([, name]) => name),
    );

    // Assess
    const functions = Object.values(configuration.resource.aws_lambda_function ?? {}).map((each) =>
      String(each.function_name).replace('${var.name}-', ''),
    );
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter((name) => !functions.includes(name ?? ''))).toEqual([]);
  });

  test('separate their commands by pipes', () => {
    for (const { query_string: text } of queries) {
      const [first, ...others] = String(text).split('\n');
      expect(first).toMatch(/^(fields|filter|stats) /);
      for (const line of others) expect(line).toMatch(/^(\| (fields|filter|stats|sort|limit) |# )/);
    }
  });
});
