import { CsvTooDeep, type DataLocation } from '../../../../lib/aws/data-bucket';
import { datasetPurpose } from '../../../../lib/parameter-file/dataset-purpose';
import { checkFiles } from '../../../../lib/personalize/data-rules/check-dataset';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { MissingInput, NotCheckedYet } from '../../../../lib/reconciler/errors';
import { planCheck } from '../../../../lib/reconciler/resource-types/import-check-plan';
import { assertChecked, ensureBaseline } from '../../../../lib/reconciler/resource-types/import-checks';
import { importContent } from '../../../../lib/reconciler/resource-types/import-content';
import { jobName } from '../../../../lib/reconciler/resource-types/job-name';
import { knownRefusal } from '../../../../lib/reconciler/resource-types/known-refusals';
import type { Step } from '../../../../lib/reconciler/step';
import { DataStatisticsRecords } from '../../../../lib/record-table/data-statistics';
import { csvFile } from '../../../support/csv-file';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { interactions, sample, withChecks, withItems } from '../../../support/sample';

const FOLDER = 'train/small/';

/** Csv files by their names. The content of a file is also its ETag and its version id. */
function located(files: Readonly<Record<string, string>>): DataLocation {
  const named = Object.entries(files).map(([name, text]) => [`${FOLDER}${name}`, text] as const);
  return {
    uri: `s3://data/${FOLDER}`,
    contents: named,
    size: 0,
    changedAt: new Date(0),
    csv: named.map(([key, text]) => ({ key, versionId: text, size: text.length })),
  };
}

/**
 * Prepares an import of interactions into a dataset group without records.
 *
 * @param items content of `items.csv`, if this file exists
 */
async function prepare(checks: object, items?: string) {
  const { table } = await recordTable();
  const file = withChecks(items === undefined ? sample() : withItems(sample()), checks);
  const state = stateOf(JSON.stringify(file));
  const dataset = state.datasets.find(({ csvName }) => csvName === 'interactions');
  if (dataset === undefined) throw new Error('The sample has no interactions.');
  const dataStatistics = new DataStatisticsRecords(table);
  /** Data in the bucket at the creation of earlier imports. */
  const stored: DataLocation[] = [];
  const bucket = {
    csv: async (_folder: string, csvName: string, at?: Date) => {
      if (at !== undefined) return stored.at(-1);
      return csvName === 'items' && items !== undefined ? located({ 'items.csv': items }) : undefined;
    },
  };
  const now = new Date('2026-11-26T12:00:00Z');
  const imports: Description[] = [];
  const personalize = { describe: async () => ({ creationDateTime: new Date(0) }), list: async () => imports };
  const scope = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
  const step = {
    state,
    resource: dataset.importJob,
    folder: FOLDER,
    bucket,
    dataStatistics,
    now,
    personalize,
    scope,
  } as unknown as Step;

  /** Adds an import of the data to the imports that Personalize lists. */
  function imported(data: DataLocation, jobName = jobNameOf(data)): void {
    imports.push({ jobName, status: 'ACTIVE', creationDateTime: new Date(imports.length) });
  }
  const jobNameOf = (data: DataLocation) => jobName('interactions-small', now, importContent(step, data));

  /** Checks all parts of the data, as the function check-data does. Returns the number of parts. */
  async function check(data: DataLocation, isTimeUp = () => false): Promise<number> {
    const { parts } = await planCheck(step, dataset as NonNullable<typeof dataset>, data);
    for (const { files, dataset: read, record } of parts) {
      const sources = files.map(({ key, versionId }) => csvFile(versionId, key));
      const found = await checkFiles(sources, datasetPurpose(state, read), { isTimeUp });
      await dataStatistics.putPart('small', record, found, now);
    }
    return parts.length;
  }
  const judge = async (data: DataLocation) => {
    const note = await assertChecked(step, data);
    imported(data);
    return note;
  };
  const statistics = () => dataStatistics.of('small', 'interactions');
  return {
    step,
    stored,
    imported,
    check,
    judge,
    statistics,
    accept: async (data: DataLocation) => judge(data).catch(() => check(data).then(() => judge(data))),
  };
}

/** Records a person's decision on the check that counted this number of rows. */
async function decide(step: Step, rows: number, verdict: 'ACCEPTED' | 'REJECTED'): Promise<void> {
  const known = await step.dataStatistics.of('small', 'interactions');
  const decision = { by: 'Ana', reason: 'half an export' };
  const after = known.map((each) => (each.rows === rows ? { ...each, verdict, decision } : each));
  await step.dataStatistics.replace('small', 'interactions', known, after);
}

describe('the check of the rows of an import', () => {
  it('is requested with the number of its parts, and only once for the same data', async () => {
    // Prepare
    const { check, judge } = await prepare({});
    const data = located({ 'interactions.csv': interactions() });

    // Act
    const before = await judge(data).catch((error: unknown) => error);
    await check(data);
    await judge(data);
    await judge(data);

    // Assess
    expect(before).toBeInstanceOf(NotCheckedYet);
    expect(before).toMatchObject({ check: { parts: 1, fingerprint: expect.stringMatching(/^\w{8}$/) } });
    await expect(judge(located({ 'interactions.csv': interactions(1041) }))).rejects.toThrow(NotCheckedYet);
  });

  it('is not requested if the dataset has no `checks`', async () => {
    // Prepare
    const { step } = await prepare({});
    const { checks: _, ...dataset } = step.state.datasets[0] ?? {};
    const unchecked = { ...step, state: { ...step.state, datasets: [dataset] } } as unknown as Step;

    // Act and assess
    await expect(assertChecked(unchecked, located({}))).resolves.toBeUndefined();
  });

  it('counts users, items and rows over all parts', async () => {
    // Prepare
    const { accept, statistics } = await prepare({});
    const large = interactions().replaceAll('click', 'click'.padEnd(150, '-'));
    const data = located({ 'interactions/a.csv': interactions(), 'interactions/b.csv': large });
    const sized = { ...data, csv: data.csv.map((file) => ({ ...file, size: 2e8 })) };

    // Act
    await accept(sized);

    // Assess
    const [found] = await statistics();
    expect(found).toMatchObject({ rows: 2080, users: 40, items: 50, eventTypes: 2, isComplete: true, counts: {} });
    expect(found?.files.map(({ file, rows }) => [file, rows])).toEqual([
      ['train/small/interactions/a.csv', 1040],
      ['train/small/interactions/b.csv', 1040],
    ]);
  });

  it('compares with the last accepted import, not with a refused import', async () => {
    // Prepare
    const { accept } = await prepare({ maximumRowDrop: '10%' });
    const [large, small, other] = [2000, 1500, 1600].map((rows) => located({ 'interactions.csv': interactions(rows) }));
    if (large === undefined || small === undefined || other === undefined) throw new Error();

    // Act and assess
    await accept(large);
    await expect(accept(small)).rejects.toThrow('25.0% fewer than the 2000');
    await expect(accept(other)).rejects.toThrow('20.0% fewer than the 2000');
  });

  it('compares data that are uploaded again with the other data that were imported in between', async () => {
    // Prepare
    const { accept } = await prepare({ maximumRowDrop: '10%' });
    const yesterday = located({ 'interactions.csv': interactions(1500) });
    await accept(yesterday);
    await accept(located({ 'interactions.csv': interactions(2000) }));

    // Act and assess
    await expect(accept(yesterday)).rejects.toThrow('maximumRowDrop');
  });

  it.each([
    ['with the same parameter file', {}, {}],
    ['with other limits', { checks: { minimumRows: 10 } }, {}],
    ['with another import mode', {}, { importMode: 'INCREMENTAL' }],
  ])(
    'refuses data that a person has rejected if they are uploaded again after other data, %s',
    async (_, limits, mode) => {
      // Prepare
      const { step, accept } = await prepare({ maximumRowDrop: '10%' });
      const [first, rejected, other] = [2000, 1950, 1960].map((rows) =>
        located({ 'interactions.csv': interactions(rows) }),
      );
      if (first === undefined || rejected === undefined || other === undefined) throw new Error();
      await accept(first);
      await accept(rejected);
      await decide(step, 1950, 'REJECTED');
      await accept(other);

      // Act
      const resource = { ...step.resource, request: { ...step.resource.request, ...mode } };
      const datasets = step.state.datasets.map((dataset) => ({ ...dataset, ...limits, importJob: resource }));
      const changed = { ...step, state: { ...step.state, datasets }, resource } as Step;
      const message = await assertChecked(changed, rejected).catch((error: Error) => error.message);

      // Assess
      expect(message).toContain('rejected by Ana: half an export');
      expect(message).not.toContain('data accept');
    },
  );

  it('first counts the data of the last import if they were not counted yet and were in the bucket when that import began', async () => {
    // Prepare
    const { step, stored, imported, check, accept, statistics } = await prepare({ maximumRowDrop: '10%' });
    const before = located({ 'interactions.csv': interactions(2000) });
    stored.push(before);
    imported(before);

    // Act
    const asked = await ensureBaseline(step).catch((error: unknown) => error);
    await check(before);

    // Assess
    expect(asked).toMatchObject({ name: 'NotCheckedYet', check: { parts: 1, at: '1970-01-01T00:00:00.000Z' } });
    await expect(accept(located({ 'interactions.csv': interactions(1500) }))).rejects.toThrow('fewer than the 2000');
    expect(await statistics()).toEqual([
      expect.objectContaining({ verdict: 'REFUSED', rows: 1500 }),
      expect.objectContaining({ verdict: 'ACCEPTED', rows: 2000 }),
    ]);
  });

  it.each([
    [
      'the bucket did not have the imported data when the last import began',
      { maximumRowDrop: '10%', maximumNullRise: '5%' },
      located({}),
      undefined,
    ],
    ['another writer made the last import', { maximumRowDrop: '10%', maximumNullRise: '5%' }, undefined, 'by-hand'],
  ])('names the limits that have nothing to compare with because %s', async (_, checks, before, name) => {
    // Prepare
    const { stored, imported, accept } = await prepare(checks);
    if (before !== undefined) stored.push(before);
    imported(located({ 'interactions.csv': interactions(2000) }), name);

    // Act and assess
    await expect(accept(located({ 'interactions.csv': interactions(1500) }))).rejects.toThrow(
      /- maximumRowDrop and maximumNullRise: nothing to compare with, .* are no longer in the folder of this parameter file\. \(baseline\)/,
    );
  });

  it('refuses data that a training cannot use, but only in the run of an upload, whichever run checked the data first', async () => {
    // Prepare
    const { step, check } = await prepare({});
    let row = 0;
    const data = located({ 'interactions.csv': interactions().replaceAll('click', () => `type-${row++ % 11}`) });
    const bucket = { csv: async () => data };
    const upload = { ...step, bucket, isUpload: true } as unknown as Step;
    const nightly = { ...upload, isUpload: false };
    await check(data);
    const refused = async (of: Step) =>
      (await knownRefusal(of, await step.dataStatistics.of('small', 'interactions'))) !== undefined;

    // Act and assess
    await expect(assertChecked(nightly, data)).resolves.toContain('event-type-count 1');
    await expect(assertChecked(upload, data)).rejects.toThrow('event-type-count 1');
    expect([await refused(upload), await refused(nightly)]).toEqual([true, false]);
    await expect(assertChecked(nightly, data)).resolves.toContain('event-type-count 1');
  });

  it('names equal problems once, and counts all of them', async () => {
    // Prepare
    const { accept } = await prepare({});
    const broken = located({ 'interactions.csv': `${interactions().replaceAll(',17', ',x')}a,b,c\n` });

    // Act
    const message = await accept(broken).catch((error: Error) => error.message);

    // Assess
    expect(message).toContain('1041 violations in the data (value-type 1040, csv-syntax 1)');
    expect(String(message).split('\n- ').slice(1)).toEqual([
      'train/small/interactions.csv:2: Column TIMESTAMP: the value is not of type long. (value-type, 1040 times)',
      expect.stringContaining('(csv-syntax)'),
    ]);
  });

  it('refuses too many interactions with items that are in no items file', async () => {
    // Prepare
    const items = Array.from({ length: 40 }, (_, index) => `item-${index},drama\n`).join('');
    const { accept, statistics } = await prepare({ maximumUnknownItems: '19%' }, `ITEM_ID,GENRE\n${items}`);

    // Act and assess
    await expect(accept(located({ 'interactions.csv': interactions(1050) }))).rejects.toThrow(
      '20.0% of the interactions are with items that are in no items file; the maximum is 19%. (maximumUnknownItems)',
    );
    expect(await statistics()).toEqual([expect.objectContaining({ verdict: 'REFUSED', rows: 1050, items: 50 })]);
  });

  it.each([
    ['imports data if minimumRows is reached', 'imports', { minimumRows: 500 }, undefined],
    [
      'refuses data if minimumRows is not reached',
      'refuses',
      { minimumRows: 5000 },
      'Only the first 500 rows could be read, so minimumRows could not be checked.',
    ],
    [
      'imports data with onIncomplete = notify if minimumRows is not reached',
      'imports',
      { minimumRows: 5000, onIncomplete: 'notify' },
      'so minimumRows could not be checked.',
    ],
  ])('%s in the rows that could be read', async (_, verb, checks, expected = '') => {
    // Prepare
    const { check, judge, statistics } = await prepare(checks);
    const data = located({ 'interactions.csv': interactions(2000) });
    let readings = 0;

    // Act
    await check(data, () => {
      readings += 1;
      return readings > 5;
    });
    const text = await judge(data).catch((error: Error) => error.message);

    // Assess
    expect(text).toContain('only the first 500 rows could be checked');
    expect(text).toContain(expected);
    const verdict = verb === 'refuses' ? 'REFUSED' : 'ACCEPTED';
    expect(await statistics()).toEqual([expect.objectContaining({ rows: 500, isComplete: false, verdict })]);
  });

  it('compares with the last import whose data were read to the end', async () => {
    // Prepare
    const { accept, check, judge, statistics } = await prepare({ maximumRowDrop: '10%', onIncomplete: 'notify' });
    const complete = located({ 'interactions.csv': interactions(2000) });
    const cut = located({ 'interactions.csv': interactions(1990) });
    await accept(complete);
    await check(cut, () => true);
    await judge(cut);

    // Act and assess
    await expect(accept(located({ 'interactions.csv': interactions(1500) }))).rejects.toThrow('fewer than the 2000');
    const [refused, incomplete, baseline] = await statistics();
    expect([refused, incomplete].map((each) => each?.comparedWith)).toEqual(Array(2).fill(baseline?.fingerprint));
  });

  it('notes only what it found in these data, not what it found in other data that were accepted in between', async () => {
    // Prepare
    const { accept, check, judge } = await prepare({});
    const complete = located({ 'interactions.csv': interactions(2000) });
    const cut = located({ 'interactions.csv': interactions(1990) });
    await accept(complete);
    await check(cut, () => true);
    await judge(cut);

    // Act
    const note = await accept(complete);

    // Assess
    expect(note).toBeUndefined();
  });

  it('checks all other limits if the items could not be read, and says so', async () => {
    // Prepare
    const checks = { maximumUnknownItems: '19%', minimumRows: 2000 };
    const broken = 'ITEM_ID,GENRE\nitem-1,"drama\n';
    const refusing = await prepare(checks, broken);
    const accepting = await prepare({ ...checks, onIncomplete: 'notify' }, broken);

    // Act
    const refusal = refusing.accept(located({ 'interactions.csv': interactions(1500) }));

    // Assess
    await expect(refusal).rejects.toThrow('minimumRows 1, onIncomplete 1');
    expect(await accepting.accept(located({ 'interactions.csv': interactions(2000) }))).toContain(
      'Not every row of the items could be read, so maximumUnknownItems could not be checked.',
    );
    expect(await accepting.statistics()).toEqual([expect.objectContaining({ rows: 2000, isComplete: true })]);
  });

  it.each([
    ['no onViolation', undefined],
    ['onViolation = fail', 'fail'],
    ['onViolation = notify', 'notify'],
  ])('reports that accepted data have become too old, with %s', async (_, onViolation) => {
    // Prepare
    const { step, accept, statistics } = await prepare({ maximumAge: '1107 days', onViolation });
    const data = located({ 'interactions.csv': interactions() });
    await accept(data);
    const tomorrow = { ...step, now: new Date('2026-11-27T12:00:00Z') };

    // Act
    const judge = () => assertChecked(tomorrow, data).catch((error: Error) => error.message);
    const messages = [await judge(), await judge()];

    // Assess
    const verdict = onViolation === 'notify' ? 'ACCEPTED' : 'REFUSED';
    expect(await statistics()).toEqual([
      expect.objectContaining({ verdict, checkedAt: '2026-11-27T12:00:00.000Z', counts: { maximumAge: 1 } }),
      expect.objectContaining({ verdict: 'ACCEPTED', counts: {} }),
    ]);
    for (const text of messages)
      expect(text).toContain('- The newest row is 1107 d 20 h old; the maximum is 1107 days. (maximumAge)');
  });

  it('does not name the person who accepted the data if it later refuses them as too old', async () => {
    // Prepare
    const { step, accept } = await prepare({ maximumAge: '1107 days' });
    const data = located({ 'interactions.csv': interactions(2000) });
    await accept(data);
    await decide(step, 2000, 'ACCEPTED');

    // Act
    const tomorrow = { ...step, now: new Date('2026-11-27T12:00:00Z') };
    const message = await assertChecked(tomorrow, data).catch((error: Error) => error.message);

    // Assess
    expect(message).toContain('maximumAge');
    expect(message).not.toContain('Ana');
  });

  it('allows a second import of the same data for new columns, even if a person rejected the data', async () => {
    // Prepare
    const { step, accept, statistics } = await prepare({ maximumRowDrop: '10%' });
    const data = located({ 'interactions.csv': interactions(2000) });
    await accept(data);
    await decide(step, 2000, 'REJECTED');

    // Act
    const note = await assertChecked(step, data, true);

    // Assess
    expect(note).toBe('rejected by Ana: half an export');
    expect(await statistics()).toEqual([expect.objectContaining({ verdict: 'REJECTED' })]);
  });

  it('applies no limit to data that are imported already', async () => {
    // Prepare
    const { step, accept } = await prepare({ maximumAge: '1107 days' });
    const data = located({ 'interactions.csv': interactions() });
    await accept(data);

    // Act
    const note = await assertChecked({ ...step, now: new Date('2026-11-27T12:00:00Z') }, data, true);

    // Assess
    expect(note).toBeUndefined();
  });

  it('names the items dataset if one of its csv lies too deep', async () => {
    // Prepare
    const { step } = await prepare({ maximumUnknownItems: '19%' }, '');
    const csv = async () => {
      throw new CsvTooDeep('a.csv lies too deep');
    };
    const judged = assertChecked({ ...step, bucket: { csv } } as unknown as Step, located({}));

    // Act and assess
    await expect(judged).rejects.toThrow(MissingInput);
    await expect(judged).rejects.toThrow(/items dataset .*a.csv lies too deep/);
  });
});
