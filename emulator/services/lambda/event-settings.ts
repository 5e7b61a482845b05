import type { Input } from '../../core/service';
import { permissionFor } from './destinations';
import { invalidParameter, wholeNumber } from './input';

/** The settings of PutFunctionEventInvokeConfig. */
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

const ATTEMPTS = { min: 0, max: 2 };
const AGE_SECONDS = { min: 60, max: 21_600 };

/** @throws ServiceError `InvalidParameterValueException` that names the member */
export function readEventSettings(input: Input): EventSettings {
  const destinations = (input.DestinationConfig ?? {}) as Readonly<Record<string, { Destination?: string }>>;
  const { OnFailure: onFailure, ...others } = destinations;
  if (Object.keys(others).length > 0)
    throw invalidParameter(`The local Lambda does not deliver ${Object.keys(others).join(', ')}.`);
  const destination = onFailure?.Destination;
  if (destination !== undefined && permissionFor(destination) === undefined) {
    throw invalidParameter(`The local Lambda delivers failures to SNS and SQS only, not to '${destination}'.`);
  }
  return {
    maximumRetryAttempts:
      wholeNumber(input, 'MaximumRetryAttempts', ATTEMPTS) ?? DEFAULT_EVENT_SETTINGS.maximumRetryAttempts,
    maximumEventAgeInSeconds:
      wholeNumber(input, 'MaximumEventAgeInSeconds', AGE_SECONDS) ?? DEFAULT_EVENT_SETTINGS.maximumEventAgeInSeconds,
    ...(destination !== undefined && { onFailure: destination }),
  };
}

/** Returns the settings as PutFunctionEventInvokeConfig does. */
export function describeEventSettings({
  maximumRetryAttempts,
  maximumEventAgeInSeconds,
  onFailure,
}: EventSettings): object {
  return {
    MaximumRetryAttempts: maximumRetryAttempts,
    MaximumEventAgeInSeconds: maximumEventAgeInSeconds,
    DestinationConfig: {
      OnSuccess: {},
      OnFailure: onFailure === undefined ? {} : { Destination: onFailure },
    },
  };
}
