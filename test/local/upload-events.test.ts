import type { LocalAws } from '../../emulator/local-aws';
import { UploadEvents } from '../../local/upload-events';
import { accounts } from '../support/accounts';

const { openQuick } = accounts();

const KEY = 'train/some group/config.json';

async function put({ aws, names }: LocalAws): Promise<void> {
  await aws.call('s3', 'PutObject', { Bucket: names.dataBucket, Key: KEY, Body: new Uint8Array() });
}

describe('UploadEvents', () => {
  it('reports an upload as undelivered if the bucket has no notification for it', async () => {
    // Prepare
    const { local } = await openQuick();
    const uploadEvents = new UploadEvents(local);
    await local.aws.call('s3', 'PutBucketNotificationConfiguration', {
      Bucket: local.names.dataBucket,
      NotificationConfiguration: {},
    });

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    expect(uploadEvents.undelivered([KEY])).toMatchObject([
      {
        status: 'FAILED',
        error: expect.stringMatching(/No function received the event.*some group.*no notification/),
      },
    ]);
  });

  it('reports an upload as undelivered if the function was deleted, because S3 may no longer invoke it', async () => {
    // Prepare
    const { local } = await openQuick();
    const uploadEvents = new UploadEvents(local);
    await local.aws.call('lambda', 'DeleteFunction', { FunctionName: 'personalize-upload' });

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    const [undelivered] = uploadEvents.undelivered([KEY]);
    expect(undelivered?.error).toContain('not authorized to perform: lambda:InvokeFunction');
  });

  it('reports no upload whose event a function received', async () => {
    // Prepare
    const { local } = await openQuick();
    const uploadEvents = new UploadEvents(local);

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    expect(uploadEvents.undelivered([KEY])).toEqual([]);
  });
});
