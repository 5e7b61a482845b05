import { ServiceError } from '../../core/service';

/** HTTP status of each error, and the error's code in SQS's former query protocol. SQS still sends the former code in a header, and boto3 reports it. */
const ERRORS = {
  InvalidAttributeName: [400, 'InvalidAttributeName'],
  InvalidAttributeValue: [400, 'InvalidAttributeValue'],
  InvalidMessageContents: [400, 'InvalidMessageContents'],
  InvalidParameterValue: [400, 'InvalidParameterValue'],
  MissingParameter: [400, 'MissingParameter'],
  QueueDoesNotExist: [400, 'AWS.SimpleQueueService.NonExistentQueue'],
  QueueNameExists: [400, 'QueueAlreadyExists'],
  ReceiptHandleIsInvalid: [400, 'ReceiptHandleIsInvalid'],
  UnsupportedOperation: [400, 'AWS.SimpleQueueService.UnsupportedOperation'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type SqsErrorCode = keyof typeof ERRORS;

export function sqsError(code: SqsErrorCode, message: string): ServiceError {
  return new ServiceError(code, message, ERRORS[code][0]);
}

/** Value of the header `x-amzn-query-error`. */
export function queryError({ code, status }: ServiceError): string {
  const known = code in ERRORS ? ERRORS[code as SqsErrorCode][1] : code;
  return `${known};${status < 500 ? 'Sender' : 'Receiver'}`;
}
