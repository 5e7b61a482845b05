import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { type HttpServer, startHttpServer } from '../../../emulator/core/http-server';
import { EventsService } from '../../../emulator/services/eventbridge/service';
import { S3Service } from '../../../emulator/services/s3/service';
import { SnsService } from '../../../emulator/services/sns/service';
import { testAws } from '../../support/in-process';

let server: HttpServer;
let sns: SnsService;
let events: EventsService;
let waiting: () => Promise<void>;
let logged: string[];
/** Called before each operation. If it returns a promise, that promise is the result, and the operation is skipped. */
const failing = jest.fn<Promise<unknown> | undefined, []>();

beforeEach(async () => {
  const aws = testAws();
  sns = new SnsService(aws);
  events = new EventsService(aws);
  for (const service of [new S3Service(aws), sns, events]) aws.register(service);
  await aws.call('sns', 'CreateTopic', { Name: 'news' });
  failing.mockReset();
  aws.intercept((_call, perform) => failing() ?? perform());
  logged = [];
  server = await startHttpServer(aws, {
    port: 0,
    allowedHosts: ['host.docker.internal'],
    log: (line) => logged.push(line),
    local: async (method, path, body) => {
      if (path === '/_local/echo') return { status: 201, body: { method, path, body } };
      if (path !== '/_local/wait') return undefined;
      await waiting();
      return { status: 200, body: {} };
    },
  });
});

afterEach(async () => server.close());

const settings = () => ({
  region: 'us-east-1',
  endpoint: server.url,
  credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
  maxAttempts: 1,
});

/** Sends one request with the HTTP client of Node.js. */
async function send(
  path: string,
  {
    method = 'GET',
    headers = {},
    body = '',
    agent,
  }: { method?: string; headers?: Record<string, string>; body?: string; agent?: Agent },
) {
  const seen: string[] = [];
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(`${server.url}${path}`, { method, headers, agent }, resolve);
    request.on('error', reject);
    if (headers.expect === undefined) {
      request.end(body);
      return;
    }
    request.on('continue', () => {
      seen.push('continue');
      request.end(body);
    });
    request.flushHeaders();
  });
  let text = '';
  for await (const chunk of response) text += chunk;
  return { status: response.statusCode, headers: response.headers, text, seen };
}

const signedFor = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=any/20260114/us-east-1/${service}/aws4_request`,
});

describe('the HTTP server', () => {
  it('responds to clients of several services at one address', async () => {
    // Prepare
    const s3 = new S3Client({ ...settings(), forcePathStyle: true });
    const where = { Bucket: 'data', Key: 'a b/ü.csv' };
    const body = 'x'.repeat(300_000);

    // Act
    await s3.send(new CreateBucketCommand({ Bucket: 'data' }));
    await s3.send(new PutObjectCommand({ ...where, Body: body }));
    const got = await s3.send(new GetObjectCommand(where));
    const head = await s3.send(new HeadObjectCommand(where));
    const deleted = await s3.send(new DeleteObjectCommand(where));
    await new SNSClient(settings()).send(
      new PublishCommand({ TopicArn: 'arn:aws:sns:us-east-1:123456789012:news', Message: 'text' }),
    );
    await new EventBridgeClient(settings()).send(
      new PutEventsCommand({ Entries: [{ Source: 's', DetailType: 'd', Detail: '{}' }] }),
    );

    // Assess
    expect(await got.Body?.transformToString()).toBe(body);
    expect(head.ContentLength).toBe(300_000);
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    expect(sns.messages()).toMatchObject([{ message: { default: 'text' } }]);
    expect(events.events()).toMatchObject([{ source: 's' }]);
  });

  it('sends 100 Continue to a client that waits for it before sending the body, as SDKs do for large uploads', async () => {
    // Prepare
    await send('/data', { method: 'PUT', headers: signedFor('s3') });

    // Act
    const put = await send('/data/key', {
      method: 'PUT',
      headers: { ...signedFor('s3'), expect: '100-continue' },
      body: 'text',
    });

    // Assess
    expect(put).toMatchObject({ status: 200, seen: ['continue'] });
    expect((await send('/data/key', { headers: signedFor('s3') })).text).toBe('text');
  });

  it('passes known paths below /_local/ to their handler, and refuses unknown paths', async () => {
    // Act
    const echoed = await send('/_local/echo', { method: 'POST', body: '{"seconds":1}' });
    const unknown = await send('/_local/nope', {});

    // Assess
    expect(echoed.status).toBe(201);
    expect(JSON.parse(echoed.text)).toEqual({ method: 'POST', path: '/_local/echo', body: '{"seconds":1}' });
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain('There is no GET /_local/nope.');
  });

  it('logs status, method and path of each request, and the operation if the body names it', async () => {
    // Act
    const headers = { ...signedFor('sns'), 'content-type': 'application/x-www-form-urlencoded' };
    await send('/', { method: 'POST', headers, body: 'Action=ListTopics&Version=2010-03-31' });
    await send('/data/key', { headers: signedFor('s3') });

    // Assess
    expect(logged).toEqual(['200 POST / ListTopics', '404 GET /data/key']);
  });

  it('escapes control characters of requests in its log, so that no request can control the terminal', async () => {
    // Prepare
    const form = { ...signedFor('sns'), 'content-type': 'application/x-www-form-urlencoded' };
    const target = { ...signedFor('events'), 'x-amz-target': 'AWSEvents.\x9b31mX' };

    // Act
    await send('/', { method: 'POST', headers: form, body: 'Action=%1b%5d0;pwned%07' });
    await send('/', { method: 'POST', headers: target });

    // Assess
    expect(logged).toEqual(['400 POST / \\u001b]0;pwned\\u0007', '400 POST / AWSEvents.\\u009b31mX']);
  });

  it('refuses to start on a port that is in use, with an error that names the port', async () => {
    const again = startHttpServer(testAws(), { port: server.port, local: async () => undefined });
    await expect(again).rejects.toThrow(`Port ${server.port} of 127.0.0.1 is in use`);
  });

  it('lists its services when it refuses a request for an unknown service', async () => {
    // Act
    const answer = await send('/', { method: 'POST', headers: signedFor('glue') });

    // Assess
    expect(answer.status).toBe(501);
    expect(answer.text).toContain("The local AWS has no service 'glue'; it has: events, s3, sns.");
  });

  it.each([
    ['ec2', 'application/x-www-form-urlencoded; charset=utf-8', '<Response><Errors><Error><Code>UnknownService<'],
    ['autoscaling', 'application/x-www-form-urlencoded', '<ErrorResponse><Error><Type>Sender</Type><Code>Unkn'],
    ['route53', '', '<ErrorResponse><Error><Type>Sender</Type><Code>UnknownService</Code><Message>The local AWS'],
    ['glue', 'application/x-amz-json-1.1', '{"__type":"UnknownService","message":"The local AWS'],
  ])("refuses the unknown service %s with an error in that service's protocol", async (service, type, expected) => {
    // Act
    const headers = { ...signedFor(service), 'content-type': type };
    const answer = await send('/', { method: 'POST', headers });

    // Assess
    expect(answer.status).toBe(501);
    expect(answer.text).toContain(expected);
  });

  it("answers with an internal failure in the service's protocol if an operation throws, prints the error, and goes on", async () => {
    // Prepare
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    failing.mockRejectedValueOnce(new TypeError('x is undefined'));

    // Act
    const failed = await send('/', {
      method: 'POST',
      headers: { ...signedFor('events'), 'x-amz-target': 'AWSEvents.PutRule' },
      body: '{"Name":"r"}',
    });
    const next = await send('/', {
      method: 'POST',
      headers: { ...signedFor('events'), 'x-amz-target': 'AWSEvents.ListRules' },
      body: '{}',
    });

    // Assess
    expect(failed).toMatchObject({ status: 500, headers: { 'x-amzn-errortype': 'InternalFailure' } });
    expect(JSON.parse(failed.text)).toMatchObject({ message: 'The local AWS failed: x is undefined' });
    expect(printed).toHaveBeenCalledWith(
      expect.stringContaining('POST / AWSEvents.PutRule {"Name":"r"}'),
      expect.any(TypeError),
    );
    expect(next.status).toBe(200);
    printed.mockRestore();
  });

  it('escapes control characters of a failed request when it prints the request', async () => {
    // Prepare
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    failing.mockRejectedValueOnce(new TypeError('x is undefined'));
    const headers = { ...signedFor('events'), 'x-amz-target': 'AWSEvents.ListRules' };

    // Act
    await send('/', { method: 'POST', headers, body: '{"NamePrefix":"\x9b31m"}' });

    // Assess
    expect(printed).toHaveBeenCalledWith(expect.stringContaining('{"NamePrefix":"\\u009b31m"}'), expect.any(TypeError));
    printed.mockRestore();
  });

  it('answers with status 500 if a response header has a character that HTTP does not allow', async () => {
    // Prepare
    const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    await send('/data', { method: 'PUT', headers: signedFor('s3') });
    await send('/data/key', { method: 'PUT', headers: signedFor('s3') });

    // Act
    const failed = await send('/data/key?response-content-type=%0A', { headers: signedFor('s3') });

    // Assess
    expect(failed.status).toBe(500);
    expect(printed).toHaveBeenCalled();
    printed.mockRestore();
  });

  it('stops although a client keeps its connection open', async () => {
    // Prepare
    const agent = new Agent({ keepAlive: true });
    await send('/_local/echo', { agent });

    // Act
    await server.close();

    // Assess
    await expect(send('/_local/echo', { agent })).rejects.toMatchObject({
      code: expect.stringMatching(/^ECONN/),
    });
    agent.destroy();
    server = { ...server, close: async () => undefined };
  });

  it('responds to requests in progress before it stops, and closes their connections', async () => {
    // Prepare
    const agent = new Agent({ keepAlive: true });
    let goOn: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    const asked = new Promise<void>((resolve) => {
      waiting = async () => {
        resolve();
        await held;
      };
    });
    const answer = send('/_local/wait', { agent });
    await asked;

    // Act
    const closed = server.close();
    goOn();

    // Assess
    expect(await answer).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await closed;
    agent.destroy();
    server = { ...server, close: async () => undefined };
  });
});

describe('a request to the HTTP server', () => {
  const echo = (headers: Record<string, string>) => send('/_local/echo', { headers });

  it.each([
    ['the address of the server', {}],
    ['localhost', { host: 'localhost:4566' }],
    ['a bucket name as a subdomain of localhost', { host: 'data.localhost:4566' }],
    ['the loopback address of IPv6', { host: '[::1]:4566' }],
    ['an explicitly allowed host', { host: 'Host.Docker.Internal:4566' }],
    ['a web page on this machine', { origin: 'http://localhost:3000' }],
  ])('is answered if its host or origin is %s', async (_, headers) => {
    // Act
    const { status } = await echo(headers);

    // Assess
    expect(status).toBe(201);
  });

  it('is refused if the browser marks it as sent by another site', async () => {
    // Act
    const { status, text } = await echo({ 'sec-fetch-site': 'cross-site' });

    // Assess
    expect(status).toBe(403);
    expect(JSON.parse(text).message).toContain('refuses requests from web pages');
  });

  it.each([
    ['an unknown host name, which might resolve to this machine', { host: 'evil.example:4566' }, 'evil.example:4566'],
    [
      'an unknown host name that only begins with localhost',
      { host: 'localhost.evil.example' },
      'localhost.evil.example',
    ],
    ['a web page of another site', { origin: 'https://evil.example' }, 'evil.example'],
    ['null, which browsers send for a page without an origin', { origin: 'null' }, 'null'],
  ])('is refused if its host or origin is %s', async (_, headers, name) => {
    // Act
    const { status, text } = await echo(headers);

    // Assess
    expect(status).toBe(403);
    expect(JSON.parse(text).message).toContain(
      `The request names "${name}": if you trust this name, start \`serve\` with --allow-host.`,
    );
  });
});
