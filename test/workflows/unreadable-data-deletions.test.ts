import { ServiceError } from '../../emulator/core/service';
import { accounts } from '../support/accounts';
import { sample } from '../support/sample';

const { openQuick } = accounts();

const KEY = 'delete/small/users.csv';

describe('a request to delete users (a csv under delete/)', () => {
  test('causes no second deletion and no report if S3 delivers its event again after the csv is gone', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const Bucket = account.local.names.dataBucket;
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.settle();
    const [record] = await account.deletions();
    const versionId = record?.fileVersion?.S;
    await account.call('s3', 'DeleteObject', { Bucket, Key: KEY, VersionId: versionId });
    const notified = account.local.sns.messages().length;
    const s3 = { bucket: { name: Bucket }, object: { key: KEY, size: 15, versionId, sequencer: '01' } };

    // Act
    await account.call('lambda', 'Invoke', {
      FunctionName: 'personalize-request-data-deletion',
      InvocationType: 'Event',
      Payload: JSON.stringify({ Records: [{ eventTime: record?.requestedAt?.S, s3 }] }),
    });
    await account.settle();

    // Assess
    expect(account.local.sns.messages()).toHaveLength(notified);
    expect(await account.deletions()).toEqual([record]);
    expect(account.count('dataDeletionJob')).toBe(1);
  });

  test('is refused if the csv is gone before it is read', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const object = { Bucket: account.local.names.dataBucket, Key: KEY };
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', object);

    // Act
    await account.call('s3', 'DeleteObject', { ...object, VersionId });
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain(`refused: its version ${VersionId} was deleted before it was read.`);
    expect(account.count('dataDeletionJob')).toBe(0);
  });

  test('is recorded as FAILED without the reason from Personalize if the csv cannot be read any more when the deletion job fails', async () => {
    // Prepare
    const account = await openQuick();
    await account.run(sample());
    const { local } = account;
    local.personalize.failNext({ resource: 'data-deletion-job/*', reason: "User 'user-7' is in use." });

    // Act
    await account.put({ [KEY]: 'USER_ID\nuser-7\n' });
    await account.passSeconds(20);
    local.aws.intercept(async ({ call: { operation, input } }, perform) => {
      // This is S3's answer to callers that may not list the bucket, once the version is gone.
      if (operation === 'GetObject' && input.Key === KEY) throw new ServiceError('AccessDenied', 'Access Denied', 403);
      return perform();
    });
    await account.settle();

    // Assess
    expect(account.lastNotification()).toContain('The data deletion failed. The csv cannot be read any more');
    expect((await account.deletions()).map(({ status }) => status?.S)).toEqual(['FAILED']);
    expect(JSON.stringify(local.sns.messages())).not.toMatch(/user-7/);
    expect(await account.copiesToDelete()).toEqual([]);
  });
});
