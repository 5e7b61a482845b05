import { type Input, ServiceError } from '../service';
import { permissionFor } from './destinations';

/** PutFunctionEventInvokeConfig, read. */
export interface EventSettings {
  readonly maximumRetryAttempts: number;
  readonly maximumEventAgeInSeconds: number;
  /** ARN of an SNS topic or an SQS queue. */
  readonly onFailure?: string;
}

export const DEFAULT_EVENT_SETTINGS: EventSettings = {
  maximumRetryAttempts: 2,
  maximumEventAgeInSeconds: 21_600,
};

const MEMBERS = ['FunctionName', 'MaximumRetryAttempts', 'MaximumEventAgeInSeconds', 'DestinationConfig'];
const LIMITS = {
  MaximumRetryAttempts: { least: 0, most: 2 },
  MaximumEventAgeInSeconds: { least: 60, most: 21_600 },
};

/** @throws ServiceError `InvalidParameterValueException` that names the member */
export function readEventSettings(input: Input): EventSettings {
  const unknown = Object.keys(input).filter((member) => !MEMBERS.includes(member));
  if (unknown.length > 0)
    throw invalid(`The local Lambda does not know ${unknown.join(', ')} of PutFunctionEventInvokeConfig.`);
  const destinations = (input.DestinationConfig ?? {}) as Readonly<Record<string, { Destination?: string }>>;
  const { OnFailure: onFailure, ...others } = destinations;
  if (Object.keys(others).length > 0)
    throw invalid(`The local Lambda does not deliver ${Object.keys(others).join(', ')}.`);
  const destination = onFailure?.Destination;
  if (destination !== undefined && permissionFor(destination) === undefined) {
    throw invalid(`The local Lambda delivers failures to SNS and SQS only, not to '${destination}'.`);
  }
  return {
    maximumRetryAttempts:
      bounded(input, 'MaximumRetryAttempts') ?? DEFAULT_EVENT_SETTINGS.maximumRetryAttempts,
    maximumEventAgeInSeconds:
      bounded(input, 'MaximumEventAgeInSeconds') ?? DEFAULT_EVENT_SETTINGS.maximumEventAgeInSeconds,
    ...(destination !== undefined && { onFailure: destination }),
  };
}

function bounded(input: Input, member: keyof typeof LIMITS): number | undefined {
  const value = input[member];
  if (value === undefined) return undefined;
  const { least, most } = LIMITS[member];
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw invalid(`${member} is ${JSON.stringify(value)}; it must be a whole number from ${least} to ${most}.`);
}

function invalid(message: string): ServiceError {
  return new ServiceError('InvalidParameterValueException', message);
}
