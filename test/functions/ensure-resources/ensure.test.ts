import { solutionArn } from '../../../lib/personalize/arn';
import { workList } from '../../../lib/reconciler/work/work-list';
import { LOCKS, lockIn } from '../../../lib/reconciler/work/work-locks';
import type { RunRequest } from '../../../lib/record-table/run-request';
import { begin, EXECUTION, ensureWorld, FILE, SCOPE, UPLOAD, wakeUp, wakeUpFor } from '../../support/ensure-world';
import { stateOf } from '../../support/planned';
import { putInForce } from '../../support/record-table';
import { sample } from '../../support/sample';

const SOLUTION = 'small-solution';
const VERSION = `${solutionArn(SCOPE, SOLUTION)}/00000001`;
const CREATED = new Date('2026-01-04T00:00:00.000Z');
const IMPORT_TASK = 'personalize-dataset-import-small';
const REQUEST: RunRequest = { datasetGroup: 'small', workflow: 'dataset-import', trigger: 'retry', file: FILE };

/** The desired state of a file that has promotion rules and a schedule for imports. */
function scheduledState() {
  const file = sample();
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  for (const solution of file.solutions)
    solution.workflowConfig = { promotion: { rules: [{ metric: 'coverage', minimum: 0.5 }] } };
  return stateOf(JSON.stringify(file));
}

/** A world whose solution has one ACTIVE version without metrics. */
async function trainedWorld() {
  const world = await ensureWorld(scheduledState());
  world.listed.solutionVersion = [{ solutionVersionArn: VERSION, status: 'ACTIVE', creationDateTime: CREATED }];
  world.shown[VERSION] = { solutionVersionArn: VERSION, status: 'ACTIVE', creationDateTime: CREATED };
  return world;
}

type World = Awaited<ReturnType<typeof ensureWorld>>;

async function decided({ services }: World) {
  const decisions = await services.resources.decisions.ofSolution('small', SOLUTION);
  return decisions.map(({ version, decision, decidedBy, run }) => ({ version, decision, decidedBy, run }));
}

describe('a wake-up of a run', () => {
  it('throws if its execution was started outside of a run, and names the command to use instead', async () => {
    // Prepare
    const world = await ensureWorld();
    const event = await begin(world, UPLOAD);

    // Act
    const acts = [
      wakeUp(world, { ...event, record: 'run#other' }),
      wakeUp(world, { ...event, AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'arn:run:other' }),
    ];

    // Assess
    for (const act of acts) await expect(act).rejects.toThrow('was started outside of a run. Use `personalize-mlops');
    expect(world.calls).toEqual([]);
  });

  it('throws if the parameter file is of another dataset group, and names both groups', async () => {
    // Prepare
    const world = await ensureWorld(stateOf(JSON.stringify(sample('other'))));
    const event = await begin(world, UPLOAD);

    // Act
    const act = wakeUp(world, event);

    // Assess
    await expect(act).rejects.toThrow('datasetGroup is "small", it must be \'other\', the group of its parameter file');
    expect(world.calls).toEqual([]);
  });

  it('fails after the end of the run, and begins nothing', async () => {
    // Prepare
    const world = await ensureWorld();
    const event = await begin(world, UPLOAD);
    const end = { workflow: UPLOAD.workflow, trigger: 'upload', execution: EXECUTION, now: new Date() };
    await world.services.runs.end({ datasetGroup: 'small', item: event.record }, end, 'run');

    // Act
    const answer = await wakeUp(world, event);

    // Assess
    const failure = { error: 'RunEnded', cause: 'The run has ended, so it begins no more work.' };
    expect(answer).toEqual({ status: 'FAILED', failure });
    expect(world.calls).toEqual([]);
    expect(await world.services.progress.of('small', 'own')).toEqual(new Map());
  });

  it('puts an uploaded file in force before it creates anything', async () => {
    // Prepare
    const world = await ensureWorld();
    const event = await begin(world, UPLOAD);
    const isInForce = () => world.services.uploads.filesInForce.isInForce('small', FILE);
    const { personalize } = world.services.resources;
    const create = personalize.create.bind(personalize);
    const inForce: boolean[] = [];
    jest.spyOn(personalize, 'create').mockImplementation(async (...request) => {
      inForce.push(await isInForce());
      return create(...request);
    });

    // Act
    const answer = await wakeUp(world, event);

    // Assess
    expect(answer.status).toBe('WAIT');
    expect(world.calls).toEqual(['create datasetGroup']);
    expect(inForce).toEqual([true]);
  });

  it('creates nothing from a file if another upload waits to replace the file', async () => {
    // Prepare
    const world = await ensureWorld();
    const event = await begin(world, UPLOAD);
    const newer = { ...FILE, versionId: 'v2', sequencer: '0B', execution: 'arn:run:newer', superseded: [] };
    await world.services.uploads.waitingUploads.put('small', newer, new Date());

    // Act
    const answer = await wakeUp(world, event);

    // Assess
    expect(answer).toEqual({ status: 'READY' });
    expect(world.calls).toEqual([]);
  });

  it('publishes the result of a resource under the id of the run', async () => {
    // Prepare
    const world = await ensureWorld();

    // Act
    await wakeUp(world, await begin(world, UPLOAD));

    // Assess
    const scope = expect.objectContaining(SCOPE);
    const step = expect.objectContaining({ runId: 'own', roleArn: 'arn:role', scope });
    const poll = expect.objectContaining({ isCreated: true });
    expect(world.services.resources.publisher.publish).toHaveBeenCalledWith(step, poll, 'own');
  });

  it('takes over the locks that an earlier execution of the run has acquired', async () => {
    // Prepare
    const world = await ensureWorld();
    const event = await begin(world, { ...REQUEST, workflow: 'data-deletion', trigger: 'deletion' });
    await wakeUp(world, { ...event, execution: 'arn:work:first' });

    // Act
    await wakeUp(world, { ...event, execution: 'arn:work:second' });

    // Assess
    const holder = await world.services.locks.locks.holderOf(lockIn('small', LOCKS.data), EXECUTION.Id);
    expect(holder).toBe('arn:run:own arn:work:second');
  });

  it("records the decision that the file's rules make on a new version", async () => {
    // Prepare
    const world = await trainedWorld();
    const request: RunRequest = { ...REQUEST, workflow: 'solution-maintenance', solution: SOLUTION };

    // Act
    const answer = await wakeUpFor(world, request, 'RULES');

    // Assess
    expect(answer).toEqual({ status: 'READY' });
    expect(await decided(world)).toEqual([{ version: VERSION, decision: 'HELD', decidedBy: 'rules', run: 'own' }]);
  });

  it("records an operator's decision", async () => {
    // Prepare
    const world = await trainedWorld();
    const choice = { action: 'PROMOTE', version: VERSION, by: 'eve' } as const;
    const request: RunRequest = { ...REQUEST, workflow: 'solution-promotion', solution: SOLUTION, choice };

    // Act
    const answer = await wakeUpFor(world, request, 'DECISION');

    // Assess
    expect(answer).toEqual({ status: 'READY' });
    expect(await decided(world)).toEqual([{ version: VERSION, decision: 'PROMOTED', decidedBy: 'eve', run: 'own' }]);
  });

  it('puts a hold on the data for a deletion of users, without loading a parameter file', async () => {
    // Prepare
    const world = await ensureWorld();
    const load = jest.spyOn(world.services, 'load');
    const event = await begin(world, { ...REQUEST, workflow: 'data-deletion', trigger: 'deletion' });

    // Act
    const answer = await wakeUp(world, event);

    // Assess
    expect(answer).toEqual({ status: 'WAIT', waitSeconds: 930 });
    expect(await world.services.resources.dataHolds.isHeld('small', new Date())).toBe(true);
    expect(load).not.toHaveBeenCalled();
  });
});

describe('a check of rows that could not be carried out', () => {
  it('makes the run fail, and nothing is imported', async () => {
    // Prepare
    const world = await ensureWorld();
    const [{ id } = { id: '' }] = workList(world.state, REQUEST);
    const event = await begin(world, REQUEST);
    const asked = { status: 'OPEN', begunAt: EXECUTION.StartTime } as const;
    await world.services.progress.write({ datasetGroup: 'small', run: 'own', id }, asked, undefined, new Date());

    // Act
    const answer = await wakeUp(world, { ...event, broken: [{ id, cause: 'out of memory' }] });

    // Assess
    expect(answer).toMatchObject({ status: 'FAILED', failure: { cause: expect.stringContaining('out of memory') } });
    expect(world.calls).toEqual([]);
  });
});

describe('the schedules of a run', () => {
  it.each<readonly [string, RunRequest, 'CREATED' | 'UNCHANGED', readonly string[]]>([
    ['are created in an upload, even if its import was unchanged', UPLOAD, 'UNCHANGED', [IMPORT_TASK]],
    ['are created after an import run that has imported something', REQUEST, 'CREATED', [IMPORT_TASK]],
    ['are not created after an import run that has imported nothing', REQUEST, 'UNCHANGED', []],
  ])('%s', async (_, request, result, expected) => {
    // Prepare
    const world = await ensureWorld(scheduledState());
    await putInForce(world.table, 'small', { ...FILE, sequencer: '0A' });

    // Act
    const answer = await wakeUpFor(world, request, 'SCHEDULES', { result });

    // Assess
    expect(answer).toEqual({ status: 'READY' });
    expect([...new Set(world.schedules.ensured)]).toEqual(expected);
  });

  it.each<readonly [string, RunRequest, object]>([
    ['that cannot be set after an import do not make the run fail', REQUEST, { status: 'READY' }],
    [
      'that cannot be set at the end of an upload make the run fail',
      UPLOAD,
      { status: 'FAILED', failure: { error: 'StepBroke', cause: expect.stringContaining('Scheduler is down') } },
    ],
  ])('%s', async (_, request, expected) => {
    // Prepare
    const world = await ensureWorld(scheduledState());
    await putInForce(world.table, 'small', { ...FILE, sequencer: '0A' });
    world.schedules.error = new Error('Scheduler is down');

    // Act
    const answer = await wakeUpFor(world, request, 'SCHEDULES', { result: 'CREATED' });

    // Assess
    expect(answer).toEqual(expected);
    expect(world.logged.error).toHaveBeenCalledWith('Could not set schedules', world.schedules.error);
  });

  it.each([
    ['ConflictException', 'OPEN'],
    ['ValidationException', 'READY'],
  ])('that exist are set again only after a transient error: after %s, their item is %s', async (name, status) => {
    // Prepare
    const world = await ensureWorld(scheduledState());
    await putInForce(world.table, 'small', { ...FILE, sequencer: '0A' });
    await world.services.schedules().tasks.replace('small', [], world.state.tasks);
    world.schedules.error = Object.assign(new Error('Not now'), { name });

    // Act
    await wakeUpFor(world, UPLOAD, 'SCHEDULES');

    // Assess
    const progress = await world.services.progress.of('small', 'own');
    expect(progress.get('schedules#EXISTING')).toMatchObject({ status });
  });
});
