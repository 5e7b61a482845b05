import type { ApiModel } from '../../core/api/model';
import type { Aws } from '../../core/aws';
import { EmulatedService, type Operations } from '../../core/emulated-service';
import type { Call, Permission } from '../../core/service';
import { Alarms } from './alarms';
import MODEL from './api-model.json';
import { type DashboardStore, Dashboards } from './dashboards';
import { EmbeddedMetricError, embeddedMetrics } from './embedded-metrics';
import type { Datum, MetricIdentity } from './metric';
import { MetricOperations } from './metric-operations';
import { MetricStore } from './metric-store';
import { permissionsOf } from './permissions';
import { CloudWatchProtocol } from './protocol';

/** CloudWatch: alarms, dashboards and metrics. Sources of metrics are calls, log lines of functions, and AWS services. */
export class CloudWatchService extends EmulatedService {
  readonly name = 'monitoring';
  readonly model = MODEL as unknown as ApiModel;
  protected readonly title = 'CloudWatch';
  protected override readonly codes = {
    unknownOperation: 'InvalidAction',
    mistyped: 'InvalidParameterValue',
    invalid: 'InvalidParameterValue',
    missing: 'MissingParameter',
  };
  protected readonly protocol: CloudWatchProtocol;
  private readonly metrics = new MetricStore();
  private readonly alarms: Alarms;
  private readonly refused: EmbeddedMetricError[] = [];
  protected readonly operations: Operations;

  /** @param dashboards the account's dashboards, which other regions may share */
  constructor(
    private readonly aws: Aws,
    dashboards: DashboardStore = new Map(),
  ) {
    super();
    const random = aws.random.fork('monitoring');
    this.protocol = new CloudWatchProtocol(() => random.uuid());
    this.alarms = new Alarms(aws);
    this.operations = {
      ...new MetricOperations(this.metrics, aws.clock).operations,
      ...this.alarms.operations,
      ...new Dashboards(aws, dashboards).operations,
    };
  }

  /** Stores the metrics of a log line if it is an embedded metric document. If the document is invalid, stores only the error, for `refusedLines`. */
  ingest(line: string): void {
    try {
      for (const { identity, datum } of embeddedMetrics(line, this.aws.clock.now())) this.metrics.put(identity, datum);
    } catch (error) {
      if (!(error instanceof EmbeddedMetricError)) throw error;
      this.refused.push(error);
    }
  }

  /** Stores data of a metric that an AWS service publishes. PutMetricData refuses the namespaces of such metrics. */
  take(identity: MetricIdentity, datum: Datum): void {
    this.metrics.put(identity, datum);
  }

  /**
   * @throws ServiceError for the first alarm with a topic in `AlarmActions` to which CloudWatch may not publish. AWS itself does not report such
   * alarms
   */
  checkAlarmActions(): void {
    this.alarms.checkActions();
  }

  /**
   * Errors of log lines that are invalid embedded metric documents, oldest first. AWS only counts such errors, in metrics of the namespace
   * AWS/Logs ("Specification: Embedded metric format", CloudWatch user guide, 2026-12).
   */
  refusedLines(): readonly EmbeddedMetricError[] {
    return this.refused;
  }

  permissions(call: Call): readonly Permission[] {
    return permissionsOf(this.aws, call);
  }
}
