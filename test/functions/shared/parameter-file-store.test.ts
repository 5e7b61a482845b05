import { S3Client } from '@aws-sdk/client-s3';
import { S3Service } from '../../../emulator/services/s3/service';
import { InvalidParameterFile } from '../../../functions/shared/errors';
import { ParameterFileStore } from '../../../functions/shared/parameter-file-store';
import { inProcess, testAws } from '../../support/in-process';

const BUCKET = 'data';
const KEY = 'train/shop/config.json';

async function prepare(content: string) {
  const aws = testAws();
  aws.register(new S3Service(aws));
  await aws.call('s3', 'CreateBucket', { Bucket: BUCKET });
  await aws.call('s3', 'PutBucketVersioning', {
    Bucket: BUCKET,
    VersioningConfiguration: { Status: 'Enabled' },
  });
  const { VersionId: versionId } = (await aws.call('s3', 'PutObject', {
    Bucket: BUCKET,
    Key: KEY,
    Body: Buffer.from(content),
  })) as { VersionId: string };
  const store = new ParameterFileStore(new S3Client(inProcess(aws)));
  return { store, file: { bucket: BUCKET, key: KEY, versionId } };
}

describe('ParameterFileStore', () => {
  test('loads the desired state of a version, and caches it', async () => {
    // Prepare
    const { store, file } = await prepare('{"datasetGroup": {"serviceConfig": {"name": "shop"}}}');

    // Act
    const state = await store.load(file);

    // Assess
    expect(state.datasetGroup.name).toBe('shop');
    expect(await store.load(file)).toBe(state);
  });

  test.each([
    ['an unknown section', '{"datasetGroup": {"serviceConfig": {"name": "shop"}}, "models": []}', '/models'],
    ['a section of the wrong type', '{"datasetGroup": []}', '/datasetGroup'],
    ['a text that is not JSON', 'shop', 'line 1, column 1'],
  ])('says where a stored file is invalid, and names the file, if it has %s', async (_, content, place) => {
    // Prepare
    const { store, file } = await prepare(content);

    // Act
    const loading = store.load(file);

    // Assess
    await expect(loading).rejects.toBeInstanceOf(InvalidParameterFile);
    await expect(loading).rejects.toThrow(place);
    await expect(loading).rejects.toThrow(`s3://${BUCKET}/${KEY}`);
  });
});
