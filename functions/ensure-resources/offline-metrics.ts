import { type Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type Step, solutionOf } from '../../lib/reconciler/step';
import { expiryOf } from '../../lib/record-table/item';
import { REPORTED_DAYS, type ReportedMetrics } from '../../lib/record-table/reported-metrics';
import { TRAINING_HOURS } from '../shared/metric-names';

/**
 * Sends the offline metrics of a solution version to CloudWatch under its solution's name. A record keeps later runs from sending the
 * metrics again.
 */
export class OfflineMetrics {
  constructor(
    private readonly metrics: Metrics,
    private readonly reported: ReportedMetrics,
  ) {}

  /** @returns true if the metrics were sent now */
  async record(step: Step, solutionVersionArn: string): Promise<boolean> {
    const datasetGroup = step.state.datasetGroup.name;
    if (await this.reported.has(datasetGroup, solutionVersionArn)) return false;
    const version = await step.personalize.describe('solutionVersion', solutionVersionArn);
    const { creationDateTime: created = step.now, trainingHours: hours } = version ?? {};
    // The record of sent metrics expires after REPORTED_DAYS. So a version created longer ago is left out: its metrics
    // may have been sent already.
    if (step.now.getTime() >= expiryOf(created.toISOString(), REPORTED_DAYS) * 1000) return false;
    const metrics = await step.personalize.metrics(solutionVersionArn);
    this.emit(solutionOf(step).name, { ...metrics, ...(typeof hours === 'number' && { [TRAINING_HOURS]: hours }) });
    // The record is written after the metrics are sent. If the write fails, the metrics may be sent twice, but never
    // get lost.
    await this.reported.add(datasetGroup, solutionVersionArn, step.now);
    return true;
  }

  private emit(solution: string, values: Readonly<Record<string, number>>): void {
    this.metrics.addDimension('solution', solution);
    for (const [name, value] of Object.entries(values)) this.metrics.addMetric(name, MetricUnit.NoUnit, value);
    this.metrics.publishStoredMetrics();
  }
}
