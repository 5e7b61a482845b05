import { ServiceError } from '../../../core/service';
import { StatesError } from '../errors';
import type { JsonObject } from '../json';
import type { TaskRequest } from './integration';
import { sorted } from './to-json';

/** Names of a service's errors in an optimized integration. They are the names in the AWS SDK for Java 1. */
export interface ErrorStyle {
  /** Part of an error's name before the dot, e.g. `DynamoDB`. */
  readonly prefix: string;
  /** Service name in the cause, e.g. `AmazonDynamoDBv2`. */
  readonly serviceName: string;
  /** Common name of all errors that the API model lacks, e.g. `AmazonDynamoDBException`. Access denied is such an error. */
  readonly unmodelled: string;
  /** Names of the errors in the API model, without the suffix `Exception`. */
  readonly modelled: readonly string[];
}

/**
 * Runs the call of an optimized integration. If the service returns an error, throws a StatesError with the name that Step Functions uses.
 * The cause contains the service's message.
 */
export async function withErrorStyle<T>(style: ErrorStyle, request: TaskRequest, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const shape = error.code.replace(/Exception$/, '');
    const name = style.modelled.includes(shape) ? `${shape}Exception` : style.unmodelled;
    throw new StatesError(
      `${style.prefix}.${name}`,
      `${error.message} (Service: ${style.serviceName}; Status Code: ${error.status}; Error Code: ${error.code}; ` +
        `Request ID: ${request.execution.random.uuid()}; Proxy: null)`,
    );
  }
}

/** Adds the SDK's metadata to a response. The results of most optimized integrations have these metadata. */
export function withSdkMetadata(response: JsonObject, { execution }: TaskRequest, status = 200): JsonObject {
  const requestId = execution.random.uuid();
  const headers = {
    Date: new Date(execution.aws.clock.now()).toUTCString(),
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    Connection: 'keep-alive',
  };
  return sorted({
    ...response,
    SdkHttpMetadata: {
      AllHttpHeaders: {
        Date: [headers.Date],
        'Content-Type': [headers['Content-Type']],
        'x-amzn-RequestId': [requestId],
        Connection: [headers.Connection],
      },
      HttpHeaders: headers,
      HttpStatusCode: status,
    },
    SdkResponseMetadata: { RequestId: requestId },
  });
}
