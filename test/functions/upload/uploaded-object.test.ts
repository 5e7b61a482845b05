import type { S3EventRecord } from 'aws-lambda';
import { isParameterFile, uploadedObject } from '../../../functions/upload/uploaded-object';

function record(key: string, sequencer = '0055AED6DCD90281E5'): S3EventRecord {
  return {
    eventTime: '2026-01-05T00:00:00.000Z',
    s3: { bucket: { name: 'data' }, object: { key, size: 13, eTag: 'e', versionId: 'v1', sequencer } },
  } as S3EventRecord;
}

describe('uploadedObject', () => {
  test('decodes the key as S3 encodes it', () => {
    // Act
    const object = uploadedObject(record('train/caf%C3%A9+noir/a%2Bb%40c.json'));

    // Assess
    expect(object).toMatchObject({
      bucket: 'data',
      key: 'train/café noir/a+b@c.json',
      versionId: 'v1',
      size: 13,
    });
  });

  test('makes sequencers of different lengths comparable as text, as S3 tells to', () => {
    // Act
    const [older, newer] = ['005F1A2B3C4D5E6F7A', '005F1A2B3C4D5E70'].map(
      (sequencer) => uploadedObject(record('k', sequencer)).sequencer,
    );

    // Assess
    expect(String(older) < String(newer)).toBe(true);
  });
});

describe('isParameterFile', () => {
  test.each([
    ['train/movies/config.json', true],
    ['train/a/b/c.json', true],
    ['train/config.json', true],
    ['train/movies/interactions.csv', false],
    ['train/movies/config.json.bak', false],
    ['batch/movies/solution/job_config.json', false],
    ['other/train/config.json', false],
  ])('%s: %s', (key, expected) => {
    // Act and assess
    expect(isParameterFile({ bucket: 'b', key, versionId: 'v' })).toBe(expected);
  });
});
