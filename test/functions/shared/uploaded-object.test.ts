import fc from 'fast-check';
import { InvalidEvent } from '../../../functions/shared/invalid-event';
import { uploadedObjects } from '../../../functions/shared/uploaded-object';
import { UNPRINTABLE } from '../../../simulation/fuzz/expectations';
import { hostileEvents } from '../../../simulation/fuzz/hostile-event';

const OBJECT = { key: 'train/a.json', size: 13, eTag: 'e', versionId: 'v1', sequencer: '0055AED6DCD90281E5' };

/**
 * @param changes other members of the object
 * @param record other members of the record around the object
 */
function event(changes: object = {}, record: object = {}) {
  const s3 = { bucket: { name: 'data' }, object: { ...OBJECT, ...changes } };
  return { Records: [{ eventTime: '2026-01-05T00:00:00.000Z', s3, ...record }] };
}

describe('uploadedObjects', () => {
  test('decodes the key, which S3 has encoded', () => {
    // Act
    const [object] = uploadedObjects(event({ key: 'train/caf%C3%A9+noir/a%2Bb%40c%0A%2F..%2500.json' }));

    // Assess
    expect(object).toMatchObject({
      bucket: 'data',
      key: 'train/café noir/a+b@c\n/..%00.json',
      versionId: 'v1',
      size: 13,
    });
  });

  test('pads sequencers of different lengths so that they can be compared as text, as S3 documents', () => {
    // Act
    const [older, newer] = ['005F1A2B3C4D5E6F7A', '005F1A2B3C4D5E70'].map(
      (sequencer) => uploadedObjects(event({ sequencer }))[0]?.sequencer,
    );

    // Assess
    expect(String(older) < String(newer)).toBe(true);
  });

  test.each([
    ['no content', null, 'Records is nothing, it must be a list of at least one record'],
    ['no record', { Records: [] }, 'Records is [], it must be a list of at least one record'],
    [
      'an object in place of the list of records',
      { Records: { length: 1 } },
      'Records is {"length":1}, it must be a list of at least one record',
    ],
    ['null in place of a record', { Records: [null] }, 'Records[0].eventTime is nothing, it must be an ISO time'],
    ['a word as time', event({}, { eventTime: 'now' }), 'Records[0].eventTime is "now", it must be an ISO time'],
    [
      'a key with an invalid percent-encoding',
      event({ key: 'train/%E0%A4%A.json' }),
      'Records[0].s3.object.key is "train/%E0%A4%A.json", it must be a key of at most 1024 bytes, form-URL-encoded',
    ],
    [
      'a key with a control character and an incomplete percent-encoding',
      event({ key: '\u001b[2J%' }),
      'Records[0].s3.object.key is "\\u001b[2J%", it must be a key of at most 1024 bytes, form-URL-encoded',
    ],
    [
      'a key of 1,026 bytes',
      event({ key: 'é'.repeat(513) }),
      `Records[0].s3.object.key is "${'é'.repeat(79)}…, it must be a key of at most 1024 bytes, form-URL-encoded`,
    ],
    ['a text as size', event({ size: '13' }), 'Records[0].s3.object.size is "13", it must be a number of bytes'],
    [
      'no version id',
      event({ versionId: undefined }),
      'Records[0].s3.object.versionId is nothing, it must be a text: the bucket is versioned',
    ],
    [
      'a sequencer that is not hexadecimal',
      event({ sequencer: 'x' }),
      'Records[0].s3.object.sequencer is "x", it must be hexadecimal',
    ],
    [
      'an invalid second record',
      { Records: [...event().Records, { s3: 1 }] },
      'Records[1].eventTime is nothing, it must be an ISO time',
    ],
  ])('refuses an event that has %s, and says where it is wrong', (_, given, rule) => {
    // Act and assess
    expect(() => uploadedObjects(given)).toThrow(new InvalidEvent('an event of S3', rule));
  });

  test('either reads a hostile event or throws InvalidEvent without unprintable characters', () => {
    // Prepare
    let refused = 0;
    const property = fc.property(hostileEvents, (payload) => {
      // Act
      try {
        uploadedObjects(JSON.parse(payload));
      } catch (error) {
        // Assess
        expect(error).toBeInstanceOf(InvalidEvent);
        expect((error as Error).message).not.toMatch(UNPRINTABLE);
        refused += 1;
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
    expect(refused).toBeGreaterThan(50);
  });
});
