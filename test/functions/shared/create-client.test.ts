import { setFlagsFromString } from 'node:v8';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../functions/shared/create-client';
import { describeError } from '../../../lib/aws/service-of';

setFlagsFromString('--allow-natives-syntax');
const hasFastProperties = new Function('object', 'return %HasFastProperties(object)') as (object: object) => boolean;

describe('a client of a function', () => {
  it('caches its middleware, and keeps the given settings', async () => {
    // Act
    const client = createClient(DynamoDBClient, { maxAttempts: 1 });

    // Assess
    expect(client.config.cacheMiddleware).toBe(true);
    expect(await client.config.maxAttempts()).toBe(1);
  });

  it('ends a connection after 30 seconds without data, and a request after 15 seconds without an answer', async () => {
    // Act
    const { requestHandler } = createClient(DynamoDBClient).config;

    // Assess: before the first request, only this private member has the settings
    const { configProvider } = requestHandler as unknown as { readonly configProvider: Promise<object> };
    expect(await configProvider).toMatchObject({ socketTimeout: 30_000, requestTimeout: 15_000 });
  });

  it('has a configuration that is fast to copy, because the SDK copies it several times in each call', () => {
    // Act
    const ours = createClient(DynamoDBClient);
    const plain = new DynamoDBClient();

    // Assess
    expect([ours, plain].map(({ config }) => hasFastProperties(config))).toEqual([true, false]);
  });

  it('adds the name of the service to its errors', async () => {
    // Prepare
    const client = createClient(DynamoDBClient, { maxAttempts: 1 });
    client.middlewareStack.add(() => async () => Promise.reject(new Error('No route.')));

    // Act
    const error: Error = await client.send(new ListTablesCommand()).catch((thrown) => thrown);

    // Assess
    expect(describeError(error)).toBe('DynamoDB: Error: No route.');
  });
});
