import type { Aws } from '../../core/aws';
import {
  type Call,
  type Input,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
} from '../../core/service';
import { Alarms } from './alarms';
import { type DashboardStore, Dashboards } from './dashboards';
import { EmbeddedMetricError, embeddedMetrics } from './embedded-metrics';
import { MetricOperations } from './metric-operations';
import { MetricStore } from './metric-store';
import { permissionsOf } from './permissions';
import { CloudWatchProtocol } from './protocol';

type Operation = (input: Input) => unknown;

/** CloudWatch: metrics, including those in functions' log lines, alarms and dashboards. */
export class CloudWatchService implements Service {
  readonly name = 'monitoring';
  private readonly protocol: CloudWatchProtocol;
  private readonly metrics = new MetricStore();
  private readonly alarms: Alarms;
  private readonly refused: EmbeddedMetricError[] = [];
  private readonly operations: ReadonlyMap<string, Operation>;

  /** @param dashboards the account's dashboards, which other regions may share */
  constructor(
    private readonly aws: Aws,
    dashboards: DashboardStore = new Map(),
  ) {
    const random = aws.random.fork('monitoring');
    this.protocol = new CloudWatchProtocol(() => random.uuid());
    this.alarms = new Alarms(aws);
    this.operations = new Map(
      Object.entries({
        ...new MetricOperations(this.metrics, aws.clock).operations,
        ...this.alarms.operations,
        ...new Dashboards(aws, dashboards).operations,
      }),
    );
  }

  /** Extracts the metrics of a log line, if it is an embedded metric document. */
  ingest(line: string): void {
    try {
      for (const { identity, datum } of embeddedMetrics(line, this.aws.clock.now())) this.metrics.put(identity, datum);
    } catch (error) {
      if (!(error instanceof EmbeddedMetricError)) throw error;
      this.refused.push(error);
    }
  }

  /** @throws ServiceError for an alarm whose action CloudWatch has no permission for, which AWS does not report */
  checkAlarmActions(): void {
    this.alarms.checkActions();
  }

  /** Why log lines were refused as embedded metrics, which AWS does not report. */
  refusedLines(): readonly EmbeddedMetricError[] {
    return this.refused;
  }

  decode(request: WireRequest): Call {
    return this.protocol.decode(request);
  }

  encode(call: Call, output: unknown) {
    return this.protocol.encode(call, output);
  }

  encodeError(error: ServiceError, call: Call | undefined) {
    return this.protocol.encodeError(error, call);
  }

  permissions(call: Call): readonly Permission[] {
    this.operation(call);
    return permissionsOf(this.aws, call);
  }

  async invoke(call: Call): Promise<unknown> {
    return this.operation(call)(call.input);
  }

  private operation({ operation: name }: Call): Operation {
    const operation = this.operations.get(name);
    if (operation === undefined) {
      throw new ServiceError(
        'UnknownOperationException',
        `The local CloudWatch does not implement ${name}; it has: ${[...this.operations.keys()].sort().join(', ')}.`,
      );
    }
    return operation;
  }
}
