import { structureOf } from '../../emulator/core/api/model';
import { readInput } from '../../emulator/core/api/read-input';
import type { EmulatedService } from '../../emulator/core/emulated-service';
import type { ServiceError } from '../../emulator/core/service';

/**
 * Errors that operations need not declare. Source: the pages "Common Errors" of the API references (2026-11), and the protocols' own
 * errors.
 */
const COMMON = new Set([
  ...['AccessDenied', 'AccessDeniedException', 'MissingAction', 'MissingParameter', 'UnknownOperationException'],
  ...['SerializationException', 'ValidationError', 'ValidationException', 'MalformedInput', 'MalformedQueryString'],
  ...['InvalidAction', 'InvalidParameterCombination', 'InvalidParameterValue', 'InvalidRequestContentException'],
]);

/** Services that may return errors that their operations do not declare. Their models declare only few errors; the developer guides name the others. */
const UNDECLARED = new Set(['s3', 'sqs', 'sns', 'monitoring', 'iam']);

/**
 * Returns the violations of an error. A status of 500 or more is a violation, except for 501 (not implemented). So is an error that the
 * operation does not declare, unless it is in `COMMON` or the service is in `UNDECLARED`.
 */
export function judgeError(service: EmulatedService, operation: string, error: ServiceError): readonly string[] {
  const { errors } = service.model.operations[operation] ?? { errors: [] };
  if (error.status >= 500 && error.status !== 501) return [`an error of the server: ${error.code} ${error.message}`];
  if (errors.includes(error.code) || COMMON.has(error.code) || UNDECLARED.has(service.name)) return [];
  return [`the error ${error.code}, which ${operation} does not declare: ${error.message.slice(0, 200)}`];
}

export function judgeOutput(service: EmulatedService, operation: string, output: unknown): readonly string[] {
  const structure = structureOf(service.model, operation, 'output');
  const { unknown, mistyped } = readInput(
    { model: service.model, structure, implemented: 'all', texts: false },
    output ?? {},
  );
  return [
    ...unknown.map((path) => `an output with ${path}, which the API model does not have`),
    ...mistyped.map((text) => `an output of another type: ${text}`),
  ];
}
