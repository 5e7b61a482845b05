import { LimitExceededException, ResourceInUseException } from '@aws-sdk/client-personalize';
import { promotionOf } from '../../../../lib/parameter-file/promotion';
import type { Description, Request } from '../../../../lib/reconciler/account/personalize-api';
import { poll } from '../../../../lib/reconciler/apply/poll';
import { existingArn, reconcile, recordRead } from '../../../../lib/reconciler/apply/reconcile';
import { ResourceFailed } from '../../../../lib/reconciler/errors';
import type { Step, StepState } from '../../../../lib/reconciler/step';
import type { CreationIntents } from '../../../../lib/record-table/creation-intents';
import { at, versionsOfSolution } from '../../../support/solution-versions';

const ARN = 'arn:aws:personalize:us-east-1:123456789012';
const NOW = new Date(at(9));
const FIRST: StepState = { result: 'UNCHANGED' };
/** Stands for the import job of the file's dataset. */
const IMPORT = {};
const INTENTS: CreationIntents = {
  declare: async () => undefined,
  of: async () => undefined,
  redeclare: async () => true,
  withdraw: async () => undefined,
};
const TRAINING = { type: 'solutionVersion', name: '', pointer: '/solutions/0', request: { trainingMode: 'FULL' } };
const IN_USE = new ResourceInUseException({ message: 'It is not ACTIVE.', $metadata: {} });
const FULL = new LimitExceededException({
  message: 'More than 5 resources with PENDING or IN_PROGRESS status.',
  $metadata: {},
});

interface World {
  readonly resource?: object;
  /** Descriptions by the part of the ARN after the account. */
  readonly shown?: Readonly<Record<string, Description>>;
  readonly versions?: readonly Description[];
  readonly refusal?: Error;
  readonly checks?: object;
}

/** Returns a step for a file with one dataset and one solution, its calls of Personalize, and the reads it records. */
function prepare({ resource = TRAINING, shown = {}, versions = [], refusal, checks }: World) {
  const calls: string[] = [];
  const puts: object[] = [];
  const files = [{ key: 'in/a.csv', versionId: 'v', size: 3 }];
  const csv = { uri: 's3://data/in/a.csv', contents: [], changedAt: new Date(at(2)), csv: files };
  const importJob = { type: 'datasetImportJob', name: '', pointer: '/datasets/interactions', request: {} };
  const dataset = { datasetType: 'INTERACTIONS', csvName: 'interactions', dataset: importJob, importJob };
  const schema = { request: { schema: '{"fields":[{"name":"USER_ID","type":"string"}]}' } };
  const used = resource === IMPORT ? importJob : resource;
  const step = {
    state: {
      datasetGroup: { name: 'shop' },
      datasets: [{ ...dataset, schema, ...(checks && { checks }) }],
      solutions: [{ name: 'top', recipeArn: 'arn:recipe', solution: { pointer: '/solutions/0' }, campaigns: [] }],
      recommenders: [],
      filters: [],
    },
    resource: used,
    folder: 'in/',
    startedAt: new Date(at(8)),
    stamp: new Date(at(8)),
    now: NOW,
    until: 'ACTIVE',
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    bucket: { csv: async () => csv, beginning: async () => Buffer.from('USER_ID\n') },
    dataHolds: { isHeld: async () => false },
    dataStatistics: { of: async () => [], part: async () => undefined },
    verifiedReads: { find: async () => undefined, put: async (...put: unknown[]) => void puts.push(put) },
    personalize: {
      list: async (type: string) => {
        calls.push(`list ${type}`);
        return type === 'solutionVersion' ? versions : [];
      },
      describe: async (type: string, arn: string) => {
        calls.push(`describe ${type}`);
        return shown[arn.slice(ARN.length + 1)];
      },
      create: async (type: string, _request: Request) => {
        calls.push(`create ${type}`);
        if (refusal) throw refusal;
        return `${ARN}:new`;
      },
    },
  } as unknown as Step;
  return { step, calls, puts };
}

describe('reconcile', () => {
  it('ends the step of a campaign, with a note, if no version is promoted yet', async () => {
    // Prepare
    const { step } = await versionsOfSolution({ promotion: promotionOf({ approval: 'manual' }) });

    // Act
    const progress = await reconcile({ ...step({ 3: 5 }), startedAt: NOW }, FIRST, INTENTS);

    // Assess
    const note = "no version of solution 'top' is promoted yet";
    expect(progress).toEqual({ status: 'READY', stepState: { ...FIRST, note } });
  });

  it.each([
    ['a version', TRAINING, 'solutionVersion'],
    ['a dataset group', { ...TRAINING, type: 'datasetGroup', name: 'shop' }, 'datasetGroup'],
  ])('creates %s', async (_what, resource, type) => {
    // Prepare
    const { step, calls } = prepare({ resource });

    // Act
    const progress = await reconcile(step, FIRST, INTENTS);

    // Assess
    expect(calls.at(-1)).toBe(`create ${type}`);
    expect(progress).toMatchObject({ status: 'WAIT', stepState: { result: 'CREATED', arn: `${ARN}:new` } });
  });

  it.each([
    ['IN_USE', 'although nothing is in progress', {}],
    ['BUSY', 'while another training is in progress', { versions: [{ status: 'CREATE IN_PROGRESS' }] }],
  ])('waits with the obstacle %s if Personalize refuses a training %s', async (kind, _why, world) => {
    // Prepare
    const { step } = prepare({ ...world, refusal: IN_USE });

    // Act
    const progress = await reconcile({ ...step, force: true }, FIRST, INTENTS);

    // Assess
    expect(progress).toMatchObject({
      status: 'WAIT',
      reason: expect.stringContaining('not ACTIVE'),
      waitFor: { kind },
    });
  });

  it("fails if the resource's parent has failed", async () => {
    // Prepare
    const shown = { 'solution/top': { status: 'CREATE FAILED' } };
    const { step } = prepare({ refusal: IN_USE, shown });

    // Act
    const act = reconcile(step, FIRST, INTENTS);

    // Assess
    await expect(act).rejects.toThrow(ResourceFailed);
    await expect(act).rejects.toThrow(/solution\/top is CREATE FAILED/);
  });

  it('fails for a permanent error of Personalize', async () => {
    // Prepare
    const { step } = prepare({ refusal: new Error('No such recipe.') });

    // Act
    const act = reconcile(step, FIRST, INTENTS);

    // Assess
    await expect(act).rejects.toThrow(ResourceFailed);
  });

  it('waits while a quota is reached, and tries again at the next poll', async () => {
    // Prepare
    const { step, calls } = prepare({ refusal: FULL });

    // Act
    const first = await reconcile(step, FIRST, INTENTS);
    const second = await reconcile({ ...step, now: new Date(at(10)) }, first.stepState, INTENTS);

    // Assess
    expect(first).toMatchObject({ status: 'WAIT', reason: expect.stringContaining(FULL.message) });
    expect([first, second].map((progress) => progress.status === 'WAIT' && progress.waitFor)).toEqual([
      { kind: 'QUOTA' },
      { kind: 'QUOTA' },
    ]);
    expect(second.stepState.waitingSince).toEqual({ QUOTA: NOW.toISOString() });
    expect(calls.filter((call) => call === 'create solutionVersion')).toHaveLength(2);
  });
});

describe('poll', () => {
  it('returns the check of rows for which an import waits', async () => {
    // Prepare
    const { step, calls } = prepare({ resource: IMPORT, checks: { minimumRows: 5 }, shown: {} });

    // Act
    const answer = await poll(step, FIRST, INTENTS);

    // Assess
    expect(answer).toMatchObject({ status: 'CHECK', check: { parts: expect.anything() } });
    expect(answer.waitSeconds).toEqual(expect.any(Number));
    expect(answer.reason).toBe('the rows of the csv files are checked first');
    expect(calls).not.toContain('create datasetImportJob');
  });

  it.each(['STARTED', 'ACTIVE'] as const)(
    'returns the status QUOTA if a quota is reached, in a step that waits until %s',
    async (until) => {
      // Prepare
      const { step } = prepare({ refusal: FULL });

      // Act
      const answer = await poll({ ...step, until }, FIRST, INTENTS);

      // Assess
      expect(answer).toMatchObject({ status: 'QUOTA', waitSeconds: expect.any(Number) });
      expect(answer).not.toHaveProperty('check');
    },
  );

  it('returns the note of a ready resource, but no reason to wait', async () => {
    // Prepare
    const shown = { 'x/1': { status: 'ACTIVE' } };
    const { step } = prepare({ shown });

    // Act
    const noted = await poll(step, { ...FIRST, arn: `${ARN}:x/1`, note: 'Nothing new.' }, INTENTS);
    const plain = await poll(step, { ...FIRST, arn: `${ARN}:x/1` }, INTENTS);

    // Assess
    expect(noted).toMatchObject({ status: 'READY', stepState: { note: 'Nothing new.' } });
    expect(plain.stepState).toEqual({ ...FIRST, arn: `${ARN}:x/1` });
    expect(noted).not.toHaveProperty('reason');
    expect(noted).not.toHaveProperty('waitSeconds');
  });
});

describe('existingArn', () => {
  const SOLUTION = { ...TRAINING, type: 'solution', name: 'top' };

  it.each([
    ['the recorded ARN', SOLUTION, 'arn:known', {}, 'arn:known'],
    [
      'the ARN that contains the name of the resource',
      SOLUTION,
      undefined,
      { 'solution/top': {} },
      `${ARN}:solution/top`,
    ],
    ['undefined for a resource that does not exist', SOLUTION, undefined, {}, undefined],
    ['undefined for a solution version without a recorded ARN', TRAINING, undefined, {}, undefined],
  ])('returns %s', async (_what, resource, arn, shown, expected) => {
    // Prepare
    const { step, calls } = prepare({ resource, shown });

    // Act
    const existing = await existingArn(step, { ...FIRST, ...(arn && { arn }) });

    // Assess
    expect(existing).toBe(expected);
    expect(calls).toHaveLength(resource === SOLUTION && arn === undefined ? 1 : 0);
  });
});

describe('recordRead', () => {
  it.each([
    ['the data that an import has read', IMPORT, 1],
    ['nothing for a solution version', TRAINING, 0],
    ['nothing for a solution', { ...TRAINING, type: 'solution', name: 'top' }, 0],
  ])('records %s', async (_what, resource, expected) => {
    // Prepare
    const shown = { 'dataset-import-job/by-hand': { jobName: 'by-hand', creationDateTime: new Date(at(5)) } };
    const { step, puts } = prepare({ resource, shown });

    // Act
    await recordRead(step, `${ARN}:dataset-import-job/by-hand`);

    // Assess
    expect(puts).toHaveLength(expected);
  });
});
