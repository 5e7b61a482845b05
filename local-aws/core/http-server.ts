import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Aws } from './aws';
import type { WireRequest, WireResponse } from './service';

/** Answers requests beside AWS's own, under `/_local/`. The body of the answer is sent as JSON. */
export type LocalHandler = (
  method: string,
  path: string,
  body: string,
) => Promise<{ readonly status: number; readonly body: unknown } | undefined>;

/** What answers requests. */
type AnsweringAws = Pick<Aws, 'handle' | 'clock'>;

export interface HttpServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly local: LocalHandler;
}

export interface HttpServer {
  readonly port: number;
  /** For `aws --endpoint-url`. */
  readonly url: string;
  /** Answers what has been asked and takes no more. */
  close(): Promise<void>;
}

/** Only from this machine: the local AWS checks nobody's signature. */
const HOST = '127.0.0.1';

const LOCAL_PREFIX = '/_local/';

/** Every service of the local AWS at one endpoint; the credential scope of a request's signature names the service. */
export async function startHttpServer(
  aws: AnsweringAws,
  { port, local }: HttpServerOptions,
): Promise<HttpServer> {
  const server = createServer();
  // Node answers `Expect: 100-continue`, with which clients begin large uploads, by itself.
  server.on('request', (request, response) => {
    answer(aws, local, request)
      .catch((error: unknown) => failure(error))
      .then((answered) => {
        // Once the server is closing, an open connection would keep it.
        response.shouldKeepAlive = server.listening;
        send(request, response, answered);
      });
  });
  await listen(server, port);
  const { port: bound } = server.address() as AddressInfo;
  return { port: bound, url: `http://${HOST}:${bound}`, close: () => close(server) };
}

async function answer(
  aws: AnsweringAws,
  local: LocalHandler,
  incoming: IncomingMessage,
): Promise<WireResponse> {
  const request = await toWireRequest(incoming);
  if (!request.path.startsWith(LOCAL_PREFIX)) return dated(await aws.handle(request), aws.clock.now());
  const answered = await local(request.method, request.path, new TextDecoder().decode(request.body));
  return answered === undefined
    ? json(404, { message: `There is no ${request.method} ${request.path}.` })
    : json(answered.status, answered.body);
}

/** Clients learn AWS's time from its answers: here it is the virtual one. */
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

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: WireResponse,
): void {
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304;
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  // A HEAD answer tells the length of the body that it leaves out, which only the service knows.
  const length = bodiless ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(status, { ...headers, ...length });
  response.end(bodiless ? undefined : bytes);
}

/** A bug in the local AWS: told to the client and, with its stack, to whoever watches the server. */
function failure(error: unknown): WireResponse {
  console.error(error);
  return json(500, {
    __type: 'InternalFailure',
    message: error instanceof Error ? error.message : String(error),
  });
}

function json(status: number, body: unknown): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    // Clients keep connections open for a next request; without this the server would wait for them.
    server.closeIdleConnections();
  });
}
