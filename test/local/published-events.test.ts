import { PublishedEvents } from '../../local/published-events';
import type { LocalAws } from '../../local-aws/local-aws';
import { accounts } from '../support/accounts';

const { openQuick } = accounts();

const KEY = 'train/some group/config.json';

async function put({ aws, names }: LocalAws): Promise<void> {
  await aws.call('s3', 'PutObject', { Bucket: names.dataBucket, Key: KEY, Body: new Uint8Array() });
}

describe('what nobody would hear of otherwise', () => {
  it('is an upload of which no function is told', async () => {
    // Prepare
    const { local } = await openQuick();
    const announcements = new PublishedEvents(local);
    await local.aws.call('s3', 'PutBucketNotificationConfiguration', {
      Bucket: local.names.dataBucket,
      NotificationConfiguration: {},
    });

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    expect(announcements.unheard([KEY])).toMatchObject([
      { status: 'FAILED', error: expect.stringMatching(/No function was told.*some group.*no notification/) },
    ]);
  });

  it('is an upload whose function is gone', async () => {
    // Prepare
    const { local } = await openQuick();
    const announcements = new PublishedEvents(local);
    await local.aws.call('lambda', 'DeleteFunction', { FunctionName: 'personalize-upload' });

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    const [unheard] = announcements.unheard([KEY]);
    expect(unheard?.error).toContain('not authorized to perform: lambda:InvokeFunction');
  });

  it('is no upload of which a function is told', async () => {
    // Prepare
    const { local } = await openQuick();
    const announcements = new PublishedEvents(local);

    // Act
    await put(local);
    await local.clock.advanceUntilIdle();

    // Assess
    expect(announcements.unheard([KEY])).toEqual([]);
  });
});
