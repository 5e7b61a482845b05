import { type Call, type Input, ServiceError, type WireRequest, type WireResponse } from '../service';
import { toWire } from './json';

/** How an operation appears in HTTP. What is neither in the path nor in the query is in the JSON body. */
export interface Route {
  readonly method: string;
  /** With the members that are part of it in braces: `/schedules/{Name}`. */
  readonly path: string;
  /** The query's names with their members. */
  readonly query?: Readonly<Record<string, QueryMember>>;
  /** Of the answer. Default: 200. */
  readonly status?: number;
}

export interface QueryMember {
  readonly member: string;
  /** A list is a name that is there several times. Default: text. */
  readonly type?: 'text' | 'number' | 'list';
}

export interface RestJsonOptions {
  /** Routes by operation. */
  readonly routes: Readonly<Record<string, Route>>;
  /** The member that carries the text of an error. */
  readonly messageMember: 'message' | 'Message';
}

/** AWS's REST JSON protocol: the operation in method and path, times in bodies as epoch seconds. */
export class RestJsonProtocol {
  private readonly patterns: readonly {
    operation: string;
    route: Route;
    names: readonly string[];
    pattern: RegExp;
  }[];

  constructor(private readonly options: RestJsonOptions) {
    this.patterns = Object.entries(options.routes).map(([operation, route]) => ({
      operation,
      route,
      names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      pattern: new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '([^/]+)')}/?$`),
    }));
  }

  decode(request: WireRequest): Call {
    for (const { operation, route, names, pattern } of this.patterns) {
      const match = request.method === route.method ? pattern.exec(request.path) : null;
      if (match === null) continue;
      const fromPath = names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]);
      const input = {
        ...readBody(request.body),
        ...readQuery(route, request.query),
        ...Object.fromEntries(fromPath),
      };
      return { operation, input };
    }
    throw new ServiceError(
      'UnknownOperationException',
      `There is no operation at ${request.method} ${request.path}.`,
      404,
    );
  }

  encode({ operation }: Call, output: unknown): WireResponse {
    const status = this.options.routes[operation]?.status ?? 200;
    return respond(status, toWire(output ?? {}));
  }

  encodeError(error: ServiceError): WireResponse {
    const body = { [this.options.messageMember]: error.message, ...error.fields };
    return respond(error.status, toWire(body), { 'x-amzn-errortype': error.code });
  }
}

function respond(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}

function readBody(body: Uint8Array): Input {
  if (body.length === 0) return {};
  try {
    return JSON.parse(new TextDecoder().decode(body)) as Input;
  } catch {
    throw new ServiceError('SerializationException', 'The request body is not JSON.');
  }
}

function readQuery({ query = {} }: Route, given: URLSearchParams): Input {
  const members = Object.entries(query)
    .filter(([name]) => given.has(name))
    .map(([name, { member, type = 'text' }]) => {
      if (type === 'list') return [member, given.getAll(name)];
      const text = given.get(name) ?? '';
      return [member, type === 'number' ? Number(text) : text];
    });
  return Object.fromEntries(members);
}
