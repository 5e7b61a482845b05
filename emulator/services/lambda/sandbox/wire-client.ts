import { EventEmitter } from 'node:events';
import { Readable } from 'node:stream';
import { compileFunction } from 'node:vm';
import type { WireRequest, WireResponse } from '../../../core/service';
import { refusingModule } from './refusing-module';

/** Responds to a request of a function. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/**
 * Node's module `http` or `https` for a function. It has the parts that SDK clients use, and sends requests to the transport instead of a
 * socket.
 */
export function wireModule(name: 'http' | 'https', real: object, transport: Transport): object {
  const request = (options: unknown, onResponse?: (response: Readable) => void) =>
    new WireClientRequest(requestOptions(name, options), transport, onResponse);
  return refusingModule(name, real, { request, Agent, globalAgent: new Agent() });
}

interface RequestOptions {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

function requestOptions(name: string, options: unknown): RequestOptions {
  if (options === null || typeof options !== 'object' || options instanceof URL) {
    throw new Error(`The local Lambda's ${name}.request takes an options object, as SDK clients pass it.`);
  }
  const { method = 'GET', host, hostname, path = '/', headers = {} } = options as Partial<Record<string, string>>;
  return { method, host: host ?? hostname ?? '', path, headers: headers as RequestOptions['headers'] };
}

class Agent {
  readonly sockets = {};
  readonly requests = {};
  readonly maxSockets = Number.POSITIVE_INFINITY;
  readonly keepAlive = false;
  destroy(): void {}
}

/** A socket that is connected from the start. It never times out, because responses take no real time. */
class Socket extends EventEmitter {
  readonly connecting = false;
  setKeepAlive(): this {
    return this;
  }
  setTimeout(): this {
    return this;
  }
  destroy(): this {
    return this;
  }
}

/** Replaces `http.ClientRequest`. It is not a stream, because streams are slow and a write never has to wait. */
class WireClientRequest extends EventEmitter {
  readonly socket = new Socket();
  private readonly headers: Readonly<Record<string, string>>;
  private readonly chunks: Uint8Array[] = [];
  private destroyed = false;

  constructor(
    private readonly options: RequestOptions,
    private readonly transport: Transport,
    onResponse: ((response: Readable) => void) | undefined,
  ) {
    super();
    this.headers = { host: options.host, ...lowerCase(options.headers) };
    if (onResponse !== undefined) this.once('response', onResponse);
    process.nextTick(() => {
      this.emit('socket', this.socket);
      if (this.headers.expect === '100-continue') this.emit('continue');
    });
  }

  setTimeout(): this {
    return this;
  }

  write(chunk: string | Uint8Array): boolean {
    this.chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return true;
  }

  end(chunk?: string | Uint8Array): this {
    if (chunk !== undefined) this.write(chunk);
    process.nextTick(() => this.send());
    return this;
  }

  destroy(error?: Error): this {
    if (this.destroyed) return this;
    this.destroyed = true;
    process.nextTick(() => {
      if (error !== undefined) this.emit('error', error);
      this.emit('close');
    });
    return this;
  }

  private send(): void {
    const [path = '/', query = ''] = splitOnce(this.options.path, '?');
    const [only, ...others] = this.chunks;
    this.transport({
      method: this.options.method,
      path,
      query: new URLSearchParams(query),
      headers: this.headers,
      body: only !== undefined && others.length === 0 ? only : Buffer.concat(this.chunks),
    }).then(
      (response) => this.respond(response),
      (error) => this.destroy('code' in error ? asSocketError(error) : error),
    );
  }

  private respond(answer: WireResponse): void {
    if (this.destroyed) return;
    const body = this.options.method === 'HEAD' ? '' : answer.body;
    const response = new WireIncomingMessage(answer, Buffer.from(body));
    response.once('close', () => this.emit('close'));
    this.emit('response', response);
  }
}

/** Replaces `http.IncomingMessage`: a stream whose data are all available from the start. */
class WireIncomingMessage extends Readable {
  readonly statusCode: number;
  readonly statusMessage = '';
  readonly headers: Readonly<Record<string, string>>;
  readonly httpVersion = '1.1';

  constructor(
    { status, headers }: WireResponse,
    private readonly content: Buffer,
  ) {
    super();
    this.statusCode = status;
    this.headers = headers;
  }

  override _read(): void {
    if (this.content.length > 0) this.push(this.content);
    this.push(null);
  }

  /** Passes the body in one piece, so that SDK clients need not wait for the stream to flow. */
  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    destination.end(this.content);
    this.destroy();
    return destination;
  }
}

/**
 * The class `Error` that the code of functions uses. SDK clients test errors with `instanceof Error`. Under Jest, this
 * module's own `Error` would fail this test, because it is another class.
 */
const ErrorOfFunctions = compileFunction('return Error')() as ErrorConstructor;

function asSocketError({ message, code }: { readonly message: string; readonly code: string }): Error {
  return Object.assign(new ErrorOfFunctions(message), { code });
}

function lowerCase(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const name in headers) lower[name.toLowerCase()] = String(headers[name]);
  return lower;
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
