import type { Protocol } from '../emulated-service';
import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../service';

export interface JsonProtocolOptions {
  /** The part of `X-Amz-Target` before the dot, e.g. `AmazonPersonalize`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  /** Headers that only this service adds to an error response. */
  readonly headersOfError?: (error: ServiceError) => Readonly<Record<string, string>>;
}

/** AWS's JSON 1.0 and 1.1 protocols: the operation is in a header, input and output are JSON, times are epoch seconds. */
export class JsonProtocol implements Protocol {
  constructor(private readonly options: JsonProtocolOptions) {}

  decode(request: WireRequest): Call {
    const [prefix, operation] = (request.headers['x-amz-target'] ?? '').split('.');
    if (prefix !== this.options.targetPrefix || operation === undefined) {
      throw new ServiceError('UnknownOperationException', `Unknown target '${request.headers['x-amz-target']}'.`);
    }
    return { operation, input: parseInput(request.body) };
  }

  encode(_call: Call, output: unknown): WireResponse {
    return this.respond(200, output === undefined ? '' : JSON.stringify(toWire(output)));
  }

  encodeError(error: ServiceError): WireResponse {
    return this.respond(error.status, JSON.stringify({ __type: error.code, message: error.message, ...error.fields }), {
      'x-amzn-errortype': error.code,
      ...this.options.headersOfError?.(error),
    });
  }

  private respond(status: number, body: string, headers: Record<string, string> = {}): WireResponse {
    return {
      status,
      headers: { 'content-type': `application/x-amz-json-${this.options.version}`, ...headers },
      body,
    };
  }
}

const decoder = new TextDecoder();

function parseInput(body: Uint8Array): Input {
  if (body.length === 0) return {};
  try {
    return JSON.parse(decoder.decode(body)) as Input;
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}

/** Converts each `Date` to epoch seconds with a fraction. Values without a `Date` are not copied. */
export function toWire(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return value.getTime() / 1000;
  let copy: Record<string, unknown> | undefined;
  for (const [name, member] of Object.entries(value)) {
    const onWire = toWire(member);
    if (onWire === member) continue;
    copy ??= (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
    copy[name] = onWire;
  }
  return copy ?? value;
}
