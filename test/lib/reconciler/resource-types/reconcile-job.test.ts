import {
  LimitExceededException,
  ResourceAlreadyExistsException,
  ResourceInUseException,
} from '@aws-sdk/client-personalize';
import type { DataLocation } from '../../../../lib/aws/data-bucket';
import type { DesiredState } from '../../../../lib/parameter-file/desired-state';
import type { PersonalizeApi } from '../../../../lib/reconciler/account/personalize-api';
import { LeftFile, MissingInput, NotCovered } from '../../../../lib/reconciler/errors';
import { reconcileJob } from '../../../../lib/reconciler/resource-types/reconcile-job';
import type { FoundResource, JobResource } from '../../../../lib/reconciler/resource-types/resource-type';
import type { Step, StepState } from '../../../../lib/reconciler/step';
import type { BudgetUse } from '../../../../lib/record-table/budget-ledger';
import type { CreationIntent, CreationIntents } from '../../../../lib/record-table/creation-intents';

const READY_TO_CREATE: CreationIntents = {
  declare: async () => undefined,
  of: async () => undefined,
  redeclare: async () => true,
  withdraw: async () => undefined,
};

const NOTHING_YET: StepState = { result: 'UNCHANGED' };

const HOUR = 3_600_000;
const NOW = Date.parse('2026-06-01T12:00:00Z');

const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };

function intentsOf(before: CreationIntent, calls: string[]): CreationIntents {
  return {
    declare: async () => before,
    of: async () => before,
    redeclare: async () => calls.push('redeclare') > 0,
    withdraw: async () => void calls.push('withdraw'),
  };
}

interface World {
  readonly own?: FoundResource;
  readonly earlier?: FoundResource;
  readonly described?: FoundResource;
  readonly step?: Partial<Step>;
}

function prepare({ own, earlier, described, step }: World) {
  const calls: string[] = [];
  const strategy: JobResource = {
    type: 'solutionVersion',
    isNamed: false,
    findOwn: async () => own,
    findEarlier: async () => earlier,
    createRequest: async () => ({}),
  };
  const personalize = {
    create: async () => {
      calls.push('create');
      return 'arn:new';
    },
    describe: async () => described?.description,
  } as unknown as PersonalizeApi;
  const solution = { name: 'top', solution: { pointer: '/solutions/0' } };
  const state = { datasetGroup: { name: 'shop' }, datasets: [], solutions: [solution] };
  const resource = { type: 'solutionVersion', name: '', pointer: '/solutions/0', request: {} };
  return {
    strategy,
    step: {
      state,
      resource,
      personalize,
      until: 'ACTIVE',
      force: false,
      now: new Date(NOW),
      ...step,
    } as unknown as Step,
    calls,
  };
}

/** Returns the step with a file that has the dataset of its import job. */
function withDataset(step: Step): Step {
  const dataset = {
    csvName: 'interactions',
    dataset: { name: 'views', pointer: step.resource.pointer },
    importJob: step.resource,
  };
  return { ...step, state: { ...step.state, datasets: [dataset] } } as unknown as Step;
}

const found = (status: string, failureReason?: string): FoundResource => ({
  arn: 'arn:found',
  description: { status, ...(failureReason !== undefined && { failureReason }) },
});

describe('reconcileJob', () => {
  test('waits while a training is CREATE PENDING in a step until STARTED, and also while it is CREATE IN_PROGRESS in a step until ACTIVE', async () => {
    // Prepare
    const started = prepare({ step: { until: 'STARTED' }, described: found('CREATE IN_PROGRESS') });
    const pending = prepare({ step: { until: 'STARTED' }, described: found('CREATE PENDING') });
    const known: StepState = { result: 'CREATED', arn: 'arn:new' };

    // Act
    const [waits, begun] = await Promise.all(
      [pending, started].map(({ strategy, step }) => reconcileJob(strategy, step, known, READY_TO_CREATE)),
    );
    const follows = await reconcileJob(
      ...([started.strategy, { ...started.step, until: 'ACTIVE' }, known, READY_TO_CREATE] as const),
    );

    // Assess
    expect(waits).toMatchObject({ status: 'WAIT', waitFor: { kind: 'WORK', of: 'START' } });
    expect(begun).toEqual({ status: 'READY', stepState: known });
    expect(follows).toMatchObject({ status: 'WAIT', waitFor: { kind: 'WORK', of: 'CREATION' } });
    expect([...started.calls, ...pending.calls]).toEqual([]);
  });

  test('creates a job if there is none', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({});

    // Act
    const progress = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(calls).toEqual(['create']);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { arn: 'arn:new', result: 'CREATED' } });
  });

  test.each([
    ['checks the data of a job that is to be created', {}, ['assertInput', 'assertChecked'], undefined],
    [
      'finds an earlier job that makes a new one unnecessary',
      { earlier: found('CREATE IN_PROGRESS') },
      [],
      'arn:found',
    ],
  ])('%s, and creates nothing, in a step that ends when the data are checked', async (_, given, expected, arn) => {
    // Prepare
    const { strategy, step, calls } = prepare({ ...given, step: { until: 'CHECKED' } });
    const asserted: string[] = [];
    const noting = (name: string) => async () => {
      asserted.push(name);
      return undefined;
    };
    const checking = { ...strategy, assertInput: noting('assertInput'), assertChecked: noting('assertChecked') };

    // Act
    const progress = await reconcileJob(checking, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(progress).toEqual({ status: 'READY', stepState: { ...NOTHING_YET, ...(arn && { arn }) } });
    expect(asserted).toEqual(expected);
    expect(calls).toEqual([]);
  });

  describe('if the month has a budget', () => {
    const budget = { limits: { trainingHours: 0 }, onExceeded: 'skip' };
    const month = async () => ({ revision: 0, uses: [], raises: [] });
    const budgets = { month, noteSkip: async () => true };

    /** @param isThere true if an earlier version is ACTIVE */
    function overBudget(isThere: boolean) {
      const world = prepare({});
      const estimate = async () => ({ unit: 'trainingHours', amount: 1 }) as const;
      const strategy: JobResource = { ...world.strategy, estimate, existsAlready: async () => isThere };
      const state = { ...world.step.state, budget, tasks: [] };
      const personalize = { ...world.step.personalize, list: async () => [] };
      const step = {
        ...world.step,
        scope: SCOPE,
        startedAt: new Date(NOW),
        state,
        budgets,
        personalize,
      } as unknown as Step;
      return { ...world, step, strategy };
    }

    test('skips work that the budget does not cover, also at later polls, and goes on with the existing version', async () => {
      // Prepare
      const { strategy, step, calls } = overBudget(true);

      // Act
      const progress = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);
      const later = await reconcileJob(prepare({}).strategy, step, progress.stepState, READY_TO_CREATE);

      // Assess
      const note = expect.stringMatching(/^Skipped for the budget: 1 training hour expected, but only 0 of 0 left/);
      expect(progress).toEqual({ status: 'READY', stepState: { result: 'SKIPPED', note, isOverBudget: true } });
      expect(later).toEqual(progress);
      expect(calls).toEqual([]);
    });

    test('keeps the record of what the last job has read if the budget does not cover the next job', async () => {
      // Prepare
      const { strategy, step, calls } = overBudget(true);
      const workOf = async () => ({ subject: 'batchInferenceJob#top/0', content: [], data: {} as DataLocation });
      const verifiedReads = { find: async () => undefined, put: async () => void calls.push('forget') };

      // Act
      const { stepState } = await reconcileJob(
        { ...strategy, workOf },
        { ...step, verifiedReads } as unknown as Step,
        NOTHING_YET,
        READY_TO_CREATE,
      );

      // Assess
      expect([stepState.result, calls]).toEqual(['SKIPPED', []]);
    });

    test('declares the creation only after it has reserved the budget for the work', async () => {
      // Prepare
      const { strategy, step, calls } = overBudget(true);
      const state = { ...step.state, budget: { limits: { trainingHours: 2 }, onExceeded: 'skip' } };
      const reserve = async () => calls.push('reserve') > 0;
      const begin = async () => undefined;
      const intents: CreationIntents = {
        ...READY_TO_CREATE,
        declare: async () => {
          calls.push('declare');
          return undefined;
        },
      };

      // Act
      const reserving = { ...step, state, budgets: { ...budgets, reserve, begin } } as unknown as Step;
      await reconcileJob(strategy, reserving, NOTHING_YET, intents);

      // Assess
      expect(calls).toEqual(['reserve', 'declare', 'create']);
    });

    test.each([
      ['the file of its run', false],
      ['the file that has replaced the file of its run', true],
    ])('adopts a job after a lost answer, and notes that it is above the budget of %s', async (_, isReplaced) => {
      // Prepare
      const { strategy, step: limited } = overBudget(true);
      const { budget: __, ...unlimited } = limited.state;
      const replaced = { ...limited, state: unlimited, newerFile: async () => limited.state };
      const step = isReplaced ? replaced : limited;
      const begin = async () => ({
        id: 'a',
        unit: 'trainingHours',
        amount: 1,
        reservedAt: '',
        note: 'Above the budget.',
      });
      const adopting = { ...strategy, findOwn: async () => found('CREATE IN_PROGRESS') };

      // Act
      const { stepState } = await reconcileJob(
        adopting,
        { ...step, budgets: { ...budgets, begin } } as unknown as Step,
        { ...NOTHING_YET, note: '1 violation in the data' },
        READY_TO_CREATE,
      );

      // Assess
      const note = '1 violation in the data; Above the budget.';
      expect(stepState).toMatchObject({ result: 'CREATED', note, isOverBudget: true });
    });

    test('says both what the checks of the data have found and that the job is above the budget', async () => {
      // Prepare
      const { strategy, step } = overBudget(true);
      const state = { ...step.state, budget: { ...budget, onExceeded: 'notify' } };
      let reserved: BudgetUse | undefined;
      const reserving = {
        ...budgets,
        reserve: async (_group: string, _month: string, use: BudgetUse) => {
          reserved = use;
          return true;
        },
        begin: async () => reserved,
      };
      const checked = { ...strategy, assertChecked: async () => '1 violation in the data' };

      // Act
      const { stepState } = await reconcileJob(
        checked,
        { ...step, state, budgets: reserving } as unknown as Step,
        NOTHING_YET,
        READY_TO_CREATE,
      );

      // Assess
      expect(stepState.note).toMatch(/^1 violation in the data; Begun although it exceeds the budget: 1 training/);
    });

    test('throws NotCovered if the budget does not cover the work and no version exists', async () => {
      // Prepare
      const { strategy, step, calls } = overBudget(false);

      // Act
      const attempt = reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

      // Assess
      await expect(attempt).rejects.toThrow(NotCovered);
      expect(calls).toEqual([]);
    });
  });

  test('reuses an earlier job that did the same work', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ earlier: found('ACTIVE') });

    // Act
    const progress = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(progress).toMatchObject({ status: 'READY', stepState: { arn: 'arn:found', result: 'UNCHANGED' } });
    expect(calls).toEqual([]);
  });

  test('creates a new job if the step demands one, although an earlier job did the same work', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ earlier: found('ACTIVE'), step: { force: true } });

    // Act
    await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(calls).toEqual(['create']);
  });

  test.each([
    ['reuses an earlier job if the time since its end is below the maximum age', 'ACTIVE', 7, 6, 'will do'],
    ['reuses an earlier job if the time since its end is the maximum age', 'ACTIVE', 6, 6, 'will do'],
    [
      'creates a new job if the time since the end of the earlier job is above the maximum age',
      'ACTIVE',
      5,
      6,
      'is too old',
    ],
    ['reuses an earlier job that is in progress, whatever its age', 'CREATE IN_PROGRESS', 1, 6, 'will do'],
    ['reuses an earlier job of any age if there is no maximum', 'ACTIVE', undefined, 10_000, 'will do'],
  ])('%s', async (_, status, maxAge, age, expected) => {
    // Prepare
    const { strategy, step, calls } = prepare({
      earlier: {
        arn: 'arn:found',
        description: {
          status,
          creationDateTime: new Date(NOW - (age + 1) * HOUR),
          lastUpdatedDateTime: new Date(NOW - age * HOUR),
        },
      },
    });
    const resource = { ...step.resource, ...(maxAge !== undefined && { maxAgeSeconds: maxAge * 3600 }) };

    // Act
    await reconcileJob(strategy, { ...step, resource }, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(calls).toEqual(expected === 'will do' ? [] : ['create']);
  });

  test('reuses a job that is too old if Personalize has nothing new to train', async () => {
    // Prepare
    const earlier = { ...found('ACTIVE'), description: { status: 'ACTIVE', creationDateTime: new Date(0) } };
    const { strategy, step } = prepare({ earlier });
    const refusal = new Error('No data has changed.');
    const refusing = {
      ...step,
      resource: { ...step.resource, maxAgeSeconds: 1 },
      personalize: { create: async () => Promise.reject(refusal) } as unknown as Step['personalize'],
    };

    // Act
    const progress = await reconcileJob(
      { ...strategy, isNothingNew: (error) => error === refusal },
      refusing,
      NOTHING_YET,
      READY_TO_CREATE,
    );

    // Assess
    expect(progress).toMatchObject({
      status: 'READY',
      stepState: { arn: 'arn:found', result: 'UNCHANGED', note: 'Nothing new: No data has changed.' },
    });
  });

  test('withdraws its intent if Personalize has nothing new to train, so that it does not adopt a version that is created later', async () => {
    // Prepare
    const { strategy, step } = prepare({ earlier: found('ACTIVE'), step: { force: true } });
    const create = async () => Promise.reject(new Error('No data has changed.'));
    const refusing = { ...step, personalize: { create } as unknown as Step['personalize'] };
    const calls: string[] = [];
    const withdraw = async () => void calls.push('withdraw');

    // Act
    const { status } = await reconcileJob(
      { ...strategy, isNamed: false, isNothingNew: () => true },
      refusing,
      NOTHING_YET,
      { ...READY_TO_CREATE, withdraw },
    );

    // Assess
    expect([status, calls]).toEqual(['READY', ['withdraw']]);
  });

  test('creates no job that is to be skipped, and returns the reason and the job used instead', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ earlier: found('ACTIVE'), step: { force: true } });
    const instead = { arn: 'arn:base', description: { status: 'ACTIVE' } };

    // Act
    const progress = await reconcileJob(
      { ...strategy, skip: async () => ({ note: 'Skipped.', instead }) },
      step,
      NOTHING_YET,
      READY_TO_CREATE,
    );

    // Assess
    expect(calls).toEqual([]);
    expect(progress).toEqual({
      status: 'READY',
      stepState: { arn: 'arn:base', result: 'UNCHANGED', note: 'Skipped.' },
    });
  });

  test("refuses a person's acceptance of data once the file is replaced, as the upload of the newer file checks the data anew", async () => {
    // Prepare
    const resource = { type: 'datasetImportJob', name: '', pointer: '/datasets/interactions', request: {} };
    const newerFile = async () => ({}) as DesiredState;
    const acceptance = { dataset: 'interactions', fingerprint: 'f', by: 'Ana', reason: 'smaller range' };
    const { strategy, step } = prepare({
      step: { resource, newerFile, acceptance, until: 'CHECKED', scope: SCOPE } as unknown as Partial<Step>,
    });

    // Act
    const attempt = reconcileJob(
      { ...strategy, type: 'datasetImportJob' },
      withDataset(step),
      NOTHING_YET,
      {} as CreationIntents,
    );

    // Assess
    await expect(attempt).rejects.toThrow('nothing was accepted, because a newer parameter file is in force');
  });

  test.each([
    ['goes on with an import that it had begun before its file was replaced', true],
    ['begins no import once its file is replaced, even if the data are gone', false],
  ])('%s', async (_, hasBegun) => {
    // Prepare
    const resource = { type: 'datasetImportJob', name: '', pointer: '/datasets/interactions', request: {} };
    const newerFile = async () => ({}) as DesiredState;
    const { strategy, step, calls } = prepare({
      ...(hasBegun && { described: found('CREATE IN_PROGRESS') }),
      step: { resource, newerFile, scope: SCOPE } as unknown as Partial<Step>,
    });
    const findOwn = async () => Promise.reject(new MissingInput('import', 'no csv file found.', 'Upload it.'));
    const importing: JobResource = { ...strategy, type: 'datasetImportJob', isNamed: true, findOwn };
    const before = { jobName: 'job', declaredAt: 0, wouldShow: true };

    // Act
    const attempt = reconcileJob(importing, withDataset(step), NOTHING_YET, intentsOf(before, calls));

    // Assess
    if (hasBegun) expect(await attempt).toMatchObject({ status: 'WAIT', stepState: { result: 'CREATED' } });
    else await expect(attempt).rejects.toThrow(LeftFile);
    expect(calls).toEqual([]);
  });

  test('adopts the job that an earlier poll created before its response was lost, and creates no second one', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ own: found('CREATE PENDING'), step: { force: true } });

    // Act
    const progress = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { arn: 'arn:found', result: 'CREATED' } });
    expect(calls).toEqual([]);
  });

  test.each([
    ['its own', '20260601120000', 'CREATED'],
    ["an earlier step's", '20260601110000', 'UNCHANGED'],
  ])('reports %s job, named with the time %s, as %s if List shows it before Describe does', async (_, time, result) => {
    // Prepare
    const arn = `arn:aws:personalize:us-east-1:123456789012:batch-inference-job/top-${time}-0a1b2c3d`;
    const earlier = { arn, description: { status: 'CREATE PENDING' } };
    const { strategy, step, calls } = prepare({ earlier, step: { startedAt: new Date(NOW) } });
    const named: JobResource = { ...strategy, type: 'batchInferenceJob', isNamed: true };

    // Act
    const progress = await reconcileJob(named, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { arn, result } });
    expect(calls).toEqual([]);
  });

  test.each([
    ['ACTIVE', 'CREATE IN_PROGRESS', 'WAIT'],
    ['ACTIVE', 'ACTIVE', 'READY'],
    ['STARTED', 'CREATE PENDING', 'WAIT'],
    ['STARTED', 'CREATE IN_PROGRESS', 'READY'],
    ['STARTED', 'ACTIVE', 'READY'],
  ] as const)('for a step that ends at %s and a job that is %s, returns %s', async (until, status, expected) => {
    // Prepare
    const { strategy, step } = prepare({ described: found(status), step: { until } });

    // Act
    const progress = await reconcileJob(strategy, step, { arn: 'arn:found', result: 'CREATED' }, READY_TO_CREATE);

    // Assess
    expect(progress.status).toBe(expected);
  });

  test.each([
    ['CREATE FAILED', 'Too few users.', "solution version of solution 'top': Too few users."],
    ['CREATE STOPPED', undefined, "solution version of solution 'top': CREATE STOPPED"],
  ])('fails if the job ends as %s', async (status, reason, message) => {
    // Prepare
    const { strategy, step } = prepare({ described: found(status, reason) });

    // Act
    const act = reconcileJob(strategy, step, { arn: 'arn:found', result: 'CREATED' }, READY_TO_CREATE);

    // Assess
    await expect(act).rejects.toMatchObject({ message: expect.stringContaining(message), arn: 'arn:found' });
  });

  test.each([
    ['waits for a job that was created 10 seconds ago and is not shown', 10_000, 'WAIT'],
    [
      'fails if a job that was created an hour ago is not shown, because it may have been deleted',
      HOUR,
      'not found; it may have been deleted',
    ],
  ])('%s', async (_what, age, expected) => {
    // Prepare
    const { strategy, step } = prepare({});
    const createdAt = new Date(NOW - age).toISOString();

    // Act
    const answer = await reconcileJob(
      strategy,
      step,
      { result: 'CREATED', arn: 'arn:new', createdAt },
      READY_TO_CREATE,
    ).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );

    // Assess
    expect(answer).toContain(expected);
  });

  test.each([
    [
      'while a version was created, waits if Personalize might not show that version yet',
      'solutionVersion',
      { declaredAt: 0, wouldShow: false },
      'WAIT',
      [],
    ],
    [
      'while a version was created, creates a new version if Personalize would show that version by now',
      'solutionVersion',
      { declaredAt: 0, wouldShow: true },
      'WAIT',
      ['redeclare', 'create'],
    ],
    [
      'while a job of other data was created, waits if Personalize might not show that job yet',
      'datasetImportJob',
      { jobName: 'before', declaredAt: 0, wouldShow: false },
      'WAIT',
      [],
    ],
    [
      'while a job of other data was created, creates a new job if Personalize would show that job by now',
      'datasetImportJob',
      { jobName: 'before', declaredAt: 0, wouldShow: true },
      'WAIT',
      ['redeclare', 'create'],
    ],
  ] as const)('after an interruption %s', async (_what, type, intent, ...expected) => {
    // Prepare
    const { strategy, step, calls } = prepare({ step: { scope: SCOPE } });
    const intents = intentsOf(intent, calls);

    // Act
    const progress = await reconcileJob(
      { ...strategy, type, isNamed: type !== 'solutionVersion' },
      step,
      NOTHING_YET,
      intents,
    );

    // Assess
    expect([progress.status, calls]).toEqual(expected);
  });

  test('reuses the job that an interrupted poll created for other data, and creates no second one', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ described: found('CREATE PENDING'), step: { scope: SCOPE } });
    const intents = intentsOf({ jobName: 'before', declaredAt: 0, wouldShow: true }, calls);

    // Act
    const progress = await reconcileJob(
      { ...strategy, type: 'batchInferenceJob', isNamed: true },
      step,
      NOTHING_YET,
      intents,
    );

    // Assess
    const arn = 'arn:aws:personalize:us-east-1:123456789012:batch-inference-job/before';
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { arn, result: 'CREATED' } });
    expect(calls).toEqual([]);
  });

  test.each([
    ['ACTIVE', 'CREATION'],
    ['STARTED', 'START'],
  ] as const)(
    'computes the wait of a step that ends at %s from the age of the job, not of the step',
    async (until, of) => {
      // Prepare
      const since = new Date(NOW - HOUR);
      const description = { status: 'CREATE PENDING', creationDateTime: since };
      const { strategy, step } = prepare({ earlier: { arn: 'arn:found', description }, step: { until } });

      // Act
      const progress = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

      // Assess
      expect(progress).toMatchObject({ status: 'WAIT', waitFor: { kind: 'WORK', of, since } });
    },
  );

  test('forgets the verified read when it creates a job that reads data, and keeps the note of the check of the data', async () => {
    // Prepare
    const puts: unknown[] = [];
    const { strategy, step } = prepare({
      step: { verifiedReads: { put: async (...put: unknown[]) => void puts.push(put) } } as unknown as Partial<Step>,
    });
    const work = {
      subject: 'import#x',
      content: [],
      data: { uri: '', contents: [], size: 0, changedAt: new Date(0), csv: [] },
    };
    const reading: JobResource = {
      ...strategy,
      workOf: async () => work,
      assertChecked: async () => 'Two rows are odd.',
      createRequest: async () => ({ name: 'weekly-2' }),
    };

    // Act
    const progress = await reconcileJob(reading, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(puts).toEqual([['shop', 'import#x', undefined]]);
    expect(progress).toEqual({
      status: 'WAIT',
      reason: 'creation requested',
      stepState: {
        arn: 'arn:new',
        result: 'CREATED',
        createdAt: new Date(NOW).toISOString(),
        note: 'Two rows are odd.',
        name: 'weekly-2',
      },
      waitFor: { kind: 'WORK', of: 'CREATION', since: new Date(NOW) },
    });
  });

  test('uses no verified reads, and records no note, for a job that reads no data', async () => {
    // Prepare
    const { strategy, step } = prepare({});

    // Act
    const { stepState } = await reconcileJob(strategy, step, NOTHING_YET, READY_TO_CREATE);

    // Assess
    expect(stepState).toEqual({ arn: 'arn:new', result: 'CREATED', createdAt: new Date(NOW).toISOString() });
  });

  test.each([
    ['for another reason than that nothing is new', () => false],
    ['for the reason that nothing is new, if no earlier job exists', () => true],
    ['of a job whose type always has something to do', undefined],
  ])('passes on a refusal %s', async (_what, isNothingNew) => {
    // Prepare
    const refusal = new Error('Refused.');
    const personalize = { create: async () => Promise.reject(refusal) } as unknown as Step['personalize'];
    const { strategy, step } = prepare({ step: { personalize } });

    // Act
    const act = reconcileJob(
      { ...strategy, ...(isNothingNew && { isNothingNew }) },
      step,
      NOTHING_YET,
      READY_TO_CREATE,
    );

    // Assess
    await expect(act).rejects.toBe(refusal);
  });

  const refusal = { message: 'Refused.', $metadata: {} };
  test.each([
    ['withdraws its intent if the quota is reached', new LimitExceededException(refusal), ['withdraw']],
    ['withdraws its intent if a needed resource is in use', new ResourceInUseException(refusal), ['withdraw']],
    ['keeps its intent if a job of this name exists', new ResourceAlreadyExistsException(refusal), []],
    ['keeps its intent if Personalize does not answer', new Error('Refused.'), []],
  ])('%s', async (_what, error, expected) => {
    // Prepare
    const personalize = { create: async () => Promise.reject(error) } as unknown as Step['personalize'];
    const { strategy, step, calls } = prepare({ step: { personalize } });
    const withdraw = async () => void calls.push('withdraw');

    // Act
    const act = reconcileJob(strategy, step, NOTHING_YET, { ...READY_TO_CREATE, withdraw });

    // Assess
    await expect(act).rejects.toBe(error);
    expect(calls).toEqual(expected);
  });

  test.each([
    ['the job has a name', { isNamed: true }, undefined, ['create']],
    ['an interrupted attempt may have created a job', {}, { declaredAt: 0, wouldShow: true }, ['redeclare', 'create']],
  ])('keeps its intent after a refusal if %s', async (_what, named, before, expected) => {
    // Prepare
    const calls: string[] = [];
    const error = new LimitExceededException(refusal);
    const create = () => {
      calls.push('create');
      return Promise.reject(error);
    };
    const { strategy, step } = prepare({ step: { personalize: { create } as unknown as Step['personalize'] } });
    const unknown = { of: async () => before, declare: async () => undefined };
    const intents = { ...intentsOf({ declaredAt: 0, wouldShow: true }, calls), ...unknown };

    // Act
    const act = reconcileJob({ ...strategy, ...named }, step, NOTHING_YET, intents);

    // Assess
    await expect(act).rejects.toBe(error);
    expect(calls).toEqual(expected);
  });

  test('throws the refusal of a creation even if the intent to create the job cannot be withdrawn', async () => {
    // Prepare
    const error = new LimitExceededException(refusal);
    const personalize = { create: async () => Promise.reject(error) } as unknown as Step['personalize'];
    const { strategy, step } = prepare({ step: { personalize } });
    const withdraw = async () => Promise.reject(new Error('Throughput exceeded.'));

    // Act
    const act = reconcileJob(strategy, step, NOTHING_YET, { ...READY_TO_CREATE, withdraw });

    // Assess
    await expect(act).rejects.toBe(error);
  });

  test('declares the creation time of the newest earlier version', async () => {
    // Prepare
    const { strategy, step } = prepare({});
    const declared: unknown[] = [];
    const declare = async (_step: object, intended: object) => void declared.push(intended);

    // Act
    await reconcileJob({ ...strategy, newestBefore: async () => NOW }, step, NOTHING_YET, {
      ...READY_TO_CREATE,
      declare,
    });

    // Assess
    expect(declared).toEqual([{ newestBefore: NOW }]);
  });

  test('reuses a job whose creation time is unknown, although there is a maximum age', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ earlier: found('ACTIVE') });

    // Act
    await reconcileJob(
      strategy,
      { ...step, resource: { ...step.resource, maxAgeSeconds: 1 } },
      NOTHING_YET,
      READY_TO_CREATE,
    );

    // Assess
    expect(calls).toEqual([]);
  });

  test('creates nothing if an overlapping wake-up of the run has just taken over the creation', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({});
    const intents = { ...intentsOf({ declaredAt: 0, wouldShow: true }, calls), redeclare: async () => false };

    // Act
    const progress = await reconcileJob(strategy, step, NOTHING_YET, intents);

    // Assess
    expect(progress).toMatchObject({
      status: 'WAIT',
      reason: 'may have been created, but Personalize does not show it yet',
    });
    expect(calls).toEqual([]);
  });

  test('does not search by name for the version of an interrupted poll, as lists of versions show no names', async () => {
    // Prepare
    const { strategy, step, calls } = prepare({ described: found('CREATE PENDING'), step: { scope: SCOPE } });

    // Act
    await reconcileJob(strategy, step, NOTHING_YET, intentsOf({ jobName: 'x', declaredAt: 0, wouldShow: true }, calls));

    // Assess
    expect(calls).toEqual(['redeclare', 'create']);
  });

  test.each([
    ['keeps the name with which a job was created', { name: 'weekly-2' }, 'weekly-2'],
    ['takes the name of a job from Personalize if it has recorded none', {}, 'weekly-1'],
  ])('%s', async (_what, known, expected) => {
    // Prepare
    const { strategy, step } = prepare({
      described: { arn: 'arn:found', description: { status: 'ACTIVE', name: 'top/weekly-1' } },
    });
    const named = { ...step, resource: { ...step.resource, name: 'weekly' } };

    // Act
    const followed = await reconcileJob(
      strategy,
      named,
      { ...NOTHING_YET, ...known, arn: 'arn:found' },
      READY_TO_CREATE,
    );
    const adopted = await reconcileJob(
      { ...strategy, findOwn: async () => found('ACTIVE') },
      named,
      NOTHING_YET,
      READY_TO_CREATE,
    );

    // Assess
    expect(followed.stepState.name).toBe(expected);
    expect(adopted.stepState.name).toBe('weekly-1');
  });

  test('waits for its own job that is not shown yet', async () => {
    // Prepare
    const { strategy, step } = prepare({});
    const createdAt = new Date(NOW).toISOString();

    // Act
    const progress = await reconcileJob(strategy, step, { result: 'CREATED', arn: 'x', createdAt }, READY_TO_CREATE);

    // Assess
    expect(progress).toMatchObject({ waitFor: { kind: 'NOT_VISIBLE' } });
  });

  test('treats a job as deleted if another step created it and it is not found', async () => {
    // Prepare
    const { strategy, step } = prepare({});

    // Act
    const act = reconcileJob(strategy, step, { result: 'UNCHANGED', arn: 'arn:x' }, READY_TO_CREATE);

    // Assess
    await expect(act).rejects.toThrow('not found; it may have been deleted');
  });
});
