import {
  type FileReference,
  fileOf,
  referenceOf,
  uriOf,
  valuesOf,
  valuesText,
} from '../../record-table/file-reference';

const FILE = { bucket: 'b', key: 'train/g/config.json', versionId: 'v1' };

describe('A reference to a file', () => {
  test.each([FILE, { ...FILE, values: { stage: 'dev' } }])('is all that is taken of what has more: %j', (file) => {
    // Act
    const reference = referenceOf({ ...file, ...{ sequencer: '1' } });

    // Assess
    expect(reference).toEqual(file);
  });

  test.each([undefined, { stage: 'dev', tps: '1' }])('has the values that an item has: %j', (values) => {
    // Prepare
    const file: FileReference = values === undefined ? FILE : { ...FILE, values };

    // Act
    const found = fileOf(uriOf(file), file.versionId, valuesOf({ values: valuesText(file) }));

    // Assess
    expect(found).toEqual(file);
  });
});
