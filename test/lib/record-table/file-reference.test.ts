import {
  type FileReference,
  fileOf,
  referenceOf,
  uriOf,
  valuesOf,
  valuesText,
} from '../../../lib/record-table/file-reference';

const FILE = { bucket: 'b', key: 'train/g/config.json', versionId: 'v1' };

describe('A reference to a file', () => {
  test.each([
    ['without values of placeholders', FILE],
    ['with values of placeholders', { ...FILE, values: { stage: 'dev' } }],
  ])('%s omits the other members of the upload that it is made from', (_, file) => {
    // Prepare
    const upload = { ...file, sequencer: '1' };

    // Act
    const reference = referenceOf(upload);

    // Assess
    expect(reference).toEqual(file);
  });

  test.each(['', 's3://', 's3://b', 's3://b/', 's3:///train/g/config.json', 'x s3://b/k'])(
    "is not read from the text '%s'",
    (uri) => {
      // Act
      const found = fileOf(uri, 'v1', {});

      // Assess
      expect(found).toBeUndefined();
    },
  );

  test('may have a key with a line break, which S3 allows', () => {
    // Act
    const found = fileOf('s3://b/train/a\nb/config.json', 'v1', {});

    // Assess
    expect(found).toEqual({ bucket: 'b', key: 'train/a\nb/config.json', versionId: 'v1' });
  });

  test.each([
    ['without values of placeholders is the same once it was written to an item and read', undefined],
    ['with values of placeholders is the same once it was written to an item and read', { stage: 'dev', tps: '1' }],
  ])('%s', (_, values) => {
    // Prepare
    const file: FileReference = values === undefined ? FILE : { ...FILE, values };

    // Act
    const found = fileOf(uriOf(file), file.versionId, valuesOf({ values: valuesText(file) }));

    // Assess
    expect(found).toEqual(file);
  });
});
