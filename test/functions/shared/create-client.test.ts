import { setFlagsFromString } from 'node:v8';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../../functions/shared/create-client';
import { describeError } from '../../../lib/aws/service-of';

setFlagsFromString('--allow-natives-syntax');
const hasFastProperties = new Function('object', 'return %HasFastProperties(object)') as (object: object) => boolean;

describe('a client of a function', () => {
  it('keeps its middleware, and has the settings that it is given', async () => {
    // Act
    const client = createClient(DynamoDBClient, { maxAttempts: 1 });

    // Assess
    expect(client.config.cacheMiddleware).toBe(true);
    expect(await client.config.maxAttempts()).toBe(1);
  });

  it('gives up a connection on which nothing comes for 30 seconds, also while it reads a body', async () => {
    // Act
    const { requestHandler } = createClient(DynamoDBClient).config;

    // Assess: the handler has no other way to its settings before the first request
    const { configProvider } = requestHandler as unknown as { readonly configProvider: Promise<object> };
    expect(await configProvider).toMatchObject({ socketTimeout: 30_000, requestTimeout: 15_000 });
  });

  it('has a configuration that is quick to copy, as the SDK does several times a call', () => {
    // Act
    const ours = createClient(DynamoDBClient);
    const plain = new DynamoDBClient();

    // Assess
    expect([ours, plain].map(({ config }) => hasFastProperties(config))).toEqual([true, false]);
  });

  it('lets its errors say which service they are from', async () => {
    // Prepare
    const client = createClient(DynamoDBClient, { maxAttempts: 1 });
    client.middlewareStack.add(() => async () => Promise.reject(new Error('No route.')));

    // Act
    const error: Error = await client.send(new ListTablesCommand()).catch((thrown) => thrown);

    // Assess
    expect(describeError(error)).toBe('DynamoDB: Error: No route.');
  });
});
