import type { CreateMetricAttributionRequest } from '@aws-sdk/client-personalize';
import type { Checked } from '../../../personalize/create-requests';
import type { Input } from '../../core/service';
import { assertTrusts } from '../iam/trust';
import type { Context } from './context';
import { alreadyExists, inUse, invalidInput, notFound } from './errors';
import { page } from './paging';
import { SERVICE_PRINCIPAL } from './permissions';

type Request = Checked<CreateMetricAttributionRequest>;

interface MetricAttribution extends Request {
  readonly arn: string;
  readonly sequence: number;
  /** Virtual time, epoch milliseconds. */
  readonly createdAt: number;
  deletedAt?: number;
}

/** Duration of a creation or a deletion in milliseconds (a guess). */
const TAKES = 60_000;

/**
 * Metric attributions, which can be created, described and deleted. They have no effect: no events are attributed. The product does not
 * manage
 * them, so they are not a resource type of it, and UpdateMetricAttribution is not emulated.
 */
export class MetricAttributions {
  private readonly all = new Map<string, MetricAttribution>();
  private sequence = 0;

  constructor(private readonly context: Context) {}

  operations(): [string, (input: Input) => unknown][] {
    return [
      ['CreateMetricAttribution', (input) => this.create(input as unknown as Request)],
      ['DescribeMetricAttribution', (input) => ({ metricAttribution: this.describe(this.get(input)) })],
      ['ListMetricAttributions', (input) => this.list(input)],
      ['ListMetricAttributionMetrics', (input) => this.listMetrics(input)],
      ['DeleteMetricAttribution', (input) => this.delete(this.get(input))],
    ];
  }

  /** ARN of a dataset group's metric attribution. */
  of(datasetGroupArn: string): string | undefined {
    return this.present().find((one) => one.datasetGroupArn === datasetGroupArn)?.arn;
  }

  private async create(request: Request): Promise<unknown> {
    const { name, datasetGroupArn, metricsOutputConfig } = request;
    this.context.active('CreateMetricAttribution', 'datasetGroup', datasetGroupArn);
    const arn = this.context.aws.arn('personalize', `metric-attribution/${name}`);
    // Whether the service returns this error for a second one in a dataset group is unconfirmed: `personalize-second-tracker`.
    const other = this.present().find((one) => one.arn === arn || one.datasetGroupArn === datasetGroupArn);
    if (other !== undefined) throw alreadyExists(other.arn);
    const { roleArn } = metricsOutputConfig;
    const refusal = invalidInput(`Personalize cannot assume role ${roleArn}.`);
    await assertTrusts(this.context.aws, { roleArn, servicePrincipal: SERVICE_PRINCIPAL, sourceArn: arn }, refusal);
    this.sequence += 1;
    this.all.set(arn, { ...request, arn, sequence: this.sequence, createdAt: this.now() });
    return { metricAttributionArn: arn };
  }

  private list(input: Input): unknown {
    const { datasetGroupArn } = input;
    const found = this.present().filter(
      (one) => datasetGroupArn === undefined || one.datasetGroupArn === datasetGroupArn,
    );
    const { elements, nextToken } = page('ListMetricAttributions', input, found);
    const metricAttributions = elements.map((one) => {
      const { datasetGroupArn: _, metricsOutputConfig: __, ...summary } = this.describe(one);
      return summary;
    });
    return { metricAttributions, ...(nextToken !== undefined && { nextToken }) };
  }

  /** The operation does not declare ResourceNotFoundException (API model). */
  private listMetrics(input: Input): unknown {
    const absent = (arn: string) => invalidInput(`The metric attribution ${arn} does not exist.`);
    return { metrics: this.get(input, absent).metrics };
  }

  private describe({ name, arn, datasetGroupArn, metricsOutputConfig, ...one }: MetricAttribution) {
    const changed = Math.min(this.now(), one.createdAt + TAKES);
    return {
      name,
      metricAttributionArn: arn,
      datasetGroupArn,
      metricsOutputConfig,
      status: this.status(one),
      creationDateTime: new Date(one.createdAt),
      lastUpdatedDateTime: new Date(one.deletedAt ?? changed),
    };
  }

  private status({ createdAt, deletedAt }: Pick<MetricAttribution, 'createdAt' | 'deletedAt'>): string {
    if (deletedAt !== undefined) return 'DELETE IN_PROGRESS';
    return this.now() < createdAt + TAKES ? 'CREATE IN_PROGRESS' : 'ACTIVE';
  }

  /** Deletes return an empty body. */
  private delete(one: MetricAttribution): undefined {
    const status = this.status(one);
    if (status !== 'ACTIVE') throw inUse(`Resource ${one.arn} cannot be deleted while its status is ${status}.`);
    one.deletedAt = this.now();
  }

  /** @param absent the error for an ARN that does not exist */
  private get({ metricAttributionArn }: Input, absent = notFound): MetricAttribution {
    const found = this.present().find(({ arn }) => arn === metricAttributionArn);
    if (found === undefined) throw absent(String(metricAttributionArn));
    return found;
  }

  private present(): MetricAttribution[] {
    for (const { arn, deletedAt } of [...this.all.values()])
      if (deletedAt !== undefined && this.now() >= deletedAt + TAKES) this.all.delete(arn);
    return [...this.all.values()];
  }

  private now(): number {
    return this.context.aws.clock.now();
  }
}
