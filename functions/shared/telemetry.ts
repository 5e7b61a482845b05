import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';

/** Namespace of every metric of this project; the dimension `service` tells where it comes from. */
const METRICS_NAMESPACE = 'PersonalizeMlops';

/** Structured JSON logs; `serviceName` is the function's name. The level comes from LOG_LEVEL. */
export function createLogger(serviceName: string): Logger {
  return new Logger({ serviceName });
}

/** Metrics in the embedded format: printed to the log, extracted by CloudWatch, no API call. */
export function createMetrics(service: 'Workflow' | 'Scheduler' | 'SolutionMetrics'): Metrics {
  return new Metrics({ namespace: METRICS_NAMESPACE, serviceName: service });
}
