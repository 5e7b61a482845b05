import { Readable } from 'node:stream';
import { type Account, Aws } from '../../emulator/core/aws';
import { Clock } from '../../emulator/core/clock';
import { Random } from '../../emulator/core/random';
import { ADMINISTRATOR, type WireRequest } from '../../emulator/core/service';

/** Noon on a Wednesday, so that dates in assertions read well. */
export const START = Date.UTC(2026, 0, 14, 12, 0, 0);

export const ACCOUNT: Account = { id: '123456789012', region: 'us-east-1', partition: 'aws' };

/** A local AWS in which every caller has all permissions. */
export function testAws(account: Partial<Account> = {}): Aws {
  return new Aws({
    clock: new Clock(START),
    random: new Random(1),
    account: { ...ACCOUNT, ...account },
    authorizer: { authorize: () => undefined },
    credentials: { callerOf: () => ADMINISTRATOR },
  });
}

/** The parts of an SDK's HTTP request that the request handler reads. */
interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Configuration that makes an SDK client send its requests to `aws.handle`, without a socket. */
export function inProcess(aws: Pick<Aws, 'handle'>) {
  return {
    region: ACCOUNT.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: {
      async handle(request: unknown) {
        const { method, hostname, path, query = {}, headers, body } = request as SdkRequest;
        const lowerCase = Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        );
        const wireRequest: WireRequest = {
          method,
          path,
          query: new URLSearchParams(
            Object.entries(query).flatMap(([name, value]) =>
              [value ?? ''].flat().map((one): [string, string] => [name, one]),
            ),
          ),
          headers: { host: hostname, ...lowerCase },
          body: await bytesOf(body),
        };
        const answer = await aws.handle(wireRequest);
        const response = {
          statusCode: answer.status,
          headers: { ...answer.headers },
          body: Readable.from(answer.body.length === 0 ? [] : [Buffer.from(answer.body)]),
        };
        return { response };
      },
    },
  };
}

async function bytesOf(body: unknown): Promise<Uint8Array> {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body === 'string') return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  const chunks: Uint8Array[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array | string>) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
