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
/** Csv of 40 of the 50 items: 20 % of the interactions are with the other items. */
const MOST_ITEMS = `ITEM_ID,GENRE,YEAR\n${Array.from({ length: 40 }, (_, index) => `i${index},drama,1\n`).join('')}`;
const SECRET = SOUND.replace(',click,', ',click,secret');

describe('the check of the csv in a folder', () => {
  const cli = cliFolder();

  /** Writes a parameter file, and these files beside it: text by path. */
  const write = (files: Readonly<Record<string, string>>) => cli.write({ 'config.json': FILE, ...files });

  async function check(options: DataOptions = { showValues: false }) {
    return checkCsvFiles(await readSource(cli.path), options, new Output(false));
  }

  it('prints the numbers of rows, files, users and items of valid csv, and the dates', async () => {
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
  ])('refuses a file as compressed if its name %s', async (_, files, message) => {
    // Prepare
    write(files);

    // Act
    const status = await validate([cli.path], { json: false, strict: false, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain(message);
    expect(cli.printed).toContain('(compressed-csv)');
  });

  it('ignores a compressed copy beside a csv', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND, 'interactions.csv.gz': 'x' });

    // Act and assess
    expect(await validate([cli.path], { json: false, strict: true, showValues: false })).toBe(0);
  });

  it('reports file, line, column and rule of a violation, but no values', async () => {
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

  it('shows a value that violates a rule if values are requested', async () => {
    // Prepare
    write({ 'interactions.csv': SECRET });

    // Act
    await check({ showValues: true });

    // Assess
    expect(cli.printed).toContain('the value is not of type float. Value: "secret0".');
  });

  it('adds violations to the JSON document, without values', async () => {
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

  it('reads interactions/ and not interactions.csv if both exist', async () => {
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

  it('describes csv without dates, and as invalid, if a timestamp is in milliseconds', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replace(/\d{10}/, '$&000') });

    // Act
    const checked = await check();

    // Assess
    expect(checked.map(describeDataset)).toEqual([expect.not.stringContaining('from')]);
    expect(checked.every(isSound)).toBe(false);
  });

  it('reads only as many rows as the sample has', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND });

    // Act
    const checked = await check({ sample: 7, showValues: false });

    // Assess
    expect(checked.map(describeDataset)).toEqual([expect.stringContaining('7 rows of 1 file were read')]);
    expect(checked.every(isSound)).toBe(true);
  });

  it('prints equal violations as one line with a count', async () => {
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

  it('shows the first ten violations of a rule, equal ones as one line, and counts the others', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replaceAll(/,(\d+),click,/g, ',x$1,click,y') });

    // Act
    await check();

    // Assess
    expect(cli.printed).toContain('the value is not of type float. (value-type, 5 times)\n');
    expect(cli.printed).toContain('the value is not of type long. (value-type, 5 times)\n');
    expect(cli.printed).toContain('interactions: 2390 more (value-type)\n');
  });

  it('names the delimiter of a csv if it is not a comma', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND.replaceAll(',', ';') });

    // Act
    const status = await validate([cli.path], { json: false, strict: false, showValues: false });

    // Assess
    expect(status).toBe(1);
    expect(cli.printed).toContain('interactions.csv:1 error The columns are separated by ";"');
  });

  it('says that csv are valid only as far as they were read, if only a sample was read', async () => {
    // Prepare
    write({ 'interactions.csv': SOUND });

    // Act
    await validate([cli.path], { json: false, strict: false, sample: 0, showValues: false });

    // Assess
    expect(cli.printed).toMatch(/config\.json and its csv are valid as far as they were read\n/);
  });

  it('refuses a wrong header even if no row is read', async () => {
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

  /** Writes a parameter file with limits on interactions, csv of interactions and, if given, csv of items. */
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
    ['an error if too many interactions are with unknown items', { maximumUnknownItems: '19%' }, `error ${UNKNOWN}`],
    [
      'only a warning if the newest row is too old, because csv that were valid at their import become old',
      { maximumAge: '30 days' },
      /warning The newest row is .* old; the maximum is 30 days\. \(maximumAge\)\n/,
    ],
    [
      'a warning if too many interactions are with unknown items, and the parameter file only notifies of this',
      { maximumUnknownItems: '19%', onViolation: 'notify' },
      `warning ${UNKNOWN}`,
    ],
  ])('reports, for a limit in the parameter file, %s', async (_, checks, expected) => {
    // Prepare
    writeLimited(checks, 'FULL', MOST_ITEMS);

    // Act
    const checked = await check();

    // Assess
    expect(cli.printed).toMatch(expected);
    expect(checked.every(isSound)).toBe(!String(expected).includes('error'));
  });

  it.each([
    ['the data meet the limit', '20%', 'FULL', MOST_ITEMS, {}],
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
  ])('does not report unknown items if %s', async (_, maximumUnknownItems, importMode, items, more) => {
    // Prepare
    writeLimited({ maximumUnknownItems }, importMode, items);

    // Act
    const checked = await check({ showValues: false, ...more });

    // Assess
    expect(checked[0]?.total.rows).toBeGreaterThan(1198);
    expect(cli.printed).not.toContain('maximumUnknownItems');
  });

  it('does not report that the newest row is too old if not every row was read, as unread rows may be newer', async () => {
    // Prepare
    writeLimited({ maximumAge: '30 days' }, 'FULL', undefined);

    // Act
    await check({ showValues: false, sample: 1199 });

    // Assess
    expect(cli.printed).not.toContain('maximumAge');
  });
});
