import { RunHistory } from '../../../lib/record-table/run-history';
import { isRun, runOf } from '../../../lib/record-table/runs';
import { recordTable, TABLE } from '../../support/record-table';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:run:shop-1';
const CUTOFF = new Date('2026-01-05T00:00:00Z');

/** The record of a run of `shop`, or of another dataset group. */
function record(item: string, status: string, datasetGroup = 'shop') {
  const texts = {
    datasetGroup,
    item,
    status,
    execution: EXECUTION,
    workflow: 'dataset-import',
    trigger: 'upload',
  };
  return Object.fromEntries(
    Object.entries({ ...texts, file: 's3://b/k', fileVersion: 'v', startedAt: '2026-01-01T00:00:00Z' }).map(
      ([name, text]) => [name, { S: text }],
    ),
  );
}

async function prepare(...items: readonly ReturnType<typeof record>[]) {
  const { aws, table } = await recordTable();
  for (const Item of items) await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item });
  return new RunHistory(table);
}

describe('RunHistory', () => {
  test('finds runs of a dataset group that are in progress and began before a given time', async () => {
    // Prepare
    const runs = await prepare(
      record('run#2026-01-01T00:00:00.000Z#old', 'RUNNING'),
      record('run#2026-01-02T00:00:00Z#task', 'RUNNING'),
      record('run#2026-01-02T00:00:00.000Z#ended', 'FAILED'),
      record('run#2026-01-05T00:00:01.000Z#new', 'RUNNING'),
      record('run#2026-01-01T00:00:00.000Z#other', 'RUNNING', 'books'),
      record('parameter-file', 'RUNNING'),
      record('task#nightly', 'RUNNING'),
    );

    // Act
    const found = await runs.begunBefore('shop', CUTOFF);

    // Assess
    expect(found.map(({ key }) => key.item)).toEqual([
      'run#2026-01-01T00:00:00.000Z#old',
      'run#2026-01-02T00:00:00Z#task',
    ]);
    expect(found[0]).toMatchObject({ execution: EXECUTION, file: 's3://b/k', isReported: false });
  });

  test('finds executions whose end is recorded and whose notification is not', async () => {
    // Prepare
    const ended = (name: string) => ({
      ...record(`run#2026-01-01T00:00:00.000Z#${name}`, 'SUCCEEDED'),
      finishedAt: { S: '2026-01-01T01:00:00.000Z' },
      notifier: { S: 'itself' },
    });
    const runs = await prepare(
      ended('interrupted'),
      { ...ended('reported'), notifiedAt: { S: '2026-01-01T01:00:01.000Z' } },
      record('run#2026-01-01T00:00:00.000Z#running', 'RUNNING'),
    );

    // Act
    const found = await runs.unreportedExecutions('shop');

    // Assess
    expect(found).toEqual([EXECUTION]);
  });

  test('finds the refused files of a workflow', async () => {
    // Prepare
    const runs = await prepare(
      record('run#2026-01-01T00:00:00.000Z#refused', 'REFUSED'),
      record('run#2026-01-02T00:00:00.000Z#failed', 'FAILED'),
      record('run#2026-01-01T00:00:00.000Z#other', 'REFUSED', 'books'),
    );

    // Act
    const [ofImports, ofDeletions] = [
      await runs.refused('shop', 'dataset-import'),
      await runs.refused('shop', 'data-deletion'),
    ];

    // Assess
    expect(ofImports.map(({ startedAt, status }) => [startedAt, status])).toEqual([
      ['2026-01-01T00:00:00Z', 'REFUSED'],
    ]);
    expect(ofDeletions).toEqual([]);
  });

  test('records a run as failed if its end was lost, but keeps an end that was recorded in the meantime', async () => {
    // Prepare
    const [lost, ended] = ['lost', 'ended'].map((name) => ({
      datasetGroup: 'shop',
      item: `run#2026-01-01T00:00:00.000Z#${name}`,
    }));
    if (lost === undefined || ended === undefined) throw new Error('There are two runs.');
    const { aws, table } = await recordTable();
    for (const Item of [record(lost.item, 'RUNNING'), record(ended.item, 'SUCCEEDED')])
      await aws.call('dynamodb', 'PutItem', { TableName: TABLE, Item });
    const runs = new RunHistory(table);

    // Act
    for (const key of [lost, ended]) await runs.recordLostEnd(key, CUTOFF);

    // Assess
    const { Items } = (await aws.call('dynamodb', 'Scan', { TableName: TABLE })) as { Items: object[] };
    expect(Items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          item: { S: lost.item },
          status: { S: 'FAILED' },
          finishedAt: { S: CUTOFF.toISOString() },
          error: { S: 'EndNotRecorded' },
        }),
        record(ended.item, 'SUCCEEDED'),
      ]),
    );
  });

  test('pages through the runs of a dataset group, the newest first', async () => {
    // Prepare
    const runs = await prepare(
      record('run#2026-01-01T00:00:00.000Z#one', 'SUCCEEDED'),
      record('run#2026-01-03T00:00:00.000Z#three', 'RUNNING'),
      record('run#2026-01-02T00:00:00.000Z#two', 'FAILED'),
      record('run#2026-01-04T00:00:00.000Z#other', 'FAILED', 'books'),
      record('task#nightly', 'RUNNING'),
    );

    // Act
    const pages = [];
    for await (const page of runs.pages('shop', 2)) pages.push(page.map(({ status }) => status));

    // Assess
    expect(pages.slice(0, 2)).toEqual([['RUNNING', 'FAILED'], ['SUCCEEDED']]);
  });

  test.each([
    ['the end of its key if it has no execution', 'run#2026-01-01T00:00:00.000Z#refused#1', undefined, 'refused#1'],
    [
      'the name of its execution',
      'run#2026-01-01T00:00:00.000Z#top',
      'arn:aws:states:us-east-1:123456789012:execution:run:shop-1',
      'shop-1',
    ],
  ])('the id of a run is %s', (_, item, execution, expected) => {
    // Act
    const { id } = runOf({ datasetGroup: 'shop', item, execution });

    // Assess
    expect(id).toBe(expected);
  });

  test.each([
    ['recognizes the key of a run', 'run#2026-01-01T00:00:00.000Z#one', true],
    ['does not recognize the key of a task as the key of a run', 'task#run#', false],
  ])('%s', (_, item, expected) => {
    // Act and assess
    expect(isRun({ item })).toBe(expected);
  });

  test('does not bring back a run that has expired in the meantime', async () => {
    // Prepare
    const { table } = await recordTable();
    const key = { datasetGroup: 'shop', item: 'run#2026-01-01T00:00:00.000Z#old' };

    // Act
    await new RunHistory(table).noteReported(key, CUTOFF);

    // Assess
    expect(await table.get(key)).toBeUndefined();
  });

  test('records that a run was reported', async () => {
    // Prepare
    const runs = await prepare(record('run#2026-01-01T00:00:00.000Z#old', 'RUNNING'));
    const [run] = await runs.begunBefore('shop', CUTOFF);
    if (run === undefined) throw new Error('There is no run.');

    // Act
    await runs.noteReported(run.key, CUTOFF);

    // Assess
    expect(await runs.begunBefore('shop', CUTOFF)).toEqual([{ ...run, isReported: true }]);
  });
});
