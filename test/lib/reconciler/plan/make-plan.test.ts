import { ListObjectVersionsCommand, type S3Client } from '@aws-sdk/client-s3';
import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { ParameterFile } from '../../../../lib/parameter-file/sections';
import type { Description } from '../../../../lib/reconciler/account/personalize-api';
import { makePlan, type PlannedAccount } from '../../../../lib/reconciler/plan/make-plan';
import { DataStatisticsRecords } from '../../../../lib/record-table/data-statistics';
import type { Task } from '../../../../lib/record-table/task';
import { recordTable } from '../../../support/record-table';

const FIELDS = [{ name: 'USER_ID', type: 'string' }];
const SCHEMA = { type: 'record', name: 'Interactions', namespace: 'x', version: '1.0', fields: FIELDS };

const FILE: ParameterFile = {
  datasetGroup: { serviceConfig: { name: 'shop' }, workflowConfig: { schedules: { import: 'rate(1 day)' } } },
  datasets: {
    interactions: {
      dataset: { serviceConfig: { name: 'clicks' } },
      schema: { serviceConfig: { name: 'click-schema', schema: SCHEMA } },
    },
  },
  solutions: [
    {
      serviceConfig: { name: 'top', recipeArn: 'arn:aws:personalize:::recipe/aws-user-personalization-v2' },
      campaigns: [{ serviceConfig: { name: 'top-campaign' } }],
    },
  ],
};

interface Situation {
  /** Keys in the data bucket. */
  readonly objects?: readonly string[];
  /** Header of each csv. */
  readonly header?: string;
  readonly described?: Readonly<Record<string, Description>>;
  readonly tasks?: readonly Task[];
  /** Existing solution versions. */
  readonly versions?: readonly Description[];
  /** Other resources of the dataset group, by type. */
  readonly listed?: Readonly<Record<string, readonly Description[]>>;
  readonly quotas?: object;
  /** Existing schedules by their names, as GetSchedule answers. */
  readonly schedules?: Readonly<Record<string, object>>;
}

/** An account with only the given resources. */
async function account({
  objects = [],
  header = 'USER_ID\n',
  described = {},
  tasks = [],
  schedules = {},
  versions = [],
  listed = {},
  quotas = { unread: 'AccessDeniedException' },
}: Situation) {
  const { table: records } = await recordTable();
  const contents = objects.map((Key) => ({
    Key,
    ETag: '"etag"',
    VersionId: 'v1',
    Size: 8,
    IsLatest: true,
    LastModified: new Date(0),
  }));
  const send = async (command: object) =>
    command instanceof ListObjectVersionsCommand
      ? { Versions: contents.filter(({ Key }) => Key.startsWith(command.input.Prefix ?? '')) }
      : { Body: { transformToByteArray: async () => Buffer.from(header) } };
  return {
    scope: { partition: 'aws', region: 'eu-west-1', accountId: '123456789012' },
    personalize: {
      describe: async (type: string) => described[type],
      list: async (type: string) => (type === 'solutionVersion' ? versions : (listed[type] ?? [])),
      metrics: async () => ({ coverage: 0.1 }),
    },
    s3: { send, config: {} } as unknown as S3Client,
    records,
    names: { dataBucket: 'data', personalizeRoleArn: 'arn:role' },
    quotas: async () => quotas,
    now: () => Date.UTC(2026, 0, 5),
    tasks: { tasksOf: async () => tasks },
    schedules: {
      find: async (name: string) => schedules[name],
      findOwn: async ({ name }: Task) => schedules[name],
      isAsDesired: async () => true,
      target: { timezone: 'Europe/Berlin' },
    },
  } as unknown as PlannedAccount;
}

const VERSION = 'arn:aws:personalize:eu-west-1:123456789012:solution/top/1';

const HELD = { solutionVersionArn: VERSION, status: 'ACTIVE', creationDateTime: new Date(0) };

/** A full import. The end of its name, `aaaa`, is the import fingerprint of the check that counted its data. */
const IMPORT = {
  datasetImportJobArn: 'arn:import',
  jobName: 'interactions-aaaa',
  importMode: 'FULL',
  status: 'ACTIVE',
  creationDateTime: new Date(1),
};

const PLANNED = { path: 'config.json', key: 'train/shop/config.json', state: desiredState(FILE) };
const UPLOAD = { key: 'train/shop/interactions.csv', etag: '"abc"' };

const stateWithoutSolutions = () => desiredState({ ...FILE, solutions: [] });

describe('makePlan', () => {
  it('creates everything in an empty account, parents before children', async () => {
    // Act
    const plan = await makePlan(PLANNED, await account({}), [UPLOAD]);

    // Assess
    expect(plan.changes.map(({ action, type, name }) => `${action} ${type} ${name}`.trim())).toEqual([
      'create datasetGroup shop',
      'create schema click-schema',
      'create dataset clicks',
      'create datasetImportJob',
      'create solution top',
      'create solutionVersion',
      'create campaign top-campaign',
      'create schedule personalize-dataset-import-shop',
    ]);
    expect(plan).toMatchObject({ file: 'config.json', datasetGroup: 'shop', unmanaged: [] });
  });

  it('names resources of the dataset group that the file does not describe, but no jobs', async () => {
    // Prepare
    const listed = {
      dataset: [
        { datasetArn: 'arn:dataset/shop/INTERACTIONS', name: 'other-name', datasetType: 'INTERACTIONS' },
        { datasetArn: 'arn:dataset/shop/ITEMS', name: 'items', datasetType: 'ITEMS' },
      ],
      datasetImportJob: [{ datasetImportJobArn: 'arn:import', jobName: 'import' }],
      filter: [{ filterArn: 'arn:filter', name: 'top' }],
      solution: [
        { solutionArn: 'arn:top', name: 'top' },
        { solutionArn: 'arn:old', name: 'old' },
      ],
      eventTracker: [{ eventTrackerArn: 'arn:tracker', name: 'tracker' }],
    };
    const situation = { listed, described: { datasetGroup: { status: 'ACTIVE' } } };
    const tracked = desiredState({ ...FILE, eventTracker: { serviceConfig: { name: 'mine' } } });

    // Act
    const { unmanaged } = await makePlan(PLANNED, await account(situation), [UPLOAD]);
    const withTracker = await makePlan({ ...PLANNED, state: tracked }, await account(situation), [UPLOAD]);
    const withoutGroup = await makePlan(PLANNED, await account({ listed }), [UPLOAD]);

    // Assess
    const expected = [
      { type: 'dataset', name: 'items', arn: 'arn:dataset/shop/ITEMS' },
      { type: 'eventTracker', name: 'tracker', arn: 'arn:tracker' },
      { type: 'filter', name: 'top', arn: 'arn:filter' },
      { type: 'solution', name: 'old', arn: 'arn:old' },
    ].map((each) => ({ ...each, uses: [] }));
    expect(unmanaged).toEqual(expected);
    expect(withTracker.unmanaged).toEqual(expected.filter(({ type }) => type !== 'eventTracker'));
    expect(withoutGroup.unmanaged).toEqual([]);
  });

  it('has no members for decisions and exceeded quotas if there are none', async () => {
    // Act
    const plan = await makePlan(PLANNED, await account({}), [UPLOAD]);

    // Assess
    expect(Object.keys(plan)).toEqual([
      'file',
      'datasetGroup',
      'changes',
      'settings',
      'notInFile',
      'unmanaged',
      'forecast',
    ]);
  });

  it('blocks an import whose csv is neither in the bucket nor uploaded', async () => {
    // Act
    const { changes } = await makePlan(PLANNED, await account({}));

    // Assess
    const change = changes.find(({ type }) => type === 'datasetImportJob');
    expect(change).toMatchObject({ action: 'blocked', pointer: '/datasets/interactions' });
    expect(change?.note).toContain('train/shop/interactions.csv');
  });

  it('blocks an import whose csv in the bucket has a wrong header, unless another csv is uploaded', async () => {
    // Prepare
    const inBucket = await account({ objects: [UPLOAD.key], header: 'user_id\n' });

    // Act
    const [old, replaced] = [await makePlan(PLANNED, inBucket), await makePlan(PLANNED, inBucket, [UPLOAD])];

    // Assess
    const [before, after] = [old, replaced].map(({ changes }) =>
      changes.find(({ type }) => type === 'datasetImportJob'),
    );
    expect(before).toMatchObject({ action: 'blocked', note: expect.stringContaining('Rename the column "user_id".') });
    expect(after?.action).toBe('create');
  });

  it('recreates resources that failed or are being deleted, and says why', async () => {
    // Act
    const { changes } = await makePlan(
      PLANNED,
      await account({
        described: {
          datasetGroup: { status: 'DELETE IN_PROGRESS' },
          campaign: { status: 'CREATE FAILED', solutionVersionArn: VERSION },
        },
      }),
      [UPLOAD],
    );

    // Assess
    const notes = changes
      .filter(({ type }) => type === 'datasetGroup' || type === 'campaign')
      .map(({ action, note }) => [action, note]);
    expect(notes).toEqual([
      ['create', 'once the old resource, which is being deleted, is gone'],
      ['create', 'replaces the resource that is CREATE FAILED'],
    ]);
  });

  it('deletes the schedule of a task that is no longer in the file, and keeps a schedule that is as desired', async () => {
    // Prepare
    const gone: Task = {
      datasetGroup: 'shop',
      name: 'gone',
      workflow: 'dataset-import',
      input: {},
      expression: 'rate(1 day)',
      state: 'ENABLED',
    };
    const schedules = { gone: {}, 'personalize-dataset-import-shop': {} };

    // Act
    const { changes } = await makePlan(PLANNED, await account({ tasks: [gone], schedules }), [UPLOAD]);

    // Assess
    expect(changes.filter(({ type }) => type === 'schedule')).toMatchObject([
      { action: 'unchanged', name: 'personalize-dataset-import-shop' },
      { action: 'delete', name: 'gone' },
    ]);
  });

  it.each([
    ['one run of an unchanged rate of 30 days', 'rate(30 days)', 'rate(30 days)', 1, 1],
    ['three runs of an unchanged rate of 10 days', 'rate(10 days)', 'rate(10 days)', 3, 3],
    [
      'no run of a rate that the file changes to 30 days, as it counts from the upload',
      'rate(10 days)',
      'rate(30 days)',
      3,
      0,
    ],
  ])('forecasts %s', async (_, earlier, expression, timesBefore, times) => {
    // Prepare
    const fileWith = (schedule: string) =>
      desiredState({
        ...FILE,
        datasetGroup: { ...FILE.datasetGroup, workflowConfig: { schedules: { import: schedule } } },
      });
    const actual = { ScheduleExpression: earlier, StartDate: new Date('2025-12-20T00:00:00Z') };
    const aws = await account({ schedules: { 'personalize-dataset-import-shop': actual } });
    const before = { key: PLANNED.key, state: fileWith(earlier) };

    // Act
    const { forecast } = await makePlan({ ...PLANNED, state: fileWith(expression), before }, aws, [UPLOAD]);

    // Assess: the plan is made on 5 January
    const imports = forecast.uses.find(({ what }) => what === 'scheduled imports');
    expect([imports?.before?.times, imports?.times]).toEqual([timesBefore, times]);
  });

  it('forecasts no work of deactivated tasks, unless the file changes their schedules', async () => {
    // Prepare
    const [task] = PLANNED.state.tasks;
    const aws = await account({ tasks: [{ ...task, datasetGroup: 'shop', state: 'DISABLED' } as Task] });
    const workflowConfig = { schedules: { import: 'rate(2 days)' } };
    const changed = desiredState({ ...FILE, datasetGroup: { ...FILE.datasetGroup, workflowConfig } });

    // Act
    const plans = [
      await makePlan({ ...PLANNED, before: PLANNED }, aws, [UPLOAD]),
      await makePlan({ ...PLANNED, state: changed, before: PLANNED }, aws, [UPLOAD]),
    ];

    // Assess
    const imports = plans.map(({ forecast }) => forecast.uses.find(({ what }) => what === 'scheduled imports'));
    const before = { times: 0, amount: 0, value: 'rate(2 days)' };
    expect(imports).toEqual([undefined, expect.objectContaining({ times: 14, before })]);
    expect(plans.map(({ forecast }) => forecast.ended)).toEqual([[], []]);
  });

  it.each([
    [
      'waits while the rules hold every version',
      'automatic',
      [HELD],
      'unchanged',
      /^not created: no version of solution 'top' is/,
    ],
    ['waits for approval', 'manual', [], 'unchanged', /^not created: no version of solution 'top' is promoted yet$/],
    ['is created if the first version is promoted', 'automatic', [], 'create', /^if its solution version is promoted$/],
  ])('reports that a campaign %s', async (_, approval, versions, action, note) => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.5 }], approval };
    const state = desiredState({ ...FILE, solutions: [{ ...solution, workflowConfig: { promotion } }] } as never);

    // Act
    const { changes } = await makePlan({ ...PLANNED, state }, await account({ versions }), [UPLOAD]);

    // Assess
    expect(changes.find(({ type }) => type === 'campaign')).toMatchObject({
      action,
      note: expect.stringMatching(note),
    });
  });

  it('lists no differences for a solution to be created, even if the file adds promotion to it', async () => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.5 }] };
    const state = desiredState({ ...FILE, solutions: [{ ...solution, workflowConfig: { promotion } }] } as never);

    // Act
    const { changes } = await makePlan({ ...PLANNED, state, before: PLANNED }, await account({}), [UPLOAD]);

    // Assess
    const created = changes.find(({ type }) => type === 'solution');
    expect(created).toMatchObject({ action: 'create' });
    expect(created).not.toHaveProperty('differences');
  });

  it('forecasts the hours of a campaign as a maximum if the campaign waits for the promotion of a version', async () => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const promotion = { rules: [{ metric: 'coverage', minimum: 0.5 }] };
    const state = desiredState({ ...FILE, solutions: [{ ...solution, workflowConfig: { promotion } }] } as never);

    // Act
    const { forecast } = await makePlan({ ...PLANNED, state }, await account({}), [UPLOAD]);

    // Assess
    expect(forecast.uses.find(({ what }) => what === "campaign 'top-campaign'")).toMatchObject({ isAtMost: true });
  });

  it.each([
    [
      'as a change from 0 if a file is in force',
      { ...PLANNED, state: stateWithoutSolutions() },
      { amount: 0, value: '1' },
    ],
    ['without an earlier amount if no file is in force', undefined, undefined],
  ])('forecasts an added campaign %s', async (_, before, expected) => {
    // Act
    const { forecast } = await makePlan({ ...PLANNED, before }, await account({}), [UPLOAD]);

    // Assess: the training of the upload is work of today, not a change
    const found = new Map(forecast.uses.map((use) => [use.what, use]));
    expect(found.get("campaign 'top-campaign'")?.before).toEqual(expected);
    expect(found.get("training of solution 'top'")).not.toHaveProperty('before');
  });

  it('shows the number of interactions in the csv as reserved if the deployment has not counted any interactions yet', async () => {
    // Prepare
    const state = desiredState({ ...FILE, budget: { trainingInteractionsPerMonth: 10_000 } } as never);

    // Act
    const { budget } = await makePlan({ ...PLANNED, state, interactions: 3000 }, await account({}), [UPLOAD]);

    // Assess
    expect(budget).toMatchObject([{ unit: 'trainingInteractions', reserved: 3000, left: 7000 }]);
  });

  it.each([
    [
      'the interactions of the csv if no data were imported before',
      [],
      [{ importFingerprint: 'aaaa', rows: 5000 }],
      300,
    ],
    ['the imported interactions and those of the csv', [IMPORT], [{ importFingerprint: 'aaaa', rows: 5000 }], 5300],
    ['an unknown number of interactions if the imported ones were not counted', [IMPORT], [], undefined],
  ])('forecasts that a training after an incremental import uses %s', async (_, imports, checks, amount) => {
    // Prepare
    const { interactions } = FILE.datasets ?? {};
    const datasets = { serviceConfig: { importMode: 'INCREMENTAL' }, interactions };
    const solutions = FILE.solutions?.map((solution) => ({
      ...solution,
      workflowConfig: { schedules: { full: 'cron(0 3 1 * ? *)' } },
    }));
    const state = desiredState({ ...FILE, datasets, solutions } as never);
    const described = { dataset: { status: 'ACTIVE', creationDateTime: new Date(0) } };
    const aws = await account({ described, listed: { datasetImportJob: imports } });
    const records = new DataStatisticsRecords(aws.records);
    for (const check of checks)
      await records.add('shop', 'interactions', { ...check, verdict: 'ACCEPTED', fingerprint: 'f' } as never, []);

    // Act
    const { forecast } = await makePlan({ ...PLANNED, state, interactions: 300 }, aws, [UPLOAD]);

    // Assess
    const training = forecast.uses.find(({ what }) => what === "FULL trainings of solution 'top'");
    expect(training?.amount).toBe(amount);
  });

  it('names the key of the file in force if the planned file has another key', async () => {
    // Act
    const plans = [
      await makePlan({ ...PLANNED, before: { key: 'train/old/config.json' } }, await account({}), [UPLOAD]),
      await makePlan({ ...PLANNED, before: PLANNED }, await account({}), [UPLOAD]),
    ];

    // Assess
    expect(plans.map(({ replaces }) => replaces)).toEqual(['train/old/config.json', undefined]);
  });

  it('creates a schema once if two datasets share it', async () => {
    // Prepare
    const { interactions } = FILE.datasets ?? {};
    const users = { ...interactions, dataset: { serviceConfig: { name: 'people' } } };
    const state = desiredState({ ...FILE, datasets: { interactions, users } } as never);

    // Act
    const { changes } = await makePlan({ ...PLANNED, state }, await account({}), [UPLOAD]);

    // Assess
    const schemas = changes.filter(({ type }) => type === 'schema' || type === 'dataset');
    expect(schemas.map(({ action, name }) => [action, name])).toEqual([
      ['create', 'click-schema'],
      ['create', 'clicks'],
      ['unchanged', 'click-schema'],
      ['create', 'people'],
    ]);
  });

  it.each([
    ['whose version is as good as an existing baseline version', undefined, 'create', undefined],
    [
      'on condition that its version is promoted, if the baseline version is yet to be trained',
      '1 day',
      'create',
      'if its solution version is promoted',
    ],
  ])('plans a campaign %s', async (_what, maxAge, action, note) => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const rules = [{ metric: 'coverage', minimumRise: 0, over: 'popular' }];
    const popular = { serviceConfig: { ...solution?.serviceConfig, name: 'popular' }, workflowConfig: { maxAge } };
    const solutions = [{ ...solution, workflowConfig: { promotion: { rules } } }, popular];
    const versions = [
      { solutionVersionArn: 'arn/old', status: 'ACTIVE', creationDateTime: new Date(Date.UTC(2026, 0, 1)) },
    ];

    // Act
    const state = desiredState({ ...FILE, solutions } as never);
    const { changes } = await makePlan({ ...PLANNED, state }, await account({ versions }), [UPLOAD]);

    // Assess
    const types = changes.map(({ type }) => type);
    expect(types.slice(-5, -1)).toEqual(['solutionVersion', 'campaign', 'solution', 'solutionVersion']);
    expect(changes.find(({ type }) => type === 'campaign')).toMatchObject({ action, ...(note && { note }) });
    expect(changes.filter(({ type }) => type === 'solutionVersion').map((each) => each.action)).toEqual([
      'unchanged',
      maxAge === undefined ? 'unchanged' : 'create',
    ]);
  });

  const named = { serviceConfig: { ...FILE.solutions?.[0]?.serviceConfig, solutionVersion: { name: 'v' } } };
  const promotion = { rules: [{ metric: 'coverage', minimum: 0.05 }], approval: 'automatic' };

  it.each([
    ['has no note on a planned training without a name', {}, [], undefined],
    ['has no note on a planned training with a name if it is the first one', named, [], undefined],
    [
      'notes that the name of a planned training ends with a timestamp if a version exists already',
      named,
      [{ ...HELD, status: 'CREATE FAILED' }],
      /^the newest version has failed; with a timestamp/,
    ],
    [
      'notes that a decision follows a planned training if there are rules',
      { workflowConfig: { promotion } },
      [],
      /^its promotion is decided after the training$/,
    ],
  ])('%s', async (_what, members, versions, note) => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const state = desiredState({ ...FILE, solutions: [{ ...solution, ...members }] } as never);

    // Act
    const { changes } = await makePlan({ ...PLANNED, state }, await account({ versions }), [UPLOAD]);

    // Assess
    const change = changes.find(({ type }) => type === 'solutionVersion');
    expect(change?.action).toBe('create');
    if (note === undefined) expect(change).not.toHaveProperty('note');
    else expect(change?.note).toMatch(note);
  });

  it('reports that the rows of an import are checked first', async () => {
    // Prepare
    const { interactions } = FILE.datasets ?? {};
    const checked = { ...interactions, workflowConfig: { checks: {} } };
    const state = desiredState({ ...FILE, datasets: { interactions: checked } } as never);

    // Act
    const { changes } = await makePlan({ ...PLANNED, state }, await account({}), [UPLOAD]);

    // Assess
    expect(changes.find(({ type }) => type === 'datasetImportJob')).toMatchObject({
      action: 'create',
      note: 'after a check of every row',
    });
  });

  it('predicts decisions that follow from the rules, and shows them', async () => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const state = desiredState({ ...FILE, solutions: [{ ...solution, workflowConfig: { promotion } }] } as never);

    // Act
    const plan = await makePlan({ ...PLANNED, state }, await account({ versions: [HELD] }), [UPLOAD]);

    // Assess
    expect(plan.decisions).toMatchObject([{ solution: 'top', version: VERSION, decision: 'PROMOTED' }]);
    expect(plan.changes.find(({ type }) => type === 'campaign')?.action).toBe('create');
  });

  it("includes the creations of files planned earlier in the check of the account's quotas", async () => {
    // Prepare
    const aws = () => account({ quotas: { values: new Map([['Active dataset groups', 1]]) } });
    const other = desiredState({ ...FILE, datasetGroup: { serviceConfig: { name: 'books' } } });
    const earlier = await makePlan({ ...PLANNED, state: other }, await aws(), [UPLOAD]);

    // Act
    const [alone, after] = [
      await makePlan(PLANNED, await aws(), [UPLOAD]),
      await makePlan(PLANNED, await aws(), [UPLOAD], [earlier]),
    ];

    // Assess
    expect(alone.exceededQuotas).toBeUndefined();
    expect(after.exceededQuotas).toMatchObject([
      { type: 'datasetGroup', limit: 1, source: 'account', existing: 0, toCreate: 2 },
    ]);
  });

  it.each([
    [
      'compares the file with a campaign that is being created',
      { status: 'CREATE IN_PROGRESS', minProvisionedTPS: 1 },
      'update',
    ],
    [
      'compares the file with a campaign that is being updated',
      {
        status: 'ACTIVE',
        minProvisionedTPS: 1,
        latestCampaignUpdate: { status: 'UPDATE IN_PROGRESS', minProvisionedTPS: 1 },
      },
      'update',
    ],
  ])('%s', async (_what, campaign, action) => {
    // Prepare
    const [solution] = FILE.solutions ?? [];
    const campaigns = [{ serviceConfig: { name: 'top-campaign', minProvisionedTPS: 5 } }];
    const state = desiredState({ ...FILE, solutions: [{ ...solution, campaigns }] } as never);
    const described = { campaign: { name: 'top-campaign', solutionVersionArn: VERSION, ...campaign } };

    // Act
    const { changes } = await makePlan({ ...PLANNED, state }, await account({ described, versions: [HELD] }), [UPLOAD]);

    // Assess
    const change = changes.find(({ type }) => type === 'campaign');
    expect(change?.action).toBe(action);
    expect(change?.differences).toContainEqual({ member: 'minProvisionedTPS', actual: 1, desired: 5 });
  });
});
