import { type Input, ServiceError } from '../../core/service';

/** Largest payloads of Invoke, in bytes. */
const LIMITS = { RequestResponse: 6_291_456, Event: 1_048_576 };

/** @returns the payload as JSON text; each attempt parses it again, because a handler may change its event */
export function readPayload(input: Input, type: keyof typeof LIMITS): string {
  const given = input.Payload ?? '';
  const text = typeof given === 'string' ? given : new TextDecoder().decode(given as Uint8Array);
  const limit = LIMITS[type];
  if (Buffer.byteLength(text) > limit) {
    throw new ServiceError(
      'RequestTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
      413,
    );
  }
  if (text === '') return '{}';
  try {
    JSON.parse(text);
  } catch (error) {
    throw new ServiceError(
      'InvalidRequestContentException',
      `Could not parse request body into json: ${String(error)}`,
    );
  }
  return text;
}
