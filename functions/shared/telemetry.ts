import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { type CountedService, type METRIC_NAMES, METRICS_NAMESPACE, metricDimensions } from './metric-names';

/**
 * Creates a logger for structured JSON logs. `serviceName` is the function's name. The level comes from
 * POWERTOOLS_LOG_LEVEL.
 */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}

/** Adds the run's id to all following log lines, so that one query over all log groups shows the whole run. Removes an earlier id. */
export function correlate(logger: Logger, runId: string | undefined): void {
  logger.resetKeys();
  if (runId) logger.appendKeys({ runId });
}

/**
 * Writes metrics to the log, from which CloudWatch extracts them.
 * @param deployment distinguishes the deployments of an account and region
 */
export function createMetrics(service: CountedService | 'SolutionMetrics', deployment: string): Metrics {
  return new Metrics({
    namespace: METRICS_NAMESPACE,
    serviceName: service,
    defaultDimensions: metricDimensions(service, deployment),
  });
}

export type Counter<Service extends CountedService> = (
  name: (typeof METRIC_NAMES)[Service][number],
  count?: number,
) => void;

export function createCounter<Service extends CountedService>(service: Service, deployment: string): Counter<Service> {
  const metrics = createMetrics(service, deployment);
  return (name, count = 1) => {
    metrics.addMetric(name, MetricUnit.Count, count);
    metrics.publishStoredMetrics();
  };
}

/**
 * Runs an optional step, whose failure must not fail the caller.
 * @param otherwise log message if the step fails
 */
export async function regardless(
  logger: Pick<Logger, 'error'>,
  otherwise: string,
  action: () => Promise<unknown>,
): Promise<void> {
  try {
    await action();
  } catch (error) {
    logger.error(otherwise, error as Error);
  }
}
