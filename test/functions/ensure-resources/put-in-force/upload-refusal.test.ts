import { conflictRefusal, otherFileRefusal } from '../../../../functions/ensure-resources/put-in-force/upload-refusal';

const REFUSED = { datasetGroup: 'shop', file: { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' } };

const conflict = (text: string) => ({ text, with: 'what exists in Amazon Personalize' }) as const;

describe('the refusal of an upload', () => {
  it('lists the first 20 conflicts, and says how many are left out', () => {
    // Prepare
    const conflicts = Array.from({ length: 23 }, (_, index) => conflict(`schema '${index}': differs`));

    // Act
    const { error, cause } = conflictRefusal(REFUSED, conflicts);

    // Assess
    expect(error).toBe('ResourceConflict');
    expect(cause).toContain('has 23 conflicts with what exists in Amazon Personalize.\n');
    expect(cause).toContain("- schema '19': differs\n- and 3 more: `personalize-mlops plan` shows all of them.");
  });

  it('fits into the cause of an execution, however long the conflicts are', () => {
    // Act
    const { cause } = conflictRefusal(REFUSED, Array(2000).fill(conflict('x'.repeat(4000))));

    // Assess
    expect(cause.length).toBeLessThan(32_768 / 2);
  });

  it('names the other file that is in force and the command that replaces it, with control characters escaped', () => {
    // Act
    const { error, cause } = otherFileRefusal(REFUSED, 'train/\u001b/config.json');

    // Assess
    expect(error).toBe('OtherFileInForce');
    expect(cause).toContain("dataset group 'shop' follows s3://data/train/\\u001b/config.json");
    expect(cause).toContain('personalize-mlops apply --replaces train/\\u001b/config.json PATH`');
  });

  it('names the other file that waits to be put in force, and says what to do once that file is in force', () => {
    // Act
    const { cause } = otherFileRefusal(REFUSED, 'train/next/config.json', {
      ...REFUSED.file,
      key: 'train/next/config.json',
    });

    // Assess
    expect(cause).toContain(
      "an upload of s3://data/train/next/config.json waits to be put in force for dataset group 'shop'",
    );
    expect(cause).toContain('Once that file is in force, let');
    expect(cause).not.toContain('follows');
  });

  it('says that an earlier version of the refused file still waits', () => {
    // Act
    const { cause } = otherFileRefusal(REFUSED, 'train/old/config.json', { ...REFUSED.file, versionId: 'v0' });

    // Assess
    expect(cause).toContain(
      'An earlier upload of train/shop/config.json, version v0, was made with --replaces. It still waits',
    );
  });
});
