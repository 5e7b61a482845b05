import type { RunRequest } from '../../../lib/record-table/run-request';
import { RUN_NOTIFIER, type RunResult, Runs } from '../../../lib/record-table/runs';
import { recordTable, TABLE } from '../../support/record-table';

const RUN = { datasetGroup: 'movies', item: 'run#2026-01-05T00:00:00.000Z#movies-1' };
const EXECUTION = { Id: 'arn:mine', Name: 'movies-1', StartTime: '2026-01-05T00:00:00.000Z' };
const REQUEST: RunRequest = {
  datasetGroup: 'movies',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  file: { bucket: 'data', key: 'train/movies/config.json', versionId: 'v1' },
};
const STOPPED = { error: 'RunStopped', cause: 'The execution was stopped: By hand.' };

/** A record table with functions that begin and end the run. */
async function prepare() {
  const { aws, table } = await recordTable();
  const runs = new Runs(table, 30);
  const end = (seconds: number): RunResult => ({
    ...REQUEST,
    execution: EXECUTION,
    now: new Date(Date.UTC(2026, 0, 5) + seconds * 1000),
  });
  return {
    begin: (Id = EXECUTION.Id) => runs.begin(RUN, REQUEST, { ...EXECUTION, Id }),
    skip: () => runs.skip(RUN, REQUEST, EXECUTION, 'Busy.'),
    /** Ends the run in its own execution, as succeeded. */
    succeed: async (seconds = 0) => endOf(await runs.end(RUN, end(seconds), RUN_NOTIFIER)),
    /**
     * Ends the run as a function does that is notified of the stop.
     *
     * @param request id of the function's invocation, which names the notifier
     */
    stop: async (request: string, seconds = 0) =>
      endOf(await runs.end(RUN, { ...end(seconds), workflow: '', failure: STOPPED }, request)),
    wakeUp: (id: string) => runs.wakeUp(RUN, EXECUTION.Id, id),
    isNewest: (id: string) => runs.isNewest(RUN, id),
    noteChanges: (changes: readonly string[]) => runs.noteChanges(RUN, EXECUTION, changes),
    succeeded: () => runs.end(RUN, end(0), RUN_NOTIFIER),
    stopped: () => runs.end(RUN, { ...end(0), workflow: '', failure: STOPPED }, 'request-1'),
    recordNotified: () => runs.recordNotified(RUN, new Date()),
    async status() {
      const { Item: item } = (await aws.call('dynamodb', 'GetItem', {
        TableName: TABLE,
        Key: { datasetGroup: { S: RUN.datasetGroup }, item: { S: RUN.item } },
      })) as { readonly Item?: { readonly status: { readonly S: string } } };
      return item?.status.S;
    },
  };
}

/** Returns the result to notify: `success` or the error's name. If the caller must not notify, returns `NOTIFIED` or `BUSY`. */
function endOf({ right, recorded }: Awaited<ReturnType<Runs['end']>>): string {
  return right === 'NOTIFY' ? (recorded.failure?.error ?? 'success') : right;
}

describe('a run that is stopped', () => {
  test('is recorded as failed, whether it had begun or not, and is reported by the first notifier only', async () => {
    for (const begun of [true, false]) {
      // Prepare
      const { begin, stop, recordNotified, status } = await prepare();
      if (begun) await begin();

      // Act
      const first = await stop('request-1');
      const again = await stop('request-1', 60);
      const duplicate = await stop('request-2', 180);
      await recordNotified();
      const late = await stop('request-2', 400);

      // Assess
      expect([first, again, duplicate, late]).toEqual([STOPPED.error, STOPPED.error, 'NOTIFIED', 'NOTIFIED']);
      expect(await status()).toBe('FAILED');
    }
  });

  test('is reported by the next nightly reconciliation if the last one recorded its end, but no notification', async () => {
    // Prepare
    const { begin, stop } = await prepare();
    await begin();
    await stop('first-night');

    // Act
    const next = await stop('next-night', 24 * 3600);

    // Assess
    expect(next).toBe(STOPPED.error);
  });

  test('is not reported again, and stays SUCCEEDED, if it had succeeded and sent its notification before the stop', async () => {
    // Prepare
    const { begin, succeed, recordNotified, stop, status } = await prepare();
    await begin();
    await succeed();
    await recordNotified();

    // Act and assess
    expect(await stop('request-1')).toBe('NOTIFIED');
    expect(await status()).toBe('SUCCEEDED');
  });

  test('is reported by another notifier, with the success that it had recorded, once its own function cannot be running any more', async () => {
    // Prepare
    const { begin, succeed, stop, status } = await prepare();
    await begin();
    await succeed();

    // Act and assess: Lambda tries an event after 0, 60 and 180 s
    expect(await stop('request-1', 0)).toBe('BUSY');
    expect(await stop('request-1', 60)).toBe('BUSY');
    expect(await status()).toBe('SUCCEEDED');
    expect(await stop('request-1', 180)).toBe('success');
    expect(await status()).toBe('SUCCEEDED');
  });

  test('is reported with the workflow and the file that were recorded when it began', async () => {
    // Prepare
    const { begin, stopped } = await prepare();
    await begin();

    // Act
    const recorded = await stopped();

    // Assess
    expect(recorded).toEqual({
      right: 'NOTIFY',
      recorded: { workflow: REQUEST.workflow, file: REQUEST.file, failure: STOPPED },
    });
  });

  test('does not send its own notification once another notifier is sending one', async () => {
    // Prepare
    const { begin, succeed, stop, status } = await prepare();
    await begin();
    await stop('request-1');

    // Act and assess
    expect(await succeed()).toBe('BUSY');
    expect(await status()).toBe('FAILED');
  });

  test('stays SKIPPED if it was recorded as skipped before', async () => {
    // Prepare
    const { skip, stop, status } = await prepare();
    await skip();

    // Act and assess
    expect(await stop('request-1')).toBe('NOTIFIED');
    expect(await status()).toBe('SKIPPED');
  });

  test('does not change the record if another execution began the run', async () => {
    // Prepare
    const { begin, stop, status } = await prepare();
    await begin('arn:other');

    // Act and assess
    expect(await stop('request-1')).toBe('NOTIFIED');
    expect(await status()).toBe('RUNNING');
  });

  test('stays FAILED if a function tries to record it as begun or as skipped after its stop', async () => {
    // Prepare
    const { begin, skip, stop, status } = await prepare();
    await stop('request-1');

    // Act and assess
    expect(await begin()).toBe(false);
    expect(await skip()).toBe(false);
    expect(await status()).toBe('FAILED');
  });
});

describe('a skipped run', () => {
  test('expires the configured number of days after its start', async () => {
    // Prepare
    const { table } = await recordTable();

    // Act
    await new Runs(table, 30).skip(RUN, REQUEST, EXECUTION, 'Busy.');

    // Assess
    expect(await table.get(RUN)).toMatchObject({ status: 'SKIPPED', expiresAt: Date.UTC(2026, 1, 4) / 1000 });
  });
});

describe('a second call to begin or skip a run', () => {
  test('keeps the changes of settings that were recorded for the notification', async () => {
    // Prepare
    const { begin, wakeUp, noteChanges, succeeded } = await prepare();
    await begin();
    await wakeUp('one');
    await noteChanges(['the budget changes']);

    // Act
    const late = await begin();

    // Assess
    expect(late).toBe(false);
    expect((await succeeded()).recorded.changes).toEqual(['the budget changes']);
  });

  test('does not begin a run that another call has skipped', async () => {
    // Prepare
    const { begin, skip, status } = await prepare();
    await skip();

    // Act and assess
    expect(await begin()).toBe(false);
    expect(await status()).toBe('SKIPPED');
  });

  test('does not skip a run that another call has begun', async () => {
    // Prepare
    const { begin, skip, status } = await prepare();
    await begin();

    // Act and assess
    expect(await skip()).toBe(false);
    expect(await status()).toBe('RUNNING');
  });
});

describe('a run that ends', () => {
  test('does not notify if its record belongs to another execution', async () => {
    // Prepare
    const { table } = await recordTable();
    const runs = new Runs(table, 30);
    const other = { ...EXECUTION, Id: 'arn:other' };
    const end = { ...REQUEST, now: new Date() };
    await runs.begin(RUN, REQUEST, other);
    await runs.end(RUN, { ...end, execution: other }, RUN_NOTIFIER);

    // Act
    const { right } = await runs.end(RUN, { ...end, execution: EXECUTION }, RUN_NOTIFIER);

    // Assess
    expect(right).toBe('NOTIFIED');
  });

  test("is reported with the values of its file's placeholders", async () => {
    // Prepare
    const { table } = await recordTable();
    const file = { ...REQUEST.file, values: { stage: 'dev' } };
    const end = { ...REQUEST, file, execution: EXECUTION, now: new Date() };

    // Act
    const { recorded } = await new Runs(table, 30).end(RUN, end, RUN_NOTIFIER);

    // Assess
    expect(recorded).toEqual({ workflow: REQUEST.workflow, file });
  });

  test('is reported by each attempt until one of them records the notification', async () => {
    // Prepare
    const { begin, succeed, recordNotified } = await prepare();
    await begin();

    // Act and assess
    expect(await succeed()).toBe('success');
    expect(await succeed(1)).toBe('success');
    await recordNotified();
    expect(await succeed(2)).toBe('NOTIFIED');
  });
});

describe('the refusal of a file', () => {
  const refusal = {
    key: { datasetGroup: 'movies', item: 'run#2026-01-05T00:00:00Z#refused' },
    ...({ workflow: 'personalize-workflow', trigger: 'upload', file: REQUEST.file } as const),
    uploadedAt: '2026-01-05T00:00:00Z',
    failure: { error: 'InvalidParameterFile', cause: '1 error.' },
  };
  const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5) + seconds * 1000);

  test("is reported by one notifier at a time, and by another one at Lambda's last retry if no notification is recorded", async () => {
    // Prepare
    const { table } = await recordTable();
    const runs = new Runs(table, 30);
    const refuse = (notifier: string, seconds: number) => runs.refuse(refusal, notifier, at(seconds));

    // Act: Lambda tries an event after 0, 60 and 180 s
    const answers = [
      await refuse('request-1', 0),
      await refuse('request-1', 1),
      await refuse('request-2', 2),
      await refuse('request-2', 62),
      await refuse('request-2', 182),
    ];
    await runs.recordNotified(refusal.key, at(183));
    const afterwards = await refuse('request-3', 1000);

    // Assess
    expect(answers).toEqual(['NOTIFY', 'NOTIFY', 'BUSY', 'BUSY', 'NOTIFY']);
    expect(afterwards).toBe('NOTIFIED');
  });
});

describe('a wake-up of a run', () => {
  test('is the newest one until another wake-up begins, but not if it begins after the end of the run', async () => {
    // Prepare
    const { begin, succeed, wakeUp, isNewest } = await prepare();
    await begin();

    // Act
    const first = await wakeUp('one');
    const isFirstNewest = await isNewest('one');
    const second = await wakeUp('two');
    const during = [await isNewest('one'), await isNewest('two')];
    await succeed();
    const late = await wakeUp('three');

    // Assess
    expect([first, second, late]).toEqual(['RUNNING', 'RUNNING', 'SUCCEEDED']);
    expect([isFirstNewest, ...during, await isNewest('three')]).toEqual([true, false, true, false]);
  });

  test('returns no status of a run that was never recorded, or that another execution began, and records no run', async () => {
    // Prepare
    const { begin, wakeUp, status } = await prepare();
    const unrecorded = await wakeUp('one');
    const before = await status();
    await begin('arn:other');

    // Act
    const ofOther = await wakeUp('one');

    // Assess
    expect([unrecorded, before, ofOther]).toEqual([undefined, undefined, undefined]);
  });
});
