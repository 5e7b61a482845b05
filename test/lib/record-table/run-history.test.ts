import { RunHistory } from '../../../lib/record-table/run-history';
import { isRun, LONGEST_RUN_DAYS, runOf, SUPERSEDED } from '../../../lib/record-table/runs';
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

  test('finds executions whose end is recorded, but whose notification is not', async () => {
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

  test('finds the refused files of a dataset group that were meant for a given workflow', async () => {
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
    if (lost === undefined || ended === undefined) throw new Error('A run is missing.');
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

  /** The record of a successful upload that ended at `finishedAt`. */
  const upload = (name: string, finishedAt: string, change: object = {}) => ({
    ...record(`run#2026-01-0${name.length}T00:00:00.000Z#${name}`, 'SUCCEEDED'),
    workflow: { S: 'personalize-workflow' },
    finishedAt: { S: finishedAt },
    execution: { S: `arn:aws:states:us-east-1:123456789012:execution:run:${name}` },
    ...change,
  });

  test.each<readonly [string, (runs: RunHistory) => Promise<readonly { id: string }[]>, readonly string[]]>([
    ['that began at a time or later', (runs) => runs.since('shop', new Date('2026-01-02T00:00:00Z')), ['bb', 'ccc']],
    ['that are in progress', (runs) => runs.inProgress('shop'), ['ccc']],
    [
      'of a workflow that began at a time or later',
      (runs) => runs.ofWorkflow('shop', 'personalize-workflow', new Date('2026-01-01T00:00:00.001Z')),
      ['bb'],
    ],
    [
      'that ended in a period, including its first millisecond and not its end',
      (runs) => runs.endedIn('shop', '2026-01-05T00:00:00.000Z', '2026-01-06T00:00:00.000Z'),
      ['bb'],
    ],
  ])('finds the runs %s', async (_, find, expected) => {
    // Prepare
    const runs = await prepare(
      upload('a', '2026-01-06T00:00:00.000Z'),
      upload('bb', '2026-01-05T00:00:00.000Z'),
      {
        ...upload('ccc', '2026-01-04T23:59:59.999Z'),
        workflow: { S: 'dataset-import' },
        status: { S: 'RUNNING' },
      },
      record('task#nightly', 'RUNNING'),
    );

    // Act and assess
    expect((await find(runs)).map(({ id }) => id)).toEqual(expected);
  });

  test.each([
    ['finds the end of', 0, 1],
    ['does not find the end of', 1, 0],
  ])('%s a run that took %i ms more than the longest run can take', async (_, late, expected) => {
    // Prepare
    const end = Date.parse('2026-01-01T00:00:00.000Z') + LONGEST_RUN_DAYS * 86_400_000 + late;
    const runs = await prepare(upload('a', new Date(end).toISOString()));

    // Act
    const found = await runs.endedIn('shop', new Date(end).toISOString(), new Date(end + 1).toISOString());

    // Assess
    expect(found).toHaveLength(expected);
  });

  test.each<readonly [string, object, boolean]>([
    ['is the first one if the other upload ended later', {}, true],
    [
      'is not the first one if the other upload ended earlier',
      { finishedAt: { S: '2026-01-04T00:00:00.000Z' } },
      false,
    ],
    ...(
      [
        ['failed', { status: { S: 'FAILED' } }],
        ['was superseded', { note: { S: SUPERSEDED } }],
        ['restored resources', { trigger: { S: 'drift' } }],
        ['was an import', { workflow: { S: 'dataset-import' } }],
      ] as const
    ).map(
      ([what, change]) =>
        [
          `is the first one although another run ended earlier, if that run ${what}`,
          { finishedAt: { S: '2026-01-04T00:00:00.000Z' }, ...change },
          true,
        ] as const,
    ),
  ])('an upload %s', async (_, other, expected) => {
    // Prepare
    const runs = await prepare(
      upload('bb', '2026-01-05T00:00:00.000Z', { note: { S: 'a note' } }),
      upload('a', '2026-01-06T00:00:00.000Z', other),
    );

    // Act and assess
    expect(await runs.isFirstUpload({ datasetGroup: 'shop', item: 'run#2026-01-02T00:00:00.000Z#bb' })).toBe(expected);
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
    ['does not take the key of a task for the key of a run', 'task#run#', false],
  ])('%s', (_, item, expected) => {
    // Act and assess
    expect(isRun({ item })).toBe(expected);
  });

  test('does not bring back the record of an expired run when it records that the run was reported', async () => {
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
