import { retried } from '../../../functions/shared/retried';

describe('retried', () => {
  it.each([
    ['of the service', Object.assign(new Error('We failed.'), { name: 'InternalFailure', $fault: 'server' })],
    [
      'with status 500 that the SDK marks as the fault of the client',
      Object.assign(new Error('We failed.'), {
        name: 'InternalFailure',
        $fault: 'client',
        $metadata: { httpStatusCode: 500 },
      }),
    ],
    ['of throttling', Object.assign(new Error('Rate exceeded.'), { name: 'SlowDown' })],
    ['of the connection', Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })],
  ])('renames a transient error %s, so that state machines retry it, and keeps the message', async (_what, fault) => {
    // Prepare
    const handler = retried(async () => {
      throw fault;
    });

    // Act
    const invocation = handler({});

    // Assess
    await expect(invocation).rejects.toMatchObject({
      name: 'ServiceUnavailable',
      message: `${fault.name}: ${fault.message}`,
    });
  });

  it('changes neither other errors nor results', async () => {
    // Prepare
    const error = new TypeError('undefined is no function');
    const failing = retried(async () => {
      throw error;
    });

    // Act and assess
    await expect(failing({})).rejects.toBe(error);
    await expect(retried(async (event: number, by: number) => event * by)(2, 3)).resolves.toBe(6);
  });
});
