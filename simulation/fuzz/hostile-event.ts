import * as fc from 'fast-check';
import { hostileTexts } from './hostile-text';
import { mutated, mutations } from './json-mutation';

/** An event of S3 in the form that functions receive. */
const EVENT = {
  Records: [
    {
      eventVersion: '2.1',
      eventSource: 'aws:s3',
      awsRegion: 'us-east-1',
      eventTime: '2026-01-05T00:00:00.000Z',
      eventName: 'ObjectCreated:Put',
      s3: {
        s3SchemaVersion: '1.0',
        configurationId: 'parameter-files',
        bucket: { name: 'nobody-has-this-bucket', arn: 'arn:aws:s3:::nobody-has-this-bucket' },
        // This is not the key of a parameter file, so that a valid event has no effect.
        object: {
          key: 'train/movies/a.csv',
          size: 2,
          eTag: 'e',
          versionId: 'v1',
          sequencer: '0055AED6DCD90281E5',
        },
      },
    },
  ],
};

/** Events as JSON text, because Lambda accepts only JSON. A bucket hardly ever sends such events, but an operator can send them with `aws lambda invoke`. */
export const hostileEvents: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(mutations, { minLength: 1, maxLength: 3 })
      .map((changes) => mutated(EVENT, changes))
      .filter(isJson),
  },
  {
    weight: 2,
    arbitrary: hostileTexts.map((key) => {
      const [record] = EVENT.Records;
      return JSON.stringify({ Records: [{ ...record, s3: { ...record?.s3, object: { key, size: 2 } } }] });
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('null', '[]', '{}', '"x"', '0', '{"Records":[]}', '{"Event":"s3:TestEvent"}'),
  },
);

/** Maximum number of characters of a payload, below the 6 MB that Lambda accepts. */
const MAX_PAYLOAD = 6_000_000;

function isJson(text: string): boolean {
  if (text.length > MAX_PAYLOAD) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
