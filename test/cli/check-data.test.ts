import { join } from 'node:path';
import { checkCsvFiles, describeDataset, isSound } from '../../cli/check-data';
import { validate } from '../../cli/commands/validate';
import type { DataOptions } from '../../cli/options';
import { Output } from '../../cli/output';
import { readSource } from '../../cli/source';
import { cliFolder } from '../support/cli-folder';
import { INTERACTIONS, ITEMS, interactionsCsv } from '../support/personalize-testbed';

const FILE = JSON.stringify({
  datasetGroup: { serviceConfig: { name: 'shop' } },
  datasets: {
    interactions: {
      dataset: { serviceConfig: { name: 'clicks' } },
      schema: { serviceConfig: { name: 'clicks', schema: INTERACTIONS } },
    },
  },
});
const SOUND = interactionsCsv();
/** Items of 80 % of the interactions. */
const MOST_ITEMS = `ITEM_ID,GENRE,YEAR\n${Array.from({ length: 40 }, (_, index) => `i${index},drama,1\n`).join('')}`;
const SECRET = SOUND.replace(',click,', ',click,secret');

describe('the csv of a folder', () => {
  const cli = cliFolder();

  /** Writes a parameter file and files beside it, by their paths. */
  const write = (files: Readonly<Record<string, string>>) => cli.write({ 'config.json': FILE, ...files });

  async function check(options: DataOptions = { showValues: false }) {
    return checkCsvFiles(await readSource(cli.path), options, new Output(false));
  }

  it('is described if it is valid', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND });

    // Act
    const status = await validate([cli.path], { json: false, strict: true, showValues: false });

    // Assess
    expect(status).toBe(0);
    expect(cli.printed).toContain(
      'interactions: 1200 rows of 1 file, 40 users, 50 items, from 2023-11-14 to 2023-11-14\n',
    );
  });

  it.each([
    [
      'ends in .gz',
      { 'interactions/a.csv': SOUND, 'interactions/b.csv.gz': 'x' },
      'interactions/b.csv.gz: compressed files',
    ],
    ['ends in .GZ', { 'interactions.csv.GZ': 'x', 'other.csv': 'x' }, 'interactions.csv.GZ: compressed files'],
  ])('is refused as compressed if the name of a file %s', async (_, files, message) => {
    // Prepare
    write(files);

    // Act
    const status = await validate([cli.path], { json: false, strict: false, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain(message);
    expect(cli.printed).toContain('(compressed-csv)');
  });

  it('is valid although a compressed copy lies beside it', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND, 'interactions.csv.gz': 'x' });

    // Act and assess
    expect(await validate([cli.path], { json: false, strict: true, showValues: false })).toBe(0);
  });

  it('is reported with file, line, column and rule of a violation, but without values', async () => {
    // Prepare
    write({ 'interactions.csv': SECRET });

    // Act
    const status = await validate([cli.path], { json: false, strict: false, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain(
      `${join(cli.path, 'interactions.csv')}:2 error Column EVENT_VALUE: the value is not of type float. (value-type)\n`,
    );
    expect(cli.printed).not.toContain('secret');
  });

  it('is reported with the offending values on request', async () => {
    // Prepare
    write({ 'interactions.csv': SECRET });

    // Act
    await check({ showValues: true });

    // Assess
    expect(cli.printed).toContain('the value is not of type float. Value: "secret0".');
  });

  it('is part of the JSON document, without values', async () => {
    // Prepare
    write({ 'interactions.csv': SECRET });

    // Act
    await validate([cli.path], { json: true, strict: false, showValues: false });

    // Assess
    expect(JSON.parse(cli.printed)).toMatchObject([
      {
        valid: false,
        problems: [],
        data: [{ dataset: 'interactions', total: { rows: 1200 }, counts: { 'value-type': 1 } }],
      },
    ]);
    expect(cli.printed).not.toContain('secret');
  });

  it('is read from interactions/ and not from interactions.csv if both exist', async () => {
    // Prepare
    write({
      'interactions.csv': 'no header\n',
      'interactions/a.csv': SOUND,
      'interactions/b.csv': SOUND,
      'interactions/notes.txt': 'x',
    });

    // Act
    const checked = await check();

    // Assess
    expect(checked.map(describeDataset)).toEqual([expect.stringContaining('2400 rows of 2 files')]);
  });

  it('is described without times if a timestamp is in milliseconds', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replace(/\d{10}/, '$&000') });

    // Act
    const checked = await check();

    // Assess
    expect(checked.map(describeDataset)).toEqual([expect.not.stringContaining('from')]);
    expect(checked.every(isSound)).toBe(false);
  });

  it('is read up to the end of the sample', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND });

    // Act
    const checked = await check({ sample: 7, showValues: false });

    // Assess
    expect(checked.map(describeDataset)).toEqual([expect.stringContaining('7 rows of 1 file were read')]);
    expect(checked.every(isSound)).toBe(true);
  });

  it('is reported with one line and a count for equal violations', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replaceAll(',click,', ',click,x') });

    // Act
    await check();

    // Assess
    expect(cli.printed.split('\n')).toEqual([
      `${join(cli.path, 'interactions.csv')}:2 error Column EVENT_VALUE: the value is not of type float. (value-type, 1200 times)`,
      '',
    ]);
  });

  it('is reported with the different messages of the first ten violations of a rule, one per line, and a count of the rest', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replaceAll(/,(\d+),click,/g, ',x$1,click,y') });

    // Act
    await check();

    // Assess
    expect(cli.printed).toContain('the value is not of type float. (value-type, 5 times)\n');
    expect(cli.printed).toContain('the value is not of type long. (value-type, 5 times)\n');
    expect(cli.printed).toContain('interactions: 2390 more (value-type)\n');
  });

  it('is reported with its delimiter if that is not a comma', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replaceAll(',', ';') });

    // Act
    const status = await validate([cli.path], { json: false, strict: false, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain('interactions.csv:1 error The columns are separated by ";"');
  });

  it('is called valid only as far as it was read, if a sample was read', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND });

    // Act
    await validate([cli.path], { json: false, strict: false, sample: 0, showValues: false });

    // Assess
    expect(cli.printed).toMatch(/config\.json and its csv are valid as far as they were read\n/);
  });

  it('is refused for its header, even if no row is read', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replace('USER_ID', 'user_id') });

    // Act
    const status = await validate([cli.path], { json: false, strict: false, sample: 0, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain(
      'interactions.csv:1 error Column USER_ID of the schema is missing. Rename the column "user_id". (missing-column)',
    );
  });

  /** Writes a parameter file with limits on interactions, and csv of interactions and items. */
  function writeLimited(checks: object, importMode: string, items: string | undefined) {
    const file = JSON.parse(FILE);
    file.datasets.serviceConfig = { importMode };
    file.datasets.interactions.workflowConfig = { checks };
    file.datasets.items = {
      dataset: { serviceConfig: { name: 'items' } },
      schema: { serviceConfig: { name: 'items', schema: ITEMS } },
    };
    const csv = { 'interactions.csv': SOUND, ...(items !== undefined && { 'items.csv': items }) };
    write({ 'config.json': JSON.stringify(file), ...csv });
  }
  const UNKNOWN =
    '20.0% of the interactions are with items that are in no items file; the maximum is 19%. (maximumUnknownItems)\n';

  it.each([
    ['share of unknown items', { maximumUnknownItems: '19%' }, `error ${UNKNOWN}`],
    [
      'age, of which it warns, because imported csv become old',
      { maximumAge: '30 days' },
      /warning The newest row is .* old; the maximum is 30 days\. \(maximumAge\)\n/,
    ],
    [
      'share of unknown items of which the file only notifies',
      { maximumUnknownItems: '19%', onViolation: 'notify' },
      `warning ${UNKNOWN}`,
    ],
  ])('is reported for a limit of its parameter file: %s', async (_, checks, expected) => {
    // Prepare
    writeLimited(checks, 'FULL', MOST_ITEMS);

    // Act
    const checked = await check();

    // Assess
    expect(cli.printed).toMatch(expected);
    expect(checked.every(isSound)).toBe(!String(expected).includes('error'));
  });

  it.each([
    ['the data meet it', '20%', 'FULL', MOST_ITEMS, {}],
    ['there are no csv of items', '19%', 'FULL', undefined, {}],
    ['imports are incremental, so that items.csv has only new items', '19%', 'INCREMENTAL', MOST_ITEMS, {}],
    [
      'not every row of the items was read',
      '19%',
      'FULL',
      `${MOST_ITEMS}${'i0,drama,1\n'.repeat(1200)}`,
      { sample: 1201 },
    ],
    ['not every row of the interactions was read', '19%', 'FULL', MOST_ITEMS, { sample: 1199 }],
  ])(
    'is not reported for the limit of its parameter file on unknown items if %s',
    async (_, maximumUnknownItems, importMode, items, more) => {
      // Prepare
      writeLimited({ maximumUnknownItems }, importMode, items);

      // Act
      const checked = await check({ showValues: false, ...more });

      // Assess
      expect(checked[0]?.total.rows).toBeGreaterThan(1198);
      expect(cli.printed).not.toContain('maximumUnknownItems');
    },
  );

  it('is not reported for its age if not every row was read, as more rows may be newer', async () => {
    // Prepare
    writeLimited({ maximumAge: '30 days' }, 'FULL', undefined);

    // Act
    await check({ showValues: false, sample: 1199 });

    // Assess
    expect(cli.printed).not.toContain('maximumAge');
  });
});
