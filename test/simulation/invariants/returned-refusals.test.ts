import type { CallListener } from '../../../emulator/core/aws';
import { refusalsThatComeBackAreMailed } from '../../../simulation/invariants/returned-refusals';
import { BAD_ROW } from '../../../simulation/simulate/data';
import { csvKey } from '../../../simulation/simulate/names';
import type { World } from '../../../simulation/simulate/world';

const HOUR = 3_600_000;
const KEY = csvKey('shop', 'interactions');
const MAIL = "import of dataset group 'shop' failed: no csv file found";

/** A dataset group with events, each an hour after the previous one. */
function prepare({ files = ['v1'] } = {}) {
  const broken: string[] = [];
  const listeners: CallListener[] = [];
  const mails: object[] = [];
  const runs = new Map<string, object>();
  let now = 0;
  let startedAt = 0;
  const world = {
    teams: [{ name: 'shop' }],
    local: {
      clock: { now: () => now },
      aws: { onCall: (listener: CallListener) => listeners.push(listener) },
      sns: { messages: () => mails },
    },
    executionLog: { runs, runOf: () => ({ startedAt }) },
    inForceLog: { during: () => files },
  } as unknown as World;
  refusalsThatComeBackAreMailed.watch?.(world, (what) => broken.push(what));
  const call = (service: string, operation: string, input: object) => {
    for (const listener of listeners)
      listener({
        service,
        call: { operation, input },
        caller: { kind: service === 's3' ? 'person' : 'role' },
      } as never);
  };
  const pass = () => {
    now += HOUR;
  };
  return {
    put: (content: string) => {
      pass();
      call('s3', 'PutObject', { Key: KEY, Body: Buffer.from(content) });
    },
    remove: () => {
      pass();
      call('s3', 'DeleteObject', { Key: KEY });
    },
    importAll: () => {
      pass();
      startedAt = now;
      call('personalize', 'CreateDatasetImportJob', { datasetArn: 'arn:aws:personalize:::dataset/shop/INTERACTIONS' });
    },
    mail: (text = MAIL) => {
      pass();
      mails.push({ at: new Date(now).toISOString(), message: { default: text } });
    },
    /** A scheduled import that succeeds, an hour after the previous event. */
    run: () => {
      pass();
      const input = { task: 'personalize-dataset-import-shop' };
      const name = `run-${runs.size}`;
      runs.set(name, { name, input, startedAt: now, endedAt: now + 60_000, ran: true, status: 'SUCCEEDED' });
    },
    check: async () => {
      await refusalsThatComeBackAreMailed.check?.(world, (what) => broken.push(what));
      return broken;
    },
  };
}

describe('the invariant that a refusal is mailed again if good data were imported in between', () => {
  it.each(['removed', 'badRow'])(
    'is violated if a csv is refused after good data were imported (%s), and no mail says so',
    async (kind) => {
      // Prepare
      const { put, remove, importAll, run, check } = prepare();
      put('good');
      importAll();
      if (kind === 'removed') remove();
      else put(BAD_ROW);
      run();

      // Act
      const broken = await check();

      // Assess
      expect(broken).toEqual([`run-0 imports nothing of shop, whose csv is ${kind}, and no notification was sent`]);
    },
  );

  it.each([
    ['is violated if a mail says only that the run was stopped', "import of dataset group 'shop' failed: stopped", 1],
    ['holds if a mail says that the csv is missing', MAIL, 0],
  ])('%s', async (_, text, count) => {
    // Prepare
    const { put, remove, importAll, mail, run, check } = prepare();
    put('good');
    importAll();
    remove();
    mail(text);
    run();

    // Act
    const broken = await check();

    // Assess
    expect(broken).toHaveLength(count);
  });

  it('holds if no good data were imported since the last refusal', async () => {
    // Prepare
    const { put, remove, importAll, mail, run, check } = prepare();
    put('good');
    importAll();
    remove();
    mail();
    put('good');
    remove();
    run();

    // Act
    const broken = await check();

    // Assess
    expect(broken).toEqual([]);
  });

  it('holds for a run whose file was replaced during the run, because such a run checks nothing', async () => {
    // Prepare
    const { put, remove, importAll, run, check } = prepare({ files: ['v1', 'v2'] });
    put('good');
    importAll();
    remove();
    run();

    // Act
    const broken = await check();

    // Assess
    expect(broken).toEqual([]);
  });
});
