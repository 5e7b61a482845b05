import type { Logger } from '@aws-lambda-powertools/logger';
import { checkData } from '../../../functions/check-data/check-data';
import type { DataBucketReader, DataLocation } from '../../../lib/aws/data-bucket';
import { referenceTo } from '../../../lib/reconciler/resource-reference';
import { planCheck } from '../../../lib/reconciler/resource-types/import-check-plan';
import { DataStatisticsRecords } from '../../../lib/record-table/data-statistics';
import { stateOf } from '../../support/planned';
import { recordTable } from '../../support/record-table';
import { sample, withChecks } from '../../support/sample';

const CSV = 'USER_ID,ITEM_ID,EVENT_TYPE,TIMESTAMP\nu1,i1,watch,1767571200\nu1,i1,watch,never\n';
const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v1' };
const CSV_KEY = 'train/small/interactions.csv';

/** A data bucket with one csv of interactions, and a run that checks this csv in one part. */
async function prepare() {
  const { table } = await recordTable();
  const state = stateOf(JSON.stringify(withChecks(sample(), { minimumRows: 1 })));
  const [dataset] = state.datasets;
  if (dataset === undefined) throw new Error('The sample has no dataset.');
  /** Content and ETag of the csv. Tests change them. */
  const s3 = { text: CSV, etag: 'etag-1' };
  const read: string[] = [];
  const bucket = {
    csv: async (): Promise<DataLocation> => ({
      uri: `s3://data/${CSV_KEY}`,
      contents: [[CSV_KEY, s3.etag]],
      size: 0,
      changedAt: new Date('2026-01-05T00:00:00Z'),
      csv: [{ key: CSV_KEY, versionId: s3.etag, size: s3.text.length }],
    }),
    bytes: async function* ({ versionId }: { versionId: string }) {
      read.push(versionId);
      yield Buffer.from(s3.text);
    },
  } as unknown as DataBucketReader;
  const location = await bucket.csv('train/small/', 'interactions');
  if (location === undefined) throw new Error('The bucket has no csv.');
  const { fingerprint, parts } = await planCheck({ state, bucket, folder: 'train/small/' }, dataset, location);
  const records = new DataStatisticsRecords(table);
  const logger = { info: jest.fn() };
  const asked = { resource: referenceTo(dataset.importJob), fingerprint, parts: 1 };
  const event = { file: FILE, check: asked, part: 0 };
  const services = { logger: logger as unknown as Logger, load: async () => state, bucket, records };
  const check = (isTimeUp = () => false, changes = {}) => checkData({ ...event, ...changes }, isTimeUp, services);
  const found = () => records.part('small', parts[0]?.record ?? '');
  return { s3, read, check, found, logger };
}

describe('a check of rows', () => {
  it('records for a part of the data how many rows it has, and how often it violates each rule', async () => {
    // Prepare
    const { check, found } = await prepare();

    // Act
    await check();

    // Assess
    expect(await found()).toMatchObject({ rows: 2, isComplete: true, counts: { 'value-type': 1 } });
  });

  it('is completed by the next call if the first call runs out of time', async () => {
    // Prepare
    const { check, found } = await prepare();
    await check(() => true);
    const unfinished = await found();

    // Act
    await check();

    // Assess
    expect(unfinished).toBeUndefined();
    expect(await found()).toMatchObject({ rows: 2 });
  });

  it('reads nothing more when it is called again after it has finished', async () => {
    // Prepare
    const { check, read } = await prepare();
    await check();

    // Act
    await check();

    // Assess
    expect(read).toEqual(['etag-1']);
  });

  it('reads and records nothing if the data have changed since the check was requested', async () => {
    // Prepare
    const { check, s3, read, found, logger } = await prepare();
    s3.etag = 'etag-2';

    // Act
    await check();

    // Assess
    expect(read).toEqual([]);
    expect(await found()).toBeUndefined();
    expect(logger.info).toHaveBeenCalledWith('The data has changed');
  });

  it('reads nothing if it is called for a part that the data do not have', async () => {
    // Prepare
    const { check, read } = await prepare();

    // Act
    await check(undefined, { part: 1 });

    // Assess
    expect(read).toEqual([]);
  });
});
