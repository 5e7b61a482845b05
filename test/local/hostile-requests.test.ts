import { connect } from 'node:net';
import { type HttpServer, startHttpServer } from '../../emulator/core/http-server';
import { control } from '../../local/control';
import type { Account } from '../support/account';
import { accounts } from '../support/accounts';
import { HOSTILE, TRACE } from '../support/hostile';

const { openQuick, shared } = accounts();
const empty = shared(() => openQuick());

let account: Account;
let server: HttpServer;
const printed = jest.spyOn(console, 'error').mockImplementation(() => undefined);
beforeAll(async () => {
  account = await empty();
  server = await startHttpServer(account.local.aws, {
    port: 0,
    local: (method, path, body) => control(account.local, method, path, body),
  });
});
afterEach(() => printed.mockClear());
afterAll(() => server.close());

interface Sent {
  readonly line?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Sends a request without encoding or checking it. @returns the whole response, head included */
function send({ line = 'POST / HTTP/1.1', headers = {}, body = '' }: Sent): Promise<string> {
  const bytes = Buffer.from(body);
  const all = { host: 'localhost', 'content-length': String(bytes.length), ...headers };
  const head = [line, ...Object.entries(all).map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return new Promise((resolve, reject) => {
    const socket = connect(server.port, '127.0.0.1', () => socket.write(Buffer.concat([Buffer.from(head), bytes])));
    let text = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      text += chunk;
      if (isWhole(text)) socket.destroy();
    });
    socket.on('close', () => resolve(Buffer.from(text, 'latin1').toString())).on('error', reject);
  });
}

function isWhole(answer: string): boolean {
  const end = answer.indexOf('\r\n\r\n');
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer)?.[1];
  return end >= 0 && answer.length >= end + 4 + Number(length ?? 0);
}

const SCOPE = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=any/20260114/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=x`;

const personalize = (body: string, target = 'AmazonPersonalize.DescribeCampaign'): Sent => ({
  headers: {
    authorization: SCOPE('personalize'),
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.1',
  },
  body,
});

const s3 = (line: string, body = '', headers: Sent['headers'] = {}): Sent => ({
  line: `${line} HTTP/1.1`,
  headers: { authorization: SCOPE('s3'), ...headers },
  body,
});

const local = (path: string, body: string, method = 'POST'): Sent => ({
  line: `${method} /_local/${path} HTTP/1.1`,
  body,
});

const REQUESTS: readonly (readonly [string, Sent])[] = [
  ['an unknown host', { headers: { host: 'evil.example' } }],
  ['a host with a terminal escape sequence', { headers: { host: '\u001b[2J' } }],
  ['an unknown origin', { headers: { origin: 'http://evil.example' } }],
  ['the origin null', { headers: { origin: 'null' } }],
  ['no service', {}],
  ['the service __proto__', { headers: { authorization: SCOPE('__proto__') } }],
  [
    'a credential of 10,000 slashes',
    { headers: { authorization: `AWS4-HMAC-SHA256 Credential=${'/'.repeat(10_000)}` } },
  ],
  ['the operation __proto__', personalize('{}', 'AmazonPersonalize.__proto__')],
  ['an operation with a terminal escape sequence', personalize('{}', 'AmazonPersonalize.\u001b[2J')],
  ['a body that is not JSON', personalize('{')],
  ['a list as body', personalize('[]')],
  ['null as body', personalize('null')],
  ['a body that opens 100,000 nested lists', personalize('['.repeat(100_000))],
  ['the ARN __proto__', personalize('{"campaignArn": "__proto__"}')],
  [
    '5,000 nested objects in place of an ARN',
    personalize(`{"campaignArn": ${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}`),
  ],
  ['an ARN of a megabyte', personalize(`{"campaignArn": "${'a'.repeat(1_000_000)}"}`)],
  ['a path with an invalid escape sequence', s3('GET /bucket/%E0%A4%A')],
  ['a path with a zero byte', s3('GET /bucket/%00')],
  ['a path that leads out of the bucket', s3('GET /../../etc/passwd')],
  ['the bucket __proto__', s3('GET /__proto__/x')],
  ['a bucket with control characters in its name', s3(`GET /${encodeURIComponent(HOSTILE)}/x`)],
  ['a range of 400 digits', s3('GET /bucket/x', '', { range: `bytes=${'9'.repeat(400)}-` })],
  ['XML without an end', s3('PUT /bucket?notification', '<NotificationConfiguration>')],
  ['XML with entities', s3('PUT /bucket?notification', '<!DOCTYPE a [<!ENTITY b "&b;&b;">]><a>&b;</a>')],
  ['a `max-keys` that is not a number', s3('GET /bucket?list-type=2&max-keys=__proto__')],
  [
    'a query of the SNS protocol with an unknown action and an invalid escape sequence',
    {
      headers: { authorization: SCOPE('sns'), 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=__proto__&%E0%A4%A=1',
    },
  ],
  ['an unknown control action', local('__proto__', '{}')],
  ['a control action with the method DELETE', local('advance', '{}', 'DELETE')],
  ['a body for the clock that is not JSON', local('advance', '{')],
  ['an infinite time to pass', local('advance', '{"seconds": 1e400}')],
  ['a time to pass that ends after the last possible date', local('advance', '{"seconds": 1e15}')],
  ['a negative time to pass', local('advance', '{"seconds": -1}')],
  ['a time to pass in the member __proto__', local('advance', '{"__proto__": {"seconds": 5}}')],
  ['an infinite duration', local('duration', '{"step": "solutionVersion", "seconds": 1e400}')],
  [
    'a duration that ends after the last possible date',
    local('duration', '{"step": "solutionVersion", "seconds": 1e15}'),
  ],
  ['the step __proto__', local('duration', '{"step": "__proto__", "seconds": 1}')],
  ['an infinite number of requests per second', local('requests', '{"name": "x", "perSecond": 1e400}')],
  ['an injected failure for a resource that cannot exist', local('fail', '{"resource": "\\u001b[2J", "reason": "x"}')],
];

describe('a hostile request', () => {
  it.each(REQUESTS)('is refused without a stack trace, and changes nothing, if it has %s', async (_, request) => {
    // Prepare
    const now = account.local.clock.now();

    // Act
    const answer = await send(request);
    const next = await send(local('state', '', 'GET'));

    // Assess
    expect(answer).toMatch(/^HTTP\/1\.1 (?:4\d\d|501) /);
    expect(answer).not.toContain('\u001b');
    expect(answer).not.toMatch(TRACE);
    expect(printed.mock.calls).toEqual([]);
    expect(next).toMatch(/^HTTP\/1\.1 200 /);
    expect(account.local.clock.now()).toBe(now);
    expect(account.resources()).toEqual([]);
  });

  it('prints no error if its connection closes in the middle of the body, and the server answers the next request', async () => {
    // Prepare
    const head = 'POST /_local/advance HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{';

    // Act
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.write(head, () => socket.destroy()));
      socket.on('close', () => resolve());
    });
    const next = await send(local('state', '', 'GET'));

    // Assess
    expect(printed.mock.calls).toEqual([]);
    expect(next).toMatch(/^HTTP\/1\.1 200 /);
  });
});
