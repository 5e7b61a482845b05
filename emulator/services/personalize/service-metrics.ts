import type { Datum, MetricIdentity } from '../cloudwatch/metric';

export type MetricListener = (identity: MetricIdentity, datum: Datum) => void;

/** Distributes the metrics that Personalize sends to CloudWatch. */
export class ServiceMetrics {
  private readonly listeners: MetricListener[] = [];

  onMetric(listener: MetricListener): void {
    this.listeners.push(listener);
  }

  send(identity: MetricIdentity, datum: Datum): void {
    for (const listener of this.listeners) listener(identity, datum);
  }
}
