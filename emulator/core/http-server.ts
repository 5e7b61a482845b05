import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { printable } from '../../lib/text/format';
import type { Aws } from './aws';
import { refusalOf } from './local-names';
import type { WireRequest, WireResponse } from './service';

/** Responds to requests under `/_local/`, which are not part of AWS's APIs. The result's `body` is sent as JSON; no result becomes a 404. */
export type LocalHandler = (
  method: string,
  path: string,
  body: string,
) => Promise<{ readonly status: number; readonly body: unknown } | undefined>;

type AnsweringAws = Pick<Aws, 'respond' | 'clock'>;

export interface HttpServerOptions {
  /** 0 selects a free port. */
  readonly port: number;
  readonly local: LocalHandler;
  /** Host names that requests may have, in addition to local names. Default: none. */
  readonly allowedHosts?: readonly string[];
  /**
   * Receives a printable line for each answered request: status, method, path with query, and the operation if a header
   * or the body names it.
   */
  readonly log?: (line: string) => void;
}

export interface HttpServer {
  readonly port: number;
  /** URL for `aws --endpoint-url`. */
  readonly url: string;
  /** Stops accepting requests, then waits for the requests in progress. */
  close(): Promise<void>;
}

/** Only local connections are accepted, because the local AWS checks no signatures. */
const HOST = '127.0.0.1';

const LOCAL_PREFIX = '/_local/';

/** Serves every service of the local AWS at one endpoint. The credential scope of a request's signature names the service. */
export async function startHttpServer(aws: AnsweringAws, options: HttpServerOptions): Promise<HttpServer> {
  const server = createServer();
  // Node itself answers `Expect: 100-continue`, which clients send before large uploads.
  server.on('request', (request, response) => {
    answer(aws, options, request)
      .then((answered) => {
        // While the server closes, each response closes its connection, because an open connection would keep the
        // server alive.
        response.shouldKeepAlive = server.listening;
        send(request, response, answered);
      })
      // Sends status 500 if `local` fails, or if the response cannot be sent, e.g. because a header contains a forbidden character.
      .catch((error: unknown) => {
        // A client that ended in the middle of its request needs no response.
        if (request.complete) send(request, response, failure(nameOf(request), error));
      });
  });
  await listen(server, options.port);
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, url: `http://${HOST}:${bound}`, close: () => close(server) };
}

async function answer(
  aws: AnsweringAws,
  { local, allowedHosts = [], log }: HttpServerOptions,
  incoming: IncomingMessage,
): Promise<WireResponse> {
  const request = await toWireRequest(incoming);
  const refusal = refusalOf(incoming.headers, allowedHosts);
  const response =
    refusal === undefined ? await respond(aws, local, incoming, request) : json(403, { message: refusal });
  log?.(printable([response.status, nameOf(incoming), actionOf(request)].join(' ').trimEnd()));
  return response;
}

async function respond(
  aws: AnsweringAws,
  local: LocalHandler,
  incoming: IncomingMessage,
  request: WireRequest,
): Promise<WireResponse> {
  if (!request.path.startsWith(LOCAL_PREFIX)) {
    const answered = await aws.respond(request, (error) => report(nameOf(incoming), error, request.body));
    return dated(answered, aws.clock.now());
  }
  const answered = await local(request.method, request.path, new TextDecoder().decode(request.body));
  return answered === undefined
    ? json(404, { message: `There is no ${request.method} ${request.path}.` })
    : json(answered.status, answered.body);
}

/** Adds the header `date`, from which clients read AWS's time. */
function dated(response: WireResponse, now: number): WireResponse {
  return { ...response, headers: { ...response.headers, date: new Date(now).toUTCString() } };
}

async function toWireRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = incoming.url ?? '/';
  const question = url.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: question < 0 ? url : url.slice(0, question),
    query: new URLSearchParams(question < 0 ? '' : url.slice(question + 1)),
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]),
    ),
    body: Buffer.concat(chunks),
  };
}

function send(request: IncomingMessage, response: ServerResponse, { status, headers, body }: WireResponse): void {
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // A HEAD response omits the body. Only the service knows the body's length, so the service sets `content-length`.
  const length = bodiless ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(status, { ...headers, ...length });
  response.end(bodiless ? undefined : bytes);
}

function nameOf({ method, url, headers }: IncomingMessage): string {
  return [method, url, headers['x-amz-target']].filter((part) => part !== undefined).join(' ');
}

/** Operation that the body of a request in AWS's query protocol names; empty for other protocols. */
function actionOf({ headers, body }: WireRequest): string {
  if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return '';
  return new URLSearchParams(new TextDecoder().decode(body)).get('Action') ?? '';
}

/** Maximum number of printed characters of a request's body. */
const PRINTED = 2000;

/** Prints a bug of the local AWS with its stack and the request that caused it. */
function report(request: string, error: unknown, body: Uint8Array = new Uint8Array()): void {
  const sent = printable(`${request} ${new TextDecoder().decode(body).slice(0, PRINTED)}`);
  console.error(`The local AWS failed on ${sent}`, error);
}

function failure(request: string, error: unknown): WireResponse {
  report(request, error);
  return json(500, {
    __type: 'InternalFailure',
    message: error instanceof Error ? error.message : String(error),
  });
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** @throws Error that names the port if it is in use */
function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EADDRINUSE') return reject(error);
      reject(new Error(`Port ${port} of ${HOST} is in use: stop the other process, or choose another --port.`));
    });
    server.listen(port, HOST, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    // Clients keep idle connections open, and the server would wait for them.
    server.closeIdleConnections();
  });
}
