import { zipSync } from 'fflate';
import type { Aws } from '../../../../emulator/core/aws';
import type { WireResponse } from '../../../../emulator/core/service';
import { account, createFunction, invoke, ROLE_ARN } from './account';

const HANDLER = "exports.handler = async (event) => { if (event.bad) throw new Error('bad'); return event; };";
const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:worker';

describe('the wire protocol of Lambda', () => {
  it('creates, shows, lists and deletes functions', async () => {
    // Prepare
    const { aws } = await account();
    const zip = Buffer.from(zipSync({ 'index.js': Buffer.from(HANDLER) })).toString('base64');

    // Act
    const created = await send(aws, 'POST', '/2015-03-31/functions', {
      FunctionName: 'worker',
      Role: ROLE_ARN,
      Handler: 'index.handler',
      Runtime: 'nodejs22.x',
      Code: { ZipFile: zip },
      Tags: { team: 'x' },
    });
    const shown = await send(aws, 'GET', `/2015-03-31/functions/${encodeURIComponent(ARN)}`);
    const configuration = await send(aws, 'GET', '/2015-03-31/functions/worker/configuration');
    const listed = await send(aws, 'GET', '/2015-03-31/functions/');
    const deleted = await send(aws, 'DELETE', '/2015-03-31/functions/worker');
    const gone = await send(aws, 'GET', '/2015-03-31/functions/worker');

    // Assess
    expect(created).toMatchObject({ status: 201, json: { FunctionArn: ARN, Timeout: 3, MemorySize: 128 } });
    expect(shown).toMatchObject({
      status: 200,
      json: { Configuration: { FunctionArn: ARN }, Tags: { team: 'x' } },
    });
    expect(configuration.json).toMatchObject({
      LastModified: '2026-01-01T00:00:00.000+0000',
      State: 'Active',
    });
    expect(listed.json).toMatchObject({ Functions: [{ FunctionName: 'worker' }] });
    expect(deleted).toMatchObject({ status: 204, json: undefined });
    expect(gone).toMatchObject({
      status: 404,
      headers: { 'x-amzn-errortype': 'ResourceNotFoundException' },
      json: { Type: 'User', Message: `Function not found: ${ARN}` },
    });
  });

  it('invokes functions, and returns their payload as the body and the rest of the result in headers', async () => {
    // Prepare
    const { aws, clock, lambda } = await account();
    await createFunction(aws, HANDLER);
    const path = '/2015-03-31/functions/worker/invocations';

    // Act
    const good = await send(aws, 'POST', path, { a: 1 });
    const bad = await send(aws, 'POST', path, { bad: true });
    const event = await send(aws, 'POST', path, { a: 2 }, { 'x-amz-invocation-type': 'Event' });
    await clock.advanceUntilIdle();

    // Assess
    expect(good).toMatchObject({
      status: 200,
      json: { a: 1 },
      headers: { 'x-amz-executed-version': '$LATEST' },
    });
    expect(good.headers).not.toHaveProperty('x-amz-function-error');
    expect(bad).toMatchObject({
      status: 200,
      headers: { 'x-amz-function-error': 'Unhandled' },
      json: { errorMessage: 'bad' },
    });
    expect(event).toMatchObject({ status: 202, json: undefined });
    expect(lambda.invocations().map(({ type }) => type)).toEqual(['RequestResponse', 'RequestResponse', 'Event']);
  });

  it('sets permissions, and the settings of asynchronous invocations', async () => {
    // Prepare
    const { aws } = await account();
    await createFunction(aws, HANDLER);

    // Act
    const added = await send(aws, 'POST', '/2015-03-31/functions/worker/policy', {
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
    });
    const policy = await send(aws, 'GET', '/2015-03-31/functions/worker/policy');
    const settings = await send(aws, 'PUT', '/2019-09-25/functions/worker/event-invoke-config', {
      MaximumRetryAttempts: 0,
    });

    // Assess
    expect(added.status).toBe(201);
    expect((policy.json as { Policy: string }).Policy).toContain('s3.amazonaws.com');
    expect(settings.json).toMatchObject({
      FunctionArn: `${ARN}:$LATEST`,
      MaximumRetryAttempts: 0,
      LastModified: 1767225600,
    });
  });

  it.each([
    ['POST', '/2015-03-31/event-source-mappings', {}, 'UnknownOperationException'],
    ['PUT', '/2015-03-31/functions/worker/code', {}, 'UnknownOperationException'],
    [
      'POST',
      '/2015-03-31/functions/worker/policy',
      { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '*' },
      'ResourceNotFoundException',
    ],
  ])('answers with status 404 to %s %s', async (method, path, body, code) => {
    // Prepare
    const { aws } = await account();

    // Act
    const answer = await send(aws, method, path, body);

    // Assess
    expect(answer).toMatchObject({ status: 404, headers: { 'x-amzn-errortype': code } });
  });
});

describe('a function with several files', () => {
  it('loads its own modules and data files, and no file outside its code', async () => {
    // Prepare
    const files = {
      'lib/helper.js': "exports.data = require('../data.json'); exports.file = __filename;",
      'data.json': '{"a":1}',
      'index.js': `
        const { data, file } = require('./lib/helper');
        const { readFileSync, existsSync } = require('node:fs');
        exports.handler = async () => [data.a, file, readFileSync(__dirname + '/data.json', 'utf8'), existsSync('/etc/passwd')];`,
    };
    const zip = zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])));
    const { aws } = await account();
    await createFunction(aws, '', { Code: { ZipFile: zip } });

    // Act
    const answer = await invoke(aws);

    // Assess
    expect(JSON.parse(answer.Payload)).toEqual([1, '/var/task/lib/helper.js', '{"a":1}', false]);
  });
});

async function send(
  aws: Aws,
  method: string,
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<WireResponse & { json: unknown }> {
  const response = await aws.handle({
    method,
    path,
    query: new URLSearchParams(),
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/lambda/aws4_request',
      ...headers,
    },
    body: Buffer.from(body === undefined ? '' : JSON.stringify(body)),
  });
  return { ...response, json: response.body === '' ? undefined : JSON.parse(String(response.body)) };
}
