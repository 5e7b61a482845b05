import { CloudwatchDashboard } from '@cdktf/provider-aws/lib/cloudwatch-dashboard';
import { Construct } from 'constructs';
import {
  METRIC_NAMES,
  METRICS_NAMESPACE,
  metricDimensions,
  OFFLINE_METRICS,
} from '../../functions/shared/metric-names';
import { accountWideName, type Deployment } from './deployment';

export interface DashboardProps {
  readonly deployment: Deployment;
  readonly functionNames: readonly string[];
  readonly stateMachineArns: readonly string[];
  readonly runStateMachineArn: string;
  readonly deadLetterQueueName: string;
  readonly dataBucketName: string;
  readonly recordTableName: string;
}

/**
 * A metric of a chart: its namespace, its name, then the name and value of each dimension. A search expression is
 * allowed instead. Source: CloudWatch dashboard body structure.
 */
type MetricLine = readonly (string | { readonly [option: string]: string })[];

interface Chart {
  readonly title: string;
  readonly metrics: readonly MetricLine[];
  readonly stat?: 'Sum' | 'Maximum' | 'Average';
  readonly periodSeconds?: number;
  readonly stacked?: boolean;
}

const HOUR = 3600;
const DAY = 86_400;

/** Width of a chart. The grid of a dashboard has 24 columns, so two charts fit side by side. */
const WIDTH = 12;
const HEIGHT = 6;
const LINKS_HEIGHT = 4;

/** Dashboard with runs, quality of models, and failures. */
export class Dashboard extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: DashboardProps,
  ) {
    super(scope, id);
    const { name } = props.deployment.settings;
    const charts = [...ownCharts(name), ...offlineCharts(name), ...this.serviceCharts()];
    new CloudwatchDashboard(this, 'Default', {
      // The name contains the region, because a dashboard in another region would replace one with the same name: "All
      // dashboards in your account are global, not region-specific" (CloudWatch API reference, PutDashboard, 2026-11).
      dashboardName: accountWideName(props.deployment, 'overview'),
      dashboardBody: JSON.stringify({
        widgets: [this.links(), ...charts.map((chart, index) => this.widget(chart, index))],
      }),
    });
  }

  private links(): object {
    const { deployment, dataBucketName, recordTableName, runStateMachineArn } = this.props;
    const { region } = deployment.awsEnvironment;
    // The links have no host, so that they work in the console of every partition.
    const markdown = [
      `# ${deployment.settings.name}`,
      `[Dataset groups](/personalize/home?region=${region}#datasetGroups) · `,
      `[Runs](/states/home?region=${region}#/statemachines/view/${runStateMachineArn}) · `,
      `[Data bucket](/s3/buckets/${dataBucketName}?region=${region}) · `,
      `[Record table](/dynamodbv2/home?region=${region}#item-explorer?table=${recordTableName}) · `,
      `[Queries of logs](/cloudwatch/home?region=${region}#logsV2:logs-insights) · `,
      `[Alarms](/cloudwatch/home?region=${region}#alarmsV2:?search=${deployment.settings.name})`,
    ];
    const properties = { markdown: markdown.join('\n') };
    return { type: 'text', x: 0, y: 0, width: 2 * WIDTH, height: LINKS_HEIGHT, properties };
  }

  private widget({ title, metrics, stat = 'Sum', periodSeconds = DAY, stacked = false }: Chart, index: number) {
    const { region } = this.props.deployment.awsEnvironment;
    return {
      type: 'metric',
      x: (index % 2) * WIDTH,
      y: LINKS_HEIGHT + Math.floor(index / 2) * HEIGHT,
      width: WIDTH,
      height: HEIGHT,
      properties: { title, view: 'timeSeries', stacked, region, stat, period: periodSeconds, metrics },
    };
  }

  private serviceCharts(): readonly Chart[] {
    const { functionNames, stateMachineArns, runStateMachineArn, deadLetterQueueName } = this.props;
    const ofFunctions = (metric: string): readonly MetricLine[] =>
      functionNames.map((name) => ['AWS/Lambda', metric, 'FunctionName', name]);
    return [
      { title: 'Function errors', metrics: ofFunctions('Errors'), periodSeconds: HOUR, stacked: true },
      { title: 'Function throttles', metrics: ofFunctions('Throttles'), periodSeconds: HOUR, stacked: true },
      {
        title: 'Executions that failed, by state machine',
        metrics: stateMachineArns.map((arn) => ['AWS/States', 'ExecutionsFailed', 'StateMachineArn', arn]),
        periodSeconds: HOUR,
        stacked: true,
      },
      {
        title: 'Duration of runs (ms)',
        metrics: [['AWS/States', 'ExecutionTime', 'StateMachineArn', runStateMachineArn]],
        stat: 'Maximum',
      },
      {
        title: 'Schedules that could not start a run',
        metrics: [['AWS/SQS', 'ApproximateNumberOfMessagesVisible', 'QueueName', deadLetterQueueName]],
        stat: 'Maximum',
        periodSeconds: HOUR,
      },
    ];
  }
}

/** Charts of the metrics that the functions count. Each metric is in one chart. */
function ownCharts(deployment: string): readonly Chart[] {
  const own = (service: keyof typeof METRIC_NAMES, metric: string): MetricLine => [
    METRICS_NAMESPACE,
    metric,
    ...Object.entries(metricDimensions(service, deployment)).flat(),
  ];
  const workflow = (title: string, pattern: RegExp): Chart => ({
    title,
    metrics: METRIC_NAMES.Workflow.filter((name) => pattern.test(name)).map((name) => own('Workflow', name)),
  });
  return [
    workflow('Configurations processed', /^Configurations/),
    workflow('Runs by result', /^Job/),
    workflow('Deletions of users', /^Deletions/),
    workflow('Decisions on solution versions', /^Version/),
    {
      title: 'Idle and oversized',
      metrics: METRIC_NAMES.Capacity.map((name) => own('Capacity', name)),
      stat: 'Maximum',
    },
    { title: 'Scheduler', metrics: METRIC_NAMES.Scheduler.map((name) => own('Scheduler', name)) },
    { ...workflow('Resources created', /Created$/), stacked: true },
  ];
}

/** Charts of offline metrics. Their search expressions also find solutions that are created later. */
function offlineCharts(deployment: string): readonly Chart[] {
  return Object.entries(OFFLINE_METRICS).map(([title, names]) => ({
    title: `${title}, by solution`,
    stat: 'Average',
    metrics: names.map((name, index) => [
      {
        id: `e${index}`,
        expression: `SEARCH('{${METRICS_NAMESPACE},deployment,service,solution} deployment="${deployment}" service="SolutionMetrics" MetricName="${name}"', 'Average', ${DAY})`,
        label: "$${PROP('MetricName')} $${PROP('Dim.solution')}",
      },
    ]),
  }));
}
