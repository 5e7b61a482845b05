import { type DigestsServices, sendDigests } from '../../../../functions/reconcile-deployment/digest/send-digests';
import type { Notification } from '../../../../functions/shared/notifications';
import { recordsOf } from '../../../../functions/shared/records';
import { Destruction } from '../../../../lib/record-table/destructions';
import { Digests } from '../../../../lib/record-table/digests';
import { RefusedPlaces } from '../../../../lib/record-table/refused-files';
import { Results } from '../../../../lib/record-table/results';
import { type RunStatus, runKey } from '../../../../lib/record-table/runs';
import { type VersionDecision, VersionDecisions } from '../../../../lib/record-table/version-decisions';
import { stateOf } from '../../../support/planned';
import { recordTable } from '../../../support/record-table';
import { sample } from '../../../support/sample';

const VERSION = 'arn:aws:personalize:us-east-1:123456789012:solution/shop-solution';

const FILE = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' };

/**
 * Prepares a record table with runs of `shop`.
 *
 * @param runs their statuses, by the day of January 2026 on which each ended
 */
async function prepare(runs: Readonly<Record<string, RunStatus>>, changes: Partial<DigestsServices> = {}) {
  const { table } = await recordTable();
  const { history, results, tasks, decisions } = recordsOf(table, 90, { isRunning: async () => true });
  const record = async (day: string, status: RunStatus, datasetGroup = 'shop') => {
    const finishedAt = `2026-01-${day}T12:00:00.000Z`;
    const runId = `run-${day}`;
    await table.write({
      put: { ...runKey(datasetGroup, finishedAt, runId), status, startedAt: finishedAt, finishedAt, expiresAt: 2e9 },
    });
    const created = { type: 'solutionVersion', resource: 'version', result: 'CREATED' } as const;
    await results.write({ datasetGroup, runId, pointer: '/solutions/0' }, created, new Date());
  };
  for (const [day, status] of Object.entries(runs)) await record(day, status);
  const mails: Notification[] = [];
  const [error, warn] = [jest.fn(), jest.fn()];
  const services: DigestsServices = {
    logger: { error, warn },
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    setting: 'daily',
    notifier: 'request-1',
    timeZone: 'UTC',
    digests: new Digests(table),
    refusedPlaces: new RefusedPlaces(table),
    runs: history,
    results,
    tasks,
    decisions,
    personalize: {
      list: async () => [1, 2].map((number) => ({ status: 'ACTIVE', solutionVersionArn: `${VERSION}/${number}` })),
      describe: async () => ({ status: 'ACTIVE' }),
      metrics: async (version: string) => ({ coverage: Number(version.slice(-1)) / 10 }),
    } as unknown as DigestsServices['personalize'],
    usageOf: async () => [],
    loadFile: async ({ key }) =>
      stateOf(JSON.stringify(sample(key === 'train/eu/books/config.json' ? 'films' : key.split('/')[1]))),
    readWithin: 60_000,
    hasTime: () => true,
    notify: async (mail) => void mails.push(mail),
    ...changes,
  };
  const send = (
    day: string,
    again: Partial<DigestsServices> = {},
    folders: Readonly<Record<string, string>> = { shop: 'shop' },
  ) =>
    sendDigests(
      new Map(
        Object.entries(folders).map(([group, folder]) => [group, { ...FILE, key: `train/${folder}/config.json` }]),
      ),
      new Date(`2026-01-${day}T04:17:00Z`),
      { ...services, ...again },
    );
  return { table, results, record, send, mails, error, warn, runsSent: () => mails.map(({ runs }) => runs?.join()) };
}

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

describe('a digest', () => {
  it('names each run only once, in the first digest after the end of the run', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED', '06': 'FAILED', '07': 'SUCCEEDED' });

    // Act
    for (const day of ['06', '06', '07', '08', '09']) await send(day);

    // Assess
    expect(runsSent()).toEqual(['run-05', 'run-06', 'run-07']);
  });

  it.each([
    [
      'is sent after each day on which a run was not UNCHANGED, if the setting is daily',
      'daily',
      ['run-05', 'run-06', 'run-11', 'run-12,run-13'],
    ],
    ['is sent each week if the setting is weekly', 'weekly', ['run-05,run-06,run-11', 'run-12,run-13']],
    ['is not sent if the setting is off', 'off', []],
  ])('%s', async (_, setting, expected) => {
    // Prepare
    const { send, runsSent } = await prepare(
      { '05': 'SUCCEEDED', '06': 'FAILED', '11': 'SUCCEEDED', '12': 'UNCHANGED', '13': 'SUCCEEDED' },
      { setting },
    );

    // Act
    for (let day = 5; day <= 19; day += 1) await send(String(day).padStart(2, '0'));

    // Assess
    expect(runsSent()).toEqual(expected);
  });

  it('is not sent if the only run is UNCHANGED', async () => {
    // Prepare
    const { send, mails } = await prepare({ '05': 'UNCHANGED' });

    // Act
    await send('06');

    // Assess
    expect(mails).toEqual([]);
  });

  it('is sent by the retry of the function, or the next night, if its sending was interrupted', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED', '06': 'SUCCEEDED' });
    const ended = async () => {
      throw new Error('The function ends.');
    };

    // Act
    await send('06', { notify: ended });
    await send('06');
    await send('07', { notify: ended });
    await send('08', { notifier: 'request-2' });

    // Assess
    expect(runsSent()).toEqual(['run-05', 'run-06']);
  });

  it('has refused files that name its dataset group, and those in the folder of its file that name no other group with a digest', async () => {
    // Prepare
    const { table, send, mails, runsSent } = await prepare({});
    const refuse = async (filedUnder: string, id: string, namedGroup?: string) => {
      const startedAt = `2026-01-05T12:0${id}:00.000Z`;
      const end = { status: 'REFUSED', startedAt, finishedAt: startedAt, ...(namedGroup && { namedGroup }) };
      await table.write({ put: { ...runKey(filedUnder, startedAt, id), ...end } });
      await new RefusedPlaces(table).add({ filedUnder, ...(namedGroup && { namedGroup }) }, startedAt, 90);
    };
    await refuse('eu/shop', '1', 'shop');
    await refuse('shop', '2', 'shop-test');
    await refuse('shop', '3');
    await refuse('shop', '4', 'shop');
    await refuse('eu/shop', '5', 'books');
    await refuse('shop', '6', 'shpo');
    await refuse('eu/books', '7');

    // Act
    await send('06', {}, { shop: 'shop', 'shop-test': 'shop-test', films: 'eu/books' });

    // Assess
    expect(runsSent()).toEqual(['1,3,4,6', '2', '7']);
    expect(mails[0]?.headline).toBe('4 runs, 4 refused since 2026-01-05');
  });

  it('is not sent if another invocation is about to send it', async () => {
    // Prepare
    const { send, runsSent } = await prepare({ '05': 'SUCCEEDED' });
    let second: Promise<void> | undefined;
    const notify = async () => {
      second = send('06', { notifier: 'request-2' });
      await second;
    };

    // Act
    await send('06', { notify });

    // Assess
    expect(second).toBeDefined();
    expect(runsSent()).toEqual([]);
  });

  it('says which version serves, and how its metrics differ from the metrics of the previous version', async () => {
    // Prepare
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain(
      "- solution 'shop-solution': version 1, trained 1970-01-01 00:00 UTC\n  coverage: 0.2 -> 0.1 (-50.0%)\n",
    );
  });

  it('lists versions that wait for a decision, except versions that do not exist any more', async () => {
    // Prepare
    const { table, send, mails } = await prepare({ '05': 'SUCCEEDED' });
    const held = (id: string): VersionDecision => ({
      version: `${VERSION}/${id}`,
      solution: 'shop-solution',
      createdAt: '1970-01-01T00:00:00.000Z',
      decision: 'HELD',
      metrics: {},
      verdicts: [],
      decidedBy: 'rules',
      decidedAt: '2026-01-04T12:00:00.000Z',
    });
    const serving = { decidedUpTo: '1970-01-01T00:00:00.000Z', revision: 0 };
    await new VersionDecisions(table).record('shop', [held('2'), held('destroyed')], serving);

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description.match(/version \w+: HELD.*/g)).toEqual(['version 2: HELD since 2026-01-04 12:00 UTC']);
  });

  it('says that nothing uses the version of a solution that has neither campaigns nor batch jobs', async () => {
    // Prepare
    const state = stateOf(JSON.stringify(sample('shop')));
    const solutions = state.solutions.map((solution) => ({ ...solution, campaigns: [] }));
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' }, { loadFile: async () => ({ ...state, solutions }) });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description.replaceAll(/\s+/g, ' ')).toContain(
      "- solution 'shop-solution': version 1, trained 1970-01-01 00:00 UTC, not used by any campaign or batch job of the file coverage:",
    );
  });

  it('says what could not be read, and has everything else, if a read fails', async () => {
    // Prepare
    const usageOf = async () => {
      throw Object.assign(new Error('Rate exceeded'), { name: 'ThrottlingException' });
    };
    const { send, mails, error } = await prepare({ '05': 'SUCCEEDED' }, { usageOf });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain('Used:\n- could not be read: ThrottlingException: Rate exceeded\n');
    expect(mails[0]?.description).toContain('Trained:\n- version: created\n');
    expect(error).toHaveBeenCalledTimes(1);
  });

  it('shows what was used, for how many trainings this is unknown, and what was updated', async () => {
    // Prepare
    const what = "FULL trainings of solution 'top'";
    const use = { what, unit: 'trainingHours', price: 'trainingHours', times: 3, amount: 5, unknown: 1 } as const;
    const updated = { ...use, what: "campaign 'top'", updatedAt: '2026-01-05T09:30:00.000Z' };
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' }, { usageOf: async () => [use, updated] });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain(
      `In all: 10 training hours plus an unknown amount.\n- ${what}: 3 trainings, 5 training hours plus an\n    unknown amount for 1 of the 3\n`,
    );
    expect(mails[0]?.description.replaceAll(/\s+/g, ' ')).toContain(
      "Updated in this period: campaign 'top' (2026-01-05 09:30 UTC). TPS-hours are counted at today's minimum",
    );
  });

  it('is sent without the data of a read that takes too long', async () => {
    // Prepare
    const usageOf = () => {
      setImmediate(() => jest.advanceTimersByTime(60_000));
      return new Promise<never>(() => undefined);
    };
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' }, { usageOf });
    jest.useFakeTimers({ doNotFake: ['Date', 'performance', 'nextTick', 'queueMicrotask', 'setImmediate'] });

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain(
      'Used:\n- could not be read: OutOfTime: There was not enough time to read all data.\n',
    );
    expect(mails[0]?.description).toContain('Trained:\n- version: created\n');
  });

  it('is sent even if runs only skipped work because of the budget, and names that work', async () => {
    // Prepare
    const { table, results, send, mails } = await prepare({});
    const finishedAt = '2026-01-05T13:00:00.000Z';
    const run = { status: 'UNCHANGED', startedAt: finishedAt, finishedAt, note: 'The budget does not cover it.' };
    await table.write({ put: { ...runKey('shop', finishedAt, 'skipping'), ...run } });
    const resource = "solution version of solution 'top'";
    const skipped = { type: 'solutionVersion', resource, result: 'SKIPPED' } as const;
    const key = { datasetGroup: 'shop', runId: 'skipping', pointer: '/solutions/0' };
    await results.write(key, skipped, new Date());

    // Act
    await send('06');

    // Assess
    expect(mails[0]?.description).toContain('\nWork on resources: 1 skipped for the budget\n');
    expect(mails[0]?.description).toContain("\nSkipped for the budget:\n- solution version of solution 'top'\n");
  });

  it('says how many runs have results that cannot be read in time', async () => {
    // Prepare
    jest.spyOn(Results.prototype, 'of').mockImplementation(async () => {
      jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 60_000);
      return [{ type: 'solutionVersion', resource: 'version', result: 'CREATED' }];
    });
    const { send, mails } = await prepare({ '05': 'SUCCEEDED', '06': 'SUCCEEDED' });

    // Act
    await send('07');

    // Assess
    expect(mails[0]?.description).toContain('Missing:\n- The results of 1 run could not be read in time.\n');
    expect(mails[0]?.description).toContain('Trained:\n- version: created\n');
  });

  it('reads only 30 of 2,000 solutions, because it lists no more', async () => {
    // Prepare
    const state = stateOf(JSON.stringify(sample('shop')));
    const solutions = Array.from({ length: 2000 }, () => state.solutions).flat();
    const ofSolution = jest.spyOn(VersionDecisions.prototype, 'ofSolution');
    const { send, mails } = await prepare({ '05': 'SUCCEEDED' }, { loadFile: async () => ({ ...state, solutions }) });

    // Act
    await send('06');

    // Assess
    expect(ofSolution).toHaveBeenCalledTimes(30);
    expect(mails[0]?.description).toContain('- and 1970 more\n');
  });

  it('is sent first for the dataset group that has waited longest, and for others while there is time', async () => {
    // Prepare
    const { record, send, mails, warn } = await prepare({ '05': 'SUCCEEDED' });
    const groups = { books: 'books', music: 'music', shop: 'shop' };
    for (const group of Object.keys(groups)) for (const day of ['06', '07']) await record(day, 'SUCCEEDED', group);
    await send('07', {}, { books: 'books', shop: 'shop' });
    mails.length = 0;

    // Act
    await send('08', { hasTime: () => mails.length < 2 }, groups);
    await send('08', { hasTime: () => mails.length < 3 }, groups);

    // Assess
    expect(mails.map(({ datasetGroup }) => datasetGroup)).toEqual(['music', 'books', 'shop']);
    expect(warn).toHaveBeenCalledWith('The next night sends the other digests', { datasetGroups: 1 });
  });

  it('has the runs of a week if it is the first digest', async () => {
    // Prepare
    const { send, mails, runsSent } = await prepare({ '01': 'SUCCEEDED', '12': 'SUCCEEDED', '18': 'SUCCEEDED' });

    // Act
    await send('19');

    // Assess
    expect(runsSent()).toEqual(['run-12,run-18']);
    expect(mails[0]?.period?.from).toBe('2026-01-12T12:00:00.000Z');
  });

  it('covers the time since the destruction of the dataset group if the group was created again', async () => {
    // Prepare
    const { table, send, mails, runsSent } = await prepare({ '05': 'SUCCEEDED', '06': 'SUCCEEDED', '09': 'SUCCEEDED' });
    await send('06');
    const destroyedAt = '2026-01-08T09:00:00.000Z';
    await new Destruction(table, 'shop').end(Date.parse(destroyedAt), 90);

    // Act
    await send('10');

    // Assess
    expect(runsSent()).toEqual(['run-05', 'run-09']);
    expect(mails[1]?.period).toEqual({ from: destroyedAt, until: '2026-01-10T00:00:00.000Z' });
  });
});
