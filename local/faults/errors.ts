import { ServiceError } from '../service';

interface Refusal {
  readonly code: string;
  readonly status: number;
}

/** How services ask to be called less often. Source: the services' API references. */
const THROTTLING: Readonly<Record<string, Refusal>> = {
  s3: { code: 'SlowDown', status: 503 },
  dynamodb: { code: 'ProvisionedThroughputExceededException', status: 400 },
  lambda: { code: 'TooManyRequestsException', status: 429 },
  scheduler: { code: 'ThrottlingException', status: 429 },
  sns: { code: 'Throttled', status: 429 },
};

const DEFAULT_THROTTLING: Refusal = { code: 'ThrottlingException', status: 400 };

/** How services fail. */
const FAILURES: Readonly<Record<string, Refusal>> = {
  s3: { code: 'InternalError', status: 500 },
  dynamodb: { code: 'InternalServerError', status: 500 },
  lambda: { code: 'ServiceException', status: 500 },
  scheduler: { code: 'InternalServerException', status: 500 },
  sns: { code: 'InternalError', status: 500 },
  events: { code: 'InternalException', status: 500 },
};

const DEFAULT_FAILURE: Refusal = { code: 'InternalFailure', status: 500 };

export function throttled(service: string): ServiceError {
  const { code, status } = THROTTLING[service] ?? DEFAULT_THROTTLING;
  return new ServiceError(code, 'Rate exceeded.', status);
}

export function failed(service: string): ServiceError {
  const { code, status } = FAILURES[service] ?? DEFAULT_FAILURE;
  return new ServiceError(code, 'We encountered an internal error. Please try again.', status);
}
