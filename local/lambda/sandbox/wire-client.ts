import { EventEmitter } from 'node:events';
import { Readable, Writable } from 'node:stream';
import type { WireRequest, WireResponse } from '../../service';
import { refusingModule } from './refusing-module';

/** Answers a request of a function. Never settles once the function's process is gone. */
export type Transport = (request: WireRequest) => Promise<WireResponse>;

/** Node's `http` and `https` for a function: what SDK clients use of them, ending at the transport instead of a socket. */
export function wireClient(name: 'http' | 'https', real: object, transport: Transport): object {
  const request = (options: unknown, onResponse?: (response: Readable) => void) =>
    new Request(checkOptions(name, options), transport, onResponse);
  return refusingModule(name, real, { request, Agent, globalAgent: new Agent() });
}

interface RequestOptions {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

function checkOptions(name: string, options: unknown): RequestOptions {
  if (options === null || typeof options !== 'object' || options instanceof URL) {
    throw new Error(`The local Lambda's ${name}.request takes an options object, as SDK clients pass it.`);
  }
  const {
    method = 'GET',
    host,
    hostname,
    path = '/',
    headers = {},
  } = options as Partial<Record<string, string>>;
  return { method, host: host ?? hostname ?? '', path, headers: headers as RequestOptions['headers'] };
}

class Agent {
  readonly sockets = {};
  readonly requests = {};
  readonly maxSockets = Number.POSITIVE_INFINITY;
  readonly keepAlive = false;
  destroy(): void {}
}

/** Connected from the start, and never idle: answers take no real time. */
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

/** Stands for `http.ClientRequest`. */
class Request extends Writable {
  readonly socket = new Socket();
  private readonly chunks: Uint8Array[] = [];

  constructor(
    private readonly options: RequestOptions,
    private readonly transport: Transport,
    onResponse: ((response: Readable) => void) | undefined,
  ) {
    super({ autoDestroy: false });
    if (onResponse !== undefined) this.once('response', onResponse);
    process.nextTick(() => {
      this.emit('socket', this.socket);
      if (lowerCase(options.headers).expect === '100-continue') this.emit('continue');
    });
  }

  setTimeout(): this {
    return this;
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    done();
    const [path = '/', query = ''] = splitOnce(this.options.path, '?');
    const headers = { host: this.options.host, ...lowerCase(this.options.headers) };
    this.transport({
      method: this.options.method,
      path,
      query: new URLSearchParams(query),
      headers,
      body: Buffer.concat(this.chunks),
    }).then(
      (response) => this.respond(response),
      (error) => this.destroy(error),
    );
  }

  private respond(answer: WireResponse): void {
    if (this.destroyed) return;
    const body = this.options.method === 'HEAD' ? '' : answer.body;
    const response = Object.assign(new Readable({ read: () => undefined }), {
      statusCode: answer.status,
      statusMessage: '',
      headers: answer.headers,
      httpVersion: '1.1',
    });
    if (body.length > 0) response.push(Buffer.from(body));
    response.push(null);
    response.once('close', () => this.emit('close'));
    this.emit('response', response);
  }
}

function lowerCase(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function splitOnce(text: string, separator: string): string[] {
  const index = text.indexOf(separator);
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}
