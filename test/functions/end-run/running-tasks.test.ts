import { RunningTasks } from '../../../functions/end-run/running-tasks';
import { taskKey } from '../../../records/task-record';
import { recordTable, TABLE } from '../support/record-table';

const KEY = taskKey('movies', 'import');
const EARLIER = '2026-01-05T00:00:00.000Z';
const LATER = '2026-01-05T06:00:00.000Z';

/** @param attributes of the task's item; without them there is none */
async function prepare(attributes: Readonly<Record<string, string>> | undefined) {
  const { aws, client: dynamodb } = await recordTable();
  const put = (of: Readonly<Record<string, string>>) =>
    aws.call('dynamodb', 'PutItem', {
      TableName: TABLE,
      Item: {
        ...KEY,
        ...Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { S: value }])),
      },
    });
  if (attributes !== undefined) await put(attributes);
  const tasks = new RunningTasks(dynamodb, TABLE);
  return {
    aws,
    put,
    end: (startedAt: string) =>
      tasks.endRunning('movies', 'import', {
        execution: 'mine',
        startedAt,
        status: 'FAILED',
        now: new Date('2026-01-05T07:00:00.000Z'),
      }),
    async item() {
      const { Item: item } = (await aws.call('dynamodb', 'GetItem', { TableName: TABLE, Key: KEY })) as {
        readonly Item?: Readonly<Record<string, { readonly S: string }>>;
      };
      return item && Object.fromEntries(Object.entries(item).map(([name, { S: value }]) => [name, value]));
    },
  };
}

describe('a task whose run has ended', () => {
  it('is free, and says how it ended', async () => {
    // Prepare
    const { end, item } = await prepare({ running: 'mine', lastExecution: 'before', lastStartedAt: EARLIER });

    // Act
    await end(LATER);

    // Assess
    const ended = await item();
    expect(ended).toMatchObject({
      lastExecution: 'mine',
      lastStatus: 'FAILED',
      lastStartedAt: LATER,
      lastFinishedAt: '2026-01-05T07:00:00.000Z',
    });
    expect(ended).not.toHaveProperty('running');
  });

  it.each([
    ['had not marked it yet', {}],
    ['found the mark of an execution that was stopped', { running: 'stopped' }],
  ])('says so if the run %s', async (_case, before) => {
    // Prepare
    const { end, item } = await prepare({ ...before, state: 'ENABLED' });

    // Act
    await end(LATER);

    // Assess
    expect(await item()).toMatchObject({ ...before, lastExecution: 'mine', lastStatus: 'FAILED' });
  });

  it('is free also if the run marks it while its end is written', async () => {
    // Prepare
    const { aws, end, item, put } = await prepare({ state: 'ENABLED' });
    let writes = 0;
    aws.intercept(async ({ call }, perform) => {
      if (call.operation === 'UpdateItem') writes += 1;
      if (call.operation === 'UpdateItem' && writes === 2) await put({ state: 'ENABLED', running: 'mine' });
      return perform();
    });

    // Act
    await end(LATER);

    // Assess
    expect(writes).toBe(3);
    const ended = await item();
    expect(ended).toMatchObject({ lastExecution: 'mine' });
    expect(ended).not.toHaveProperty('running');
  });

  it('keeps what it says of a later run', async () => {
    // Prepare
    const { end, item } = await prepare({ lastExecution: 'later', lastStartedAt: LATER });

    // Act
    await end(EARLIER);

    // Assess
    expect(await item()).toMatchObject({ lastExecution: 'later', lastStartedAt: LATER });
  });

  it('stays gone', async () => {
    // Prepare
    const { end, item } = await prepare(undefined);

    // Act
    await end(LATER);

    // Assess
    expect(await item()).toBeUndefined();
  });
});
