import { join } from 'node:path';
import { buildSync } from 'esbuild';
import {
  type Call,
  type Permission,
  type Service,
  ServiceError,
  type WireRequest,
  type WireResponse,
} from '../../../../emulator/core/service';
import { account, allow, createFunction, finish, invoke, START } from './account';

const BUNDLE = bundle(join(__dirname, 'handlers', 'sdk.ts'));

/** A service that records the requests it receives, and responds with `answer`, which may throw a ServiceError. */
class FakeService implements Service {
  readonly requests: WireRequest[] = [];

  constructor(
    readonly name: string,
    private readonly answer: (request: WireRequest, count: number) => WireResponse,
  ) {}

  decode(request: WireRequest): Call {
    this.requests.push(request);
    return { operation: 'Any', input: { request } };
  }
  encode(_call: Call, output: unknown): WireResponse {
    return output as WireResponse;
  }
  encodeError({ code, message, status }: ServiceError): WireResponse {
    const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
    return xml(status, this.name === 's3' ? error : `<ErrorResponse>${error}</ErrorResponse>`);
  }
  permissions(): readonly Permission[] {
    return [{ action: `${this.name}:Any`, resource: '*' }];
  }
  async invoke({ input }: Call): Promise<unknown> {
    return this.answer(input.request as WireRequest, this.requests.length);
  }
}

describe('a function bundled with the SDK, in the local Lambda', () => {
  it('calls services under its role', async () => {
    // Prepare
    const { aws, lines } = await account();
    const sns = new FakeService('sns', () => published('m-1'));
    aws.register(sns);
    await createFunction(aws, BUNDLE);

    // Act
    const denied = await invoke(aws, { action: 'publish', text: 'hello' });
    await allow(aws, 'sns:Any');
    const allowed = await invoke(aws, { action: 'publish', text: 'hello' });

    // Assess
    expect(denied.FunctionError).toBe('Unhandled');
    expect(JSON.parse(denied.Payload)).toMatchObject({
      errorType: 'AuthorizationErrorException',
      errorMessage: expect.stringContaining('arn:aws:sts::123456789012:assumed-role/worker/worker is not authorized'),
    });
    expect(JSON.parse(allowed.Payload)).toEqual({ MessageId: 'm-1', at: '2026-01-01T00:00:00.000Z' });
    expect(sns.requests[0]?.headers['x-amz-date']).toBe('20260101T000000Z');
    expect(lines.map((line) => JSON.parse(line.replace(/^.*Invoke Error \t/, '')))).toEqual([
      expect.objectContaining({
        level: 'INFO',
        message: 'publishing',
        timestamp: '2026-01-01T00:00:00.000Z',
      }),
      expect.objectContaining({ JobSuccess: 1, service: 'Workflow' }),
      expect.objectContaining({ errorType: 'AuthorizationErrorException' }),
      expect.objectContaining({ message: 'publishing' }),
      expect.objectContaining({ JobSuccess: 1, service: 'Workflow' }),
    ]);
  });

  it('writes an object of 3 MB, and reads it back', async () => {
    // Prepare
    const { aws } = await account();
    const objects = new Map<string, Uint8Array>();
    const s3 = new FakeService('s3', ({ method, path, body }) => {
      if (method === 'PUT') objects.set(path, body);
      return { status: 200, headers: {}, body: method === 'PUT' ? '' : (objects.get(path) ?? '') };
    });
    aws.register(s3);
    await createFunction(aws, BUNDLE);
    await allow(aws, 's3:Any');

    // Act
    const answer = await invoke(aws, { action: 'round-trip', text: 'ü'.repeat(1_500_000) });

    // Assess
    expect(answer).toMatchObject({ StatusCode: 200, Payload: 'true' });
    // The client waits for 100-continue before it sends a body of 2 MB or more.
    expect(s3.requests[0]?.headers.expect).toBe('100-continue');
    expect([...objects.keys()]).toEqual([expect.stringContaining('train/%C3%BC%201.json')]);
  });

  it("receives errors as instances of the SDK client's error classes", async () => {
    // Prepare
    const { aws } = await account();
    aws.register(
      new FakeService('s3', () => {
        throw new ServiceError('NoSuchKey', 'The specified key does not exist.', 404);
      }),
    );
    await createFunction(aws, BUNDLE);
    await allow(aws, 's3:Any');

    // Act
    const answer = await invoke(aws, { action: 'missing' });

    // Assess
    expect(JSON.parse(answer.Payload)).toBe('no such key: The specified key does not exist.');
  });

  it('retries throttled calls in virtual time, with the same waits for the same seed', async () => {
    // Prepare
    const answers = await Promise.all(
      [1, 1].map(async () => {
        const { aws, clock } = await account();
        aws.register(
          new FakeService('sns', (_request, count) => {
            if (count < 3) throw new ServiceError('ThrottlingException', 'Rate exceeded', 400);
            return published('m-2');
          }),
        );
        await createFunction(aws, BUNDLE, { Timeout: 30 });
        await allow(aws, 'sns:Any');

        // Act
        const answer = await finish(clock, invoke(aws, { action: 'publish', text: 'hello' }));
        return { ...answer, took: clock.now() - START };
      }),
    );

    // Assess
    expect(answers[0]?.Payload).toContain('m-2');
    expect(answers[0]?.took).toBeGreaterThan(0);
    expect(answers[0]?.took).toBeLessThan(30_000);
    expect(answers[1]).toEqual(answers[0]);
  });

  it('does not report a bug of the local AWS as a network error', async () => {
    // Prepare
    const { aws, clock } = await account();
    aws.register(
      new FakeService('s3', () => {
        throw new TypeError('a bug');
      }),
    );
    await createFunction(aws, BUNDLE);
    await allow(aws, 's3:Any');

    // Act
    const answer = invoke(aws, { action: 'missing' });

    // Assess
    await expect(clock.advanceUntilIdle()).rejects.toThrow('a bug');
    expect((await answer).Payload).toContain('TypeError: a bug');
  });
});

function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [entryPoint],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['@aws-sdk/signature-v4-crt'],
  });
  return outputFiles[0]?.text ?? '';
}

function published(messageId: string): WireResponse {
  return xml(
    200,
    `<PublishResponse><PublishResult><MessageId>${messageId}</MessageId></PublishResult></PublishResponse>`,
  );
}

function xml(status: number, body: string): WireResponse {
  return { status, headers: { 'content-type': 'text/xml' }, body };
}
