import type { DeployedAws } from '../../cli/aws';
import { findUploadRun, recentRuns, recordedRun, runsOfFile } from '../../cli/runs';
import {
  DELETION_TRIGGER,
  DRIFT_TRIGGER,
  PROMOTION_TRIGGER,
  PRUNE_TRIGGER,
  RETRY_TRIGGER,
} from '../../lib/record-table/run-request';
import type { RunStatus } from '../../lib/record-table/runs';
import { recordTable, TABLE } from '../support/record-table';

const FILE = { datasetGroup: 'shop', key: 'train/shop/config.json', fileVersion: 'v1' };

async function prepare() {
  const { aws: local, table } = await recordTable();
  let queries = 0;
  let read = 0;
  local.intercept(async ({ call }, perform) => {
    const output = await perform();
    if (call.operation !== 'Query') return output;
    queries += 1;
    read += (output as { ScannedCount: number }).ScannedCount;
    return output;
  });
  let day = 0;
  /** Records a run of {@link FILE}, newer than all earlier records. @returns its id */
  const record = async (trigger: string, status: RunStatus, fileVersion = FILE.fileVersion) => {
    day += 1;
    const startedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
    const id = `run-${day}`;
    const run = { datasetGroup: 'shop', item: `run#${startedAt}#${id}`, startedAt, trigger, status };
    const execution = `arn:aws:states:us-east-1:123456789012:execution:personalize-run:${id}`;
    const texts = { ...run, workflow: 'w', file: `s3://b/${FILE.key}`, fileVersion, execution };
    const Item = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, { S: text }]));
    await local.call('dynamodb', 'PutItem', { TableName: TABLE, Item });
    return id;
  };
  const now = () => Date.UTC(2026, 0, day, 12);
  const aws = { records: table, now } as unknown as DeployedAws;
  /** Returns the number of records that a search reads. */
  const readBy = async (search: () => Promise<unknown>) => {
    const before = read;
    await search();
    return read - before;
  };
  return { aws, record, queries: () => queries, readBy };
}

describe.each([PROMOTION_TRIGGER, DRIFT_TRIGGER, PRUNE_TRIGGER])(
  'runsOfFile, if a newer run has the trigger %s,',
  (trigger) => {
    test.each<[RunStatus, RunStatus]>([
      ['FAILED', 'SUCCEEDED'],
      ['SUCCEEDED', 'FAILED'],
      ['RUNNING', 'SUCCEEDED'],
    ])('finds the %s run of the upload, and not the newer %s run', async (own, other) => {
      // Prepare
      const { aws, record } = await prepare();
      const id = await record('upload', own);
      await record(trigger, other);

      // Act
      const { upload, tasks } = await runsOfFile(aws, FILE);

      // Assess
      expect(upload).toMatchObject({ id, status: own });
      expect(tasks.size).toBe(0);
    });
  },
);

describe('runsOfFile', () => {
  test.each([
    { title: 'a retry', trigger: RETRY_TRIGGER },
    { title: 'a deletion of the users in a csv', trigger: DELETION_TRIGGER },
  ])('takes a run that is newer than the upload as the run of the file: $title', async ({ trigger }) => {
    // Prepare
    const { aws, record } = await prepare();
    await record('upload', 'FAILED');
    const id = await record(trigger, 'SUCCEEDED');

    // Act and assess
    expect((await runsOfFile(aws, FILE)).upload).toMatchObject({ id, status: 'SUCCEEDED' });
  });
});

describe('findUploadRun', () => {
  test.each([RETRY_TRIGGER, PROMOTION_TRIGGER])(
    'finds the run of the upload again, even if a newer run with the trigger %s is recorded',
    async (trigger) => {
      // Prepare
      const { aws, record } = await prepare();
      const find = findUploadRun(aws, FILE);
      const before = await find();
      const id = await record('upload', 'RUNNING');
      const first = await find();
      await record(trigger, 'SUCCEEDED');

      // Act
      const second = await find();

      // Assess
      expect(before).toBeUndefined();
      expect([first?.id, second?.id, second?.status]).toEqual([id, id, 'RUNNING']);
    },
  );
});

describe('a followed run', () => {
  test('is found without reading the older runs of its dataset group at each poll', async () => {
    // Prepare
    const { aws, record, readBy } = await prepare();
    for (let run = 0; run < 20; run += 1) await record('nightly', 'SUCCEEDED');
    const find = findUploadRun(aws, { ...FILE, fileVersion: 'v2' });
    await find();

    // Act
    const unrecorded = await readBy(find);
    const id = await record('upload', 'RUNNING', 'v2');
    const recorded = await readBy(find);
    const found = await find();

    // Assess
    expect(found).toMatchObject({ id, status: 'RUNNING' });
    expect([unrecorded, recorded]).toEqual([0, 1]);
  });

  test('is searched for only among the runs since its start if a command has started it', async () => {
    // Prepare
    const { aws, record, readBy } = await prepare();
    for (let run = 0; run < 20; run += 1) await record('nightly', 'SUCCEEDED');
    const started = new Date(aws.now());

    // Act
    const unrecorded = await readBy(() => recordedRun(aws, 'shop', 'run-21', started));
    await record('retry', 'RUNNING');
    const found = await recordedRun(aws, 'shop', 'run-21', started);

    // Assess
    expect(unrecorded).toBe(0);
    expect(found).toMatchObject({ status: 'RUNNING' });
  });
});

describe('recentRuns', () => {
  test('finds with a single query a failed run that is older than twenty others', async () => {
    // Prepare
    const { aws, record, queries } = await prepare();
    const id = await record('upload', 'FAILED');
    for (let run = 0; run < 20; run += 1) await record('upload', 'SUCCEEDED');

    // Act
    const runs = await recentRuns(aws, 'shop', 1, ({ status }) => status === 'FAILED');

    // Assess
    expect(runs).toMatchObject([{ id }]);
    expect(queries()).toBe(1);
  });
});
