import { type ApiModel, type PlacedMember, type Structure, shapeName, shapeOf, structureOf } from '../api/model';
import type { Protocol } from '../emulated-service';
import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../service';
import { toWire } from './json';

export interface RestJsonOptions {
  /** API model, which gives each operation's method and path. */
  readonly model: ApiModel;
  readonly bodyOfError: (error: ServiceError) => Readonly<Record<string, unknown>>;
  /** Code of the error for a body that is not a JSON object. Default: `SerializationException`. */
  readonly notJson?: string;
}

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly path: RegExp;
  /** Names of the placeholders in the path, in order. */
  readonly names: readonly string[];
}

/** Query parameters that belong to signing, not to an operation. */
const SIGNING = /^X-Amz-/i;

/**
 * AWS's REST JSON protocol. Method and path identify the operation. The API model says where each member is: in path, query, headers or
 * body.
 */
export class RestJsonProtocol implements Protocol {
  private readonly routes: readonly Route[];

  constructor(private readonly options: RestJsonOptions) {
    this.routes = Object.entries(options.model.operations).map(([operation, { http }]) => {
      const { method = 'POST', requestUri = '/' } = http ?? {};
      return {
        operation,
        method,
        path: new RegExp(`^${requestUri.replaceAll(/\{\w+\}/g, '([^/]+)')}/?$`),
        names: [...requestUri.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      };
    });
  }

  decode(request: WireRequest): Call {
    for (const { operation, method, path, names } of this.routes) {
      const match = request.method === method ? path.exec(request.path) : null;
      if (match === null) continue;
      const inPath = new Map(names.map((name, index) => [name, decoded(match[index + 1] ?? '')]));
      return { operation, input: this.readInput(structureOf(this.options.model, operation, 'input'), request, inPath) };
    }
    throw new ServiceError(
      'UnknownOperationException',
      `There is no operation at ${request.method} ${request.path}.`,
      404,
    );
  }

  encode({ operation }: Call, output: unknown): WireResponse {
    const { model } = this.options;
    const { members, payload } = structureOf(model, operation, 'output');
    let status = model.operations[operation]?.http?.responseCode ?? 200;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    const body: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(output ?? {})) {
      if (value === undefined) continue;
      const member = members[name];
      const place = typeof member === 'object' ? member : undefined;
      if (place?.location === 'statusCode') status = Number(value);
      else if (place?.location === 'header') headers[place.name.toLowerCase()] = String(value);
      else body[name] = value;
    }
    if (payload !== undefined) return { status, headers, body: (body[payload] ?? '') as string | Uint8Array };
    return { status, headers, body: status === NO_CONTENT ? '' : JSON.stringify(toWire(body)) };
  }

  encodeError(error: ServiceError): WireResponse {
    const body = JSON.stringify(toWire({ ...this.options.bodyOfError(error), ...error.fields }));
    return {
      status: error.status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.code },
      body,
    };
  }

  private readInput(structure: Structure, request: WireRequest, inPath: ReadonlyMap<string, string>): Input {
    const placed = Object.entries(structure.members).flatMap(([name, member]) =>
      typeof member === 'object' ? [[name, this.valueAt(member, request, inPath)] as const] : [],
    );
    const names = new Set(
      Object.values(structure.members).map((member) => (typeof member === 'object' ? member.name : '')),
    );
    // Unknown query parameters keep their names, so that the refusal can name them.
    const unknown = [...request.query.keys()].filter((name) => !names.has(name) && !SIGNING.test(name));
    return Object.fromEntries([
      ...Object.entries(this.readBody(structure, request.body)),
      ...placed.filter(([, value]) => value !== undefined),
      ...unknown.map((name) => [name, request.query.get(name)]),
    ]);
  }

  /** Returns a member's value. Text becomes a number, a boolean or a list if the model says so. */
  private valueAt(member: PlacedMember, request: WireRequest, inPath: ReadonlyMap<string, string>): unknown {
    const { type } = shapeOf(this.options.model, shapeName(member));
    const { location, name } = member;
    if (location === 'querystring' && type === 'list') {
      return request.query.has(name) ? request.query.getAll(name) : undefined;
    }
    const text = {
      uri: () => inPath.get(name),
      querystring: () => request.query.get(name) ?? undefined,
      header: () => request.headers[name.toLowerCase()],
      headers: () => undefined,
      statusCode: () => undefined,
    }[location]();
    const isNumber = type === 'integer' || type === 'long' || type === 'double' || type === 'float';
    if (isNumber && text !== undefined && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
    if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
    return text;
  }

  private readBody({ payload }: Structure, body: Uint8Array): Input {
    if (payload !== undefined) return { [payload]: body };
    if (body.length === 0) return {};
    try {
      const value: unknown = JSON.parse(new TextDecoder().decode(body));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
    } catch {
      // Text that is not JSON is refused below, like JSON that is not an object.
    }
    const { notJson = 'SerializationException' } = this.options;
    throw new ServiceError(notJson, 'The request body is not a JSON object.');
  }
}

const NO_CONTENT = 204;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ServiceError('ValidationException', `The path has '${text}', which is not percent-encoded text.`);
  }
}
