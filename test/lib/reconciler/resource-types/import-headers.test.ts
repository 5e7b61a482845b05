import type { CsvVersion, DataLocation } from '../../../../lib/aws/data-bucket';
import { InvalidData, NotThereYet } from '../../../../lib/reconciler/errors';
import { assertImportable } from '../../../../lib/reconciler/resource-types/import-headers';
import type { Step } from '../../../../lib/reconciler/step';
import { ITEMS } from '../../../support/personalize-testbed';

/**
 * Prepares the check of an import.
 *
 * @param objects texts of the listed objects by their keys; undefined if the object was removed after it was listed
 * @param planned keys of a planned upload, without a version yet
 */
function prepare(objects: Readonly<Record<string, string | undefined>>, planned: readonly string[] = []) {
  const reads: string[] = [];
  const pointer = '/datasets/items';
  const step = {
    state: {
      datasets: [
        {
          csvName: 'items',
          dataset: { name: 'films', pointer },
          schema: { request: { schema: JSON.stringify(ITEMS) } },
        },
      ],
    },
    resource: { type: 'datasetImportJob', name: 'films', pointer },
    bucket: {
      beginning: async ({ key, versionId }: CsvVersion, bytes: number) => {
        reads.push(`${key} ${versionId} ${bytes}`);
        return objects[key] === undefined ? undefined : Buffer.from(objects[key]).subarray(0, bytes);
      },
    },
  } as unknown as Step;
  const data: DataLocation = {
    uri: 's3://data/train/shop/items/',
    contents: [...Object.keys(objects), ...planned].map((key) => [key, 'etag'] as const),
    size: 0,
    changedAt: new Date(0),
    csv: Object.entries(objects).map(([key, text = 'x']) => ({ key, versionId: 'v7', size: text.length })),
  };
  return { reads, check: () => assertImportable(step, data) };
}

const SOUND = 'ITEM_ID,GENRE,YEAR\n1,a,2\n';

describe('the check before an import', () => {
  test('reads the first 64 KiB of each file that is not empty, in its listed version', async () => {
    // Prepare
    const { check, reads } = prepare({ 'a.csv': SOUND, 'b.csv': SOUND + 'x'.repeat(100_000), 'empty.csv': '' });

    // Act
    await check();

    // Assess
    expect(reads).toEqual(['a.csv v7 65536', 'b.csv v7 65536']);
  });

  test('refuses wrong headers, with file, column and advice', async () => {
    // Prepare
    const { check } = prepare({ 'a.csv': SOUND, 'b.csv': 'item_id,GENRE,YEAR\n', 'c.csv': 'ITEM_ID,YEAR\n' });

    // Act and assess
    await expect(check()).rejects.toThrow(
      new InvalidData(
        "dataset import job 'films'",
        'b.csv: Column ITEM_ID of the schema is missing. Rename the column "item_id". c.csv: Column GENRE of the schema is missing.',
        'Correct the files and upload them.',
      ),
    );
  });

  test('names the first five files with wrong headers, and counts the problems of the others', async () => {
    // Prepare
    const files = Array.from({ length: 70 }, (_, index) => [`${index}.csv`, 'ITEM_ID\n'] as const);
    const { check } = prepare(Object.fromEntries(files));

    // Act and assess
    await expect(check()).rejects.toThrow(/0\.csv: .* 4\.csv: .* And 65 other problems\. Correct/);
  });

  test('refuses csv files if all of them are empty', async () => {
    // Act and assess
    await expect(prepare({ 'a.csv': '' }).check()).rejects.toThrow(/has only empty csv files/);
  });

  test('accepts empty files beside a planned upload', async () => {
    // Act and assess
    await expect(prepare({ 'empty.csv': '' }, ['part.csv']).check()).resolves.toBeUndefined();
  });

  test('refuses a compressed file of a planned upload', async () => {
    // Act and assess
    await expect(prepare({ 'a.csv': SOUND }, ['b.csv.gz', '_SUCCESS']).check()).rejects.toThrow(
      "job 'films': b.csv.gz: The file is compressed; Personalize reads only text. Correct",
    );
  });

  test('accepts quoted headers, additional columns and faulty rows', async () => {
    // Prepare
    const { check } = prepare({
      'a.csv': '"ITEM_ID",GENRE,YEAR\n',
      'b.csv': `${SOUND}1,a"b,2\n`,
      'c.csv': 'YEAR,MORE,GENRE,ITEM_ID\n',
    });

    // Act and assess
    await expect(check()).resolves.toBeUndefined();
  });

  test('waits if a file is removed during the check', async () => {
    // Act and assess
    await expect(prepare({ 'a.csv': undefined }).check()).rejects.toThrow(NotThereYet);
  });
});
