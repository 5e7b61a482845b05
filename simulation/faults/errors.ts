import { ServiceError } from '../../emulator/core/service';
import declared from './declared-errors.json';
import { NOT_DRAWN_OF, TREATMENTS } from './treatments';

export interface WireError {
  readonly code: string;
  readonly status: number;
}

type Kind = 'refused' | 'failed';

/**
 * Errors that every operation may return, although the API models omit them. Sources: "Common errors" of the services' API references;
 * for S3, "Error responses" (November 2026).
 */
const COMMON: Readonly<Record<Kind, readonly WireError[]>> = {
  refused: [
    { code: 'ThrottlingException', status: 400 },
    { code: 'ServiceUnavailable', status: 503 },
  ],
  failed: [{ code: 'InternalFailure', status: 500 }],
};

const COMMON_OF: Readonly<Record<string, Readonly<Record<Kind, readonly WireError[]>>>> = {
  s3: {
    refused: [
      { code: 'SlowDown', status: 503 },
      { code: 'ServiceUnavailable', status: 503 },
    ],
    failed: [{ code: 'InternalError', status: 500 }],
  },
  sns: { refused: [{ code: 'Throttled', status: 429 }], failed: COMMON.failed },
};

interface DeclaredService {
  readonly operations: Readonly<Record<string, readonly string[]>>;
  readonly errors: Readonly<Record<string, WireError>>;
}

/** Errors that the API models declare, by signing name of the service. scripts/declared-errors.ts writes declared-errors.json. */
export const DECLARED: Readonly<Record<string, DeclaredService>> = declared.services;

/**
 * Returns the transient errors that an operation may return. `refused`: the request was not carried out. `failed`: the service failed,
 * perhaps after it had carried out the request.
 * @throws Error if the declared errors of the operation are not in the table
 */
export function drawable(kind: Kind, service: string, operation: string): readonly WireError[] {
  const key = `${kind} ${service} ${operation}`;
  const known = drawables.get(key) ?? listDrawable(kind, service, operation);
  drawables.set(key, known);
  return known;
}

/** Cache of `drawable`, by fault kind, service and operation. Every call of a simulation needs such a list. */
const drawables = new Map<string, readonly WireError[]>();

function listDrawable(kind: Kind, service: string, operation: string): readonly WireError[] {
  const names = DECLARED[service]?.operations[operation];
  if (names === undefined)
    throw new Error(`scripts/declared-errors.ts must list ${operation} of ${service}: the stack calls it.`);
  const drawn = TREATMENTS[service]?.[kind] ?? [];
  const own = names
    .filter((name) => drawn.includes(name) && !NOT_DRAWN_OF[operation]?.includes(name))
    .flatMap((name) => DECLARED[service]?.errors[name] ?? []);
  const { [kind]: common } = COMMON_OF[service] ?? COMMON;
  return [...own, ...common.filter(({ code }) => !own.some((error) => error.code === code))];
}

const MESSAGES: Readonly<Record<Kind, string>> = {
  refused: 'The request cannot be carried out now. Please try again.',
  failed: 'We encountered an internal error. Please try again.',
};

export function serviceError(kind: Kind, { code, status }: WireError): ServiceError {
  return new ServiceError(code, MESSAGES[kind], status);
}
