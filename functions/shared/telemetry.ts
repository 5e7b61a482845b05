import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Namespace of every metric of this project; the dimension `service` tells where it comes from. */
export const METRICS_NAMESPACE = 'PersonalizeMlops';

export type MetricsService = 'Workflow' | 'Scheduler' | 'SolutionMetrics';

/** Structured JSON logs; `serviceName` is the function's name. The level comes from POWERTOOLS_LOG_LEVEL. */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}

/** Puts the run's id on every line from here on: one query over all log groups shows a run from end to end. */
export function correlate(logger: Logger, runId: string | undefined): void {
  logger.resetKeys();
  if (runId) logger.appendKeys({ runId });
}

/** Metrics in the embedded format: printed to the log, extracted by CloudWatch, no API call. */
export function createMetrics(service: MetricsService): Metrics {
  return new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
}
