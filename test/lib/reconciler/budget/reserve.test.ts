import type { Budget } from '../../../../lib/parameter-file/budget';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { trainingEstimate } from '../../../../lib/reconciler/budget/estimate';
import { freeReservation, noteBegun, reserve } from '../../../../lib/reconciler/budget/reserve';
import { NotThereYet } from '../../../../lib/reconciler/errors';
import type { Step } from '../../../../lib/reconciler/step';
import { BudgetLedger } from '../../../../lib/record-table/budget-ledger';
import { recordTable } from '../../../support/record-table';

const ACCOUNT = 'arn:aws:personalize:us-east-1:123456789012';
const RECIPES = 'arn:aws:personalize:::recipe';
const NOW = new Date('2026-01-20T12:00:00.000Z');

interface World {
  readonly limits?: Budget['limits'];
  readonly onExceeded?: Budget['onExceeded'];
  /** Versions of the solution, the newest first, by their ids. */
  readonly versions?: Readonly<Record<string, Description>>;
  readonly recipe?: string;
  /** Mode of the trainings that a schedule begins. Default: FULL. */
  readonly scheduled?: 'FULL' | 'UPDATE';
  /** Import jobs of the interactions. */
  readonly imports?: readonly Description[];
}

const version = (day: number, status = 'ACTIVE', trainingHours?: number, trainingMode = 'FULL'): Description => ({
  status,
  creationDateTime: new Date(Date.UTC(2026, 0, day)),
  trainingMode,
  ...(trainingHours !== undefined && { trainingHours }),
});

const imported = (day: number, fingerprint: string, shown: Description): Description => ({
  status: 'ACTIVE',
  creationDateTime: new Date(Date.UTC(2026, 0, day)),
  jobName: `interactions-shop-20260101000000-${fingerprint}`,
  ...shown,
});

/** Returns what steps share, and `step`, which makes steps that train the group's only solution. */
async function prepare({
  limits = { trainingHours: 10 },
  onExceeded = 'skip',
  versions = {},
  recipe = 'r',
  scheduled = 'FULL',
  imports = [],
}: World) {
  const budgets = new BudgetLedger((await recordTable()).table);
  const recipeArn = `${RECIPES}/${recipe}`;
  const solution = { name: 'top', recipeArn, solution: { pointer: '/solutions/0' } };
  const shown = new Map(Object.entries(versions).map(([id, shows]) => [`${ACCOUNT}:solution/top/${id}`, shows]));
  const lists: Readonly<Record<string, () => readonly Description[]>> = {
    solution: () => [{ solutionArn: `${ACCOUNT}:solution/top`, recipeArn }],
    datasetImportJob: () => imports,
    solutionVersion: () => [...shown].map(([solutionVersionArn, each]) => ({ ...each, solutionVersionArn })),
  };
  const state = {
    datasetGroup: { name: 'shop' },
    datasets: [],
    solutions: [solution],
    budget: { limits, onExceeded },
    tasks: [{ workflow: 'solution-maintenance', input: { solution: 'top', trainingMode: scheduled } }],
  };
  const step = (name = 'a', now = NOW) =>
    ({
      state,
      resource: { type: 'solutionVersion', name: '', pointer: '/solutions/0', request: { trainingMode: 'FULL' } },
      scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
      runId: `run ${name}`,
      now,
      startedAt: new Date(NOW.getTime() + name.charCodeAt(0)),
      budgets,
      dataStatistics: {
        of: async () => [
          { verdict: 'REFUSED', rows: 9 },
          { verdict: 'ACCEPTED', rows: 500, importFingerprint: 'aaaa' },
          { verdict: 'ACCEPTED', rows: 40, importFingerprint: 'bbbb' },
          { verdict: 'ACCEPTED', rows: 7000, importFingerprint: 'cccc' },
        ],
      },
      personalize: {
        describe: async (type: string, arn: string) => {
          if (type === 'datasetGroup') return {};
          return type === 'dataset' ? { creationDateTime: new Date(0) } : shown.get(arn);
        },
        list: async (type: string) => lists[type]?.() ?? [],
      },
    }) as unknown as Step;
  const estimate = (of: Step) => trainingEstimate(of, 'FULL');
  return { step, estimate, shown, budgets };
}

describe('reserve', () => {
  it('allows a training if the budget limits only imports', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { importGigabytes: 0 } });

    // Act
    const exceeded = await reserve(step(), estimate);

    // Assess
    expect(exceeded).toBeUndefined();
  });

  it.each<readonly [string, World, string | undefined]>([
    [
      'an hour for a first training',
      { limits: { trainingHours: 0.9 } },
      '1 training hour expected, but only 0.9 of 0.9 left',
    ],
    [
      'the hours of the last training',
      { versions: { a: version(1, 'ACTIVE', 5.1) } },
      '5.1 training hours expected, but only 4.9',
    ],
    [
      'the hours of the last FULL training for a FULL training, even if an UPDATE is newer',
      { versions: { b: version(2, 'ACTIVE', 0.5, 'UPDATE'), a: version(1, 'ACTIVE', 5) } },
      '5 training hours expected, but only 4.5 of 10 left in 2026-01 (5.5 used, 0 reserved)',
    ],
    [
      'trainings that this deployment did not start, also in progress',
      { versions: { b: version(3, 'CREATE IN_PROGRESS'), a: version(2, 'ACTIVE', 5) } },
      '(5 used, 5 reserved)',
    ],
    [
      'no training of another month',
      { versions: { a: { ...version(1, 'ACTIVE', 9), creationDateTime: new Date('2025-12-31T23:59:59Z') } } },
      undefined,
    ],
    ['no failed training', { versions: { b: version(3, 'CREATE FAILED'), a: version(2, 'ACTIVE', 5) } }, undefined],
    [
      'a stopped training with its estimated hours',
      { versions: { b: version(3, 'CREATE STOPPED'), a: version(2, 'ACTIVE', 4) } },
      '(8 used, 0 reserved)',
    ],
    [
      'interactions for recipes that are billed by interactions',
      { recipe: 'aws-user-personalization-v2', limits: { trainingInteractions: 499 } },
      '500 interactions trained on expected, but only 499 of 499 left',
    ],
    [
      'the interactions of the last full import and of later incremental imports',
      {
        recipe: 'aws-user-personalization-v2',
        limits: { trainingInteractions: 539 },
        imports: [
          imported(1, 'cccc', {}),
          imported(2, 'bbbb', { importMode: 'FULL' }),
          imported(3, 'aaaa', { importMode: 'INCREMENTAL' }),
          imported(4, 'aaaa', { importMode: 'INCREMENTAL', status: 'CREATE FAILED' }),
          imported(5, 'by-hand', { importMode: 'INCREMENTAL' }),
        ],
      },
      '540 interactions trained on expected, but only 539 of 539 left',
    ],
  ])('counts %s', async (_, world, note) => {
    // Prepare
    const { step, estimate } = await prepare(world);

    // Act
    const exceeded = await reserve(step(), estimate);

    // Assess
    expect(exceeded?.note).toEqual(note === undefined ? undefined : expect.stringContaining(note));
  });

  describe('says of skipped work', () => {
    const raise = '`personalize-mlops budget raise shop --training-hours';
    const full = { a: version(1, 'ACTIVE', 5.1) };
    const open = { a: version(1, 'CREATE IN_PROGRESS'), b: version(1, 'CREATE IN_PROGRESS') };

    it.each<readonly [string, World, boolean, string]>([
      [
        'that nothing need be done if an earlier version serves, another month covers the work, and a schedule repeats it',
        { versions: full },
        true,
        `Skipped work is not billed, and existing campaigns and recommenders keep serving. Nothing needs to be done: its schedule tries it again. The following command adds what is missing to this month's limit: ${raise} 0.2 --reason TEXT\`.`,
      ],
      [
        'what to run if no schedule repeats the work',
        { versions: full, scheduled: 'UPDATE' },
        true,
        `Skipped work is not billed, and existing campaigns and recommenders keep serving. No schedule repeats it: run \`personalize-mlops retry shop\` next month, or now after ${raise} 0.2 --reason TEXT\`.`,
      ],
      [
        'that the limit must be raised and the work tried again if no month covers the work and no schedule repeats it',
        { versions: full, limits: { trainingHours: 5 }, scheduled: 'UPDATE' },
        true,
        `Skipped work is not billed, and existing campaigns and recommenders keep serving. It exceeds the limit of a whole month: raise trainingHoursPerMonth in the file, or this month's limit with ${raise} 5.2 --reason TEXT\` and then \`personalize-mlops retry shop\`.`,
      ],
      [
        'that the limit must be raised if no month covers the work and a schedule repeats it',
        { versions: full, limits: { trainingHours: 5 } },
        true,
        `Skipped work is not billed, and existing campaigns and recommenders keep serving. It exceeds the limit of a whole month: raise trainingHoursPerMonth in the file, or this month's limit with ${raise} 5.2 --reason TEXT\`.`,
      ],
      [
        'that the limit must be raised and a first training tried again',
        { versions: open, limits: { trainingHours: 2 } },
        false,
        `Skipped work is not billed. The solution has no ACTIVE version yet, so its campaigns and batch jobs wait for one. Batch jobs without a schedule then begin with an upload or \`retry\`. To begin it, raise trainingHoursPerMonth in the file, or this month's limit with ${raise} 1 --reason TEXT\` and then \`personalize-mlops retry shop\`.`,
      ],
      [
        'that the limit must be raised and the training tried again if no month covers a first training',
        { limits: { trainingHours: 0.5 } },
        false,
        `Skipped work is not billed. The solution has no ACTIVE version yet, so its campaigns and batch jobs wait for one. Batch jobs without a schedule then begin with an upload or \`retry\`. It exceeds the limit of a whole month: raise trainingHoursPerMonth in the file, or this month's limit with ${raise} 0.5 --reason TEXT\` and then \`personalize-mlops retry shop\`.`,
      ],
    ])('%s', async (_, world, exists, text) => {
      // Prepare
      const { step, estimate } = await prepare(world);

      // Act
      const exceeded = await reserve(step(), estimate, undefined, async () => exists);

      // Assess
      expect(exceeded?.note.split('reserved). ')[1]).toBe(text);
    });
  });

  it.each([
    ['an import', 'datasetImportJob', '/solutions/0', { workflow: 'dataset-import', input: {} }],
    [
      'a batch job',
      'batchInferenceJob',
      '/solutions/0/batchInferenceJobs/1',
      { workflow: 'batch-inference', input: { solution: 'top', job: '/solutions/0/batchInferenceJobs/1' } },
    ],
  ])(
    'says that skipped work (%s) is tried again if a schedule repeats it, and otherwise how to run it',
    async (_, type, pointer, task) => {
      // Prepare
      const { step } = await prepare({ limits: { batchJobs: 1 } });
      const withTasks = (tasks: readonly object[], run: string) => {
        const made = step(run);
        const resource = { type, name: '', pointer, request: {} };
        return { ...made, resource, state: { ...made.state, tasks } } as unknown as Step;
      };
      const estimate = async () => ({ unit: 'batchJobs', amount: 1 }) as const;
      await reserve(withTasks([], 'a'), estimate, `${ACCOUNT}:job/a`);

      // Act
      const notes = [
        await reserve(withTasks([task], 'b'), estimate),
        await reserve(withTasks([{ workflow: 'other', input: { job: 'other' } }], 'c'), estimate),
      ].map((exceeded) => exceeded?.note);

      // Assess
      expect(notes).toEqual([
        expect.stringContaining('its schedule tries it again'),
        expect.stringContaining('No schedule repeats it: run `personalize-mlops retry shop`'),
      ]);
    },
  );

  it('reserves once for repeated attempts at one training, and skips a second training that no longer fits', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { trainingHours: 1.5 } });

    // Act
    const own = [await reserve(step('a'), estimate), await reserve(step('a'), estimate)];
    const other = await reserve(step('b'), estimate);

    // Assess
    expect(own).toEqual([undefined, undefined]);
    expect(other).toMatchObject({
      isSkipped: true,
      isNews: true,
      note: expect.stringContaining('(0 used, 1 reserved)'),
    });
  });

  it('allows work for which the step has just made a reservation, even after the budget was lowered', async () => {
    // Prepare
    const { step, estimate, budgets } = await prepare({ limits: { trainingHours: 1.5 } });
    await reserve(step('a'), estimate);
    const at = NOW.toISOString();
    const raise = { unit: 'trainingHours', amount: -1, by: 'jane', reason: 'over', at } as const;
    await budgets.raise('shop', '2026-01', [raise], 1);

    // Act
    const again = await reserve(step('a'), estimate);

    // Assess
    expect(again).toBeUndefined();
  });

  it('checks the budget again if the reservation is five minutes old and the work has not begun', async () => {
    // Prepare
    const { step, estimate, budgets } = await prepare({ limits: { trainingHours: 1 } });
    const later = new Date(NOW.getTime() + 300_000);
    await reserve(step('a'), estimate);
    const lower = { unit: 'trainingHours', amount: -0.5, by: 'jane', reason: 'over', at: NOW.toISOString() } as const;
    await budgets.raise('shop', '2026-01', [lower], 1);

    // Act
    const again = await reserve(step('a', later), estimate);
    const uses = (await budgets.month('shop', '2026-01')).uses;

    // Assess
    expect(again).toMatchObject({ isSkipped: true });
    // The reservation of skipped work is freed.
    expect(uses).toEqual([]);
  });

  it('counts the reservation of another training even if it is 25 minutes old', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { trainingHours: 1.5 } });
    await reserve(step('a'), estimate);

    // Act
    const other = await reserve(step('b', new Date(NOW.getTime() + 1_500_000)), estimate);

    // Assess
    expect(other).toMatchObject({ isSkipped: true });
  });

  it('counts the reservation until Personalize shows the training, and then the reported hours', async () => {
    // Prepare
    const { step, estimate, shown, budgets } = await prepare({ limits: { trainingHours: 5 } });
    await reserve(step('a'), estimate);
    await noteBegun(step('a'), `${ACCOUNT}:solution/top/a`);
    const later = new Date(NOW.getTime() + 7_200_000);
    const notes: (string | undefined)[] = [];

    // Act
    notes.push((await reserve(step('b', later), async () => ({ unit: 'trainingHours', amount: 4.5 })))?.note);
    shown.set(`${ACCOUNT}:solution/top/a`, version(20, 'ACTIVE', 3));
    notes.push((await reserve(step('b', later), estimate))?.note);

    // Assess
    expect(notes).toEqual([
      expect.stringContaining('4.5 training hours expected, but only 4 of 5 left in 2026-01 (0 used, 1 reserved)'),
      expect.stringContaining('3 training hours expected, but only 2 of 5 left in 2026-01 (3 used, 0 reserved)'),
    ]);
    expect((await budgets.month('shop', '2026-01')).uses).toEqual([
      expect.objectContaining({ amount: 3, isFinal: true }),
    ]);
  });

  it('frees the reservation of refused work at once, and the reservation of work without an answer after an hour', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { trainingHours: 1 } });
    await reserve(step('a'), estimate);

    // Act
    await freeReservation(step('a'));
    const second = await reserve(step('b'), estimate);
    const third = await reserve(step('c', new Date(NOW.getTime() + 3_600_000)), estimate);

    // Assess
    expect([second, third]).toEqual([undefined, undefined]);
  });

  it('lets work above the budget begin if the file has onExceeded = notify', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { trainingHours: 0.5 }, onExceeded: 'notify' });

    // Act
    const exceeded = await reserve(step(), estimate);

    // Assess
    expect(exceeded).toMatchObject({
      isSkipped: false,
      note: expect.stringMatching(/^Begun although it exceeds the budget/),
    });
  });

  it('says by how much to raise the budget, and allows the work after this raise', async () => {
    // Prepare
    const { step, estimate, budgets } = await prepare({ limits: { trainingHours: 0.25 } });

    // Act
    const exceeded = await reserve(step(), estimate);
    const amount = Number(/--training-hours ([\d.]+)/.exec(exceeded?.note ?? '')?.[1]);
    const at = NOW.toISOString();
    await budgets.raise('shop', '2026-01', [{ unit: 'trainingHours', amount, by: 'jane', reason: 'sale', at }], 0);

    // Assess
    expect(amount).toBe(0.8);
    expect(await reserve(step(), estimate)).toBeUndefined();
  });

  it('counts a training once even if its reservation has no ARN yet', async () => {
    // Prepare
    const { step, estimate, shown } = await prepare({ limits: { trainingHours: 2 } });
    await reserve(step('a'), estimate);
    shown.set(`${ACCOUNT}:solution/top/a`, { ...version(20, 'CREATE IN_PROGRESS'), creationDateTime: NOW });

    // Act
    const other = await reserve(step('b'), estimate);

    // Assess
    expect(other).toBeUndefined();
  });

  it('counts a training that began before the reservation in addition to the reservation', async () => {
    // Prepare
    const { step, estimate, shown } = await prepare({ limits: { trainingHours: 2 } });
    await reserve(step('a'), estimate);
    shown.set(`${ACCOUNT}:solution/top/a`, version(20, 'CREATE IN_PROGRESS'));

    // Act
    const other = await reserve(step('b'), estimate);

    // Assess
    expect(other?.note).toContain('(0 used, 2 reserved)');
  });

  it('reads the reservations again before it skips work, as a reservation may have been freed', async () => {
    // Prepare
    const { step, estimate, budgets } = await prepare({ limits: { trainingHours: 1 } });
    await reserve(step('a'), estimate);
    const racing = Object.assign(Object.create(budgets) as BudgetLedger, {
      month: async (...read: Parameters<BudgetLedger['month']>) => {
        const found = await budgets.month(...read);
        await freeReservation(step('a'));
        return found;
      },
    });

    // Act
    const exceeded = await reserve({ ...step('b'), budgets: racing }, estimate);

    // Assess
    expect(exceeded).toBeUndefined();
  });

  it('counts a job whose creation got no answer, even after Personalize has stopped showing the job', async () => {
    // Prepare
    const { step, shown } = await prepare({ limits: { importGigabytes: 5 } });
    const imported = async () => ({ unit: 'importGigabytes', amount: 3 }) as const;
    const job = (name: string, hours: number) => {
      const resource = { type: 'datasetImportJob', name: '', pointer: '/solutions/0', request: {} };
      return { ...step(name, new Date(NOW.getTime() + hours * 3_600_000)), resource } as Step;
    };
    const arn = `${ACCOUNT}:dataset-import-job/a`;
    await reserve(job('a', 0), imported, arn);
    shown.set(arn, { status: 'ACTIVE' });

    // Act
    const notes = [await reserve(job('b', 2), imported)];
    shown.delete(arn);
    notes.push(await reserve(job('c', 2), imported));

    // Assess
    expect(notes[0]?.note).toContain('3 GB imported expected, but only 2 of 5 left in 2026-01 (3 used, 0 reserved)');
    expect(notes[1]?.note).toContain('(3 used, 0 reserved)');
  });

  it('reports work above the budget as news when it begins, even if Personalize refused earlier work above the budget', async () => {
    // Prepare
    const { step, estimate } = await prepare({ limits: { trainingHours: 0.5 }, onExceeded: 'notify' });
    await reserve(step('a'), estimate);
    await freeReservation(step('a'));
    const exceeded = await reserve(step('b'), estimate);

    // Act
    const begun = await noteBegun(step('b'), `${ACCOUNT}:solution/top/b`);
    const other = await noteBegun(step('c'), `${ACCOUNT}:solution/top/c`);

    // Assess
    expect(begun).toEqual({ isSkipped: false, isNews: true, note: exceeded?.note });
    expect(begun?.note).toMatch(/^Begun although it exceeds the budget/);
    expect(other).toBeUndefined();
  });

  it('reports skipped work only once in a month, and other skipped work of the same solution separately', async () => {
    // Prepare
    const { step } = await prepare({ limits: { trainingHours: 0, batchJobs: 0 } });
    const training = (run: string, mode?: 'FULL' | 'UPDATE') => ({ ...step(run), ...(mode && { trainingMode: mode }) });
    const batchJob = (run: string, number: number) => {
      const pointer = `/solutions/0/batchInferenceJobs/${number}`;
      return { ...step(run), resource: { type: 'batchInferenceJob', name: '', pointer, request: {} } } as Step;
    };
    const of = async ({ resource }: Step) =>
      ({ unit: resource.type === 'solutionVersion' ? 'trainingHours' : 'batchJobs', amount: 1 }) as const;

    // Act
    const news: (boolean | undefined)[] = [];
    for (const each of [
      training('a'),
      training('b', 'UPDATE'),
      training('c', 'FULL'),
      batchJob('d', 0),
      batchJob('e', 1),
      batchJob('f', 0),
    ])
      news.push((await reserve(each, of))?.isNews);

    // Assess
    expect(news).toEqual([true, true, false, true, true, false]);
  });

  it('reports skipped work again after a raise of its limit, and not after a raise of another limit', async () => {
    // Prepare
    const { budgets, step } = await prepare({ limits: { trainingHours: 0, batchJobs: 0 } });
    const training = async () => ({ unit: 'trainingHours', amount: 9 }) as const;
    const raise = (unit: 'trainingHours' | 'batchJobs', day: number) =>
      budgets.raise('shop', '2026-01', [{ unit, amount: 1, by: 'jane', reason: 'sale', at: `2026-01-1${day}` }], 0);

    // Act
    const first = await reserve(step('a'), training);
    await raise('batchJobs', 1);
    const afterOther = await reserve(step('b'), training);
    await raise('trainingHours', 2);
    const afterOwn = await reserve(step('c'), training);

    // Assess
    expect([first, afterOther, afterOwn].map((each) => each?.isNews)).toEqual([true, false, true]);
  });

  it('throws NotThereYet, so that the step tries again later, if other work always reserves first', async () => {
    // Prepare
    const { step, estimate, budgets } = await prepare({});
    const busy = { ...step(), budgets: { ...budgets, month: async () => ({ revision: 7, uses: [], raises: [] }) } };
    const reserving = { ...busy, budgets: { ...busy.budgets, reserve: async () => false } } as unknown as Step;

    // Act
    const attempt = reserve(reserving, estimate);

    // Assess
    await expect(attempt).rejects.toThrow(NotThereYet);
  });
});
