import { driftIsNotifiedOnce, missingIsFound } from '../../../simulation/invariants/missing-resources';
import type { World } from '../../../simulation/simulate/world';

type Listener = (event: never) => void;

const GROUP = 'simulated-0';
const NAME = `${GROUP}-filter`;
const ARN = `arn:filter/${NAME}`;
const PERSON = { kind: 'person' };

/** The notification of a missing filter, with the text for SQS only. */
const MESSAGE = {
  sqs: JSON.stringify({ status: 'UPDATE DRIFT', resources: [{ resource: `filter '${NAME}'`, difference: 'MISSING' }] }),
};

/** A world with a filter that an operator deletes, by default before the night. */
function prepare({
  drift = 'notify',
  isThere = false,
  isNotified = false,
  failed = false,
  deletedAt = 50,
  imported = 'ACTIVE',
  interruptions = [] as object[],
} = {}) {
  const [calls, changes]: [Listener[], Listener[]] = [[], []];
  const edition = { solutions: 1, campaign: false, filter: true };
  const file = { datasetGroup: { S: GROUP }, item: { S: 'parameter-file' } };
  const found = { type: 'filter', name: NAME, arn: ARN, status: 'ACTIVE' };
  const run = { input: { datasetGroup: GROUP, trigger: 'drift', restored: ['file'] }, status: 'FAILED' };
  const world = {
    drift,
    night: { from: 100, until: 200 },
    teams: [{ name: GROUP, group: {}, edition }],
    editionOf: () => edition,
    executionLog: { runs: new Map(failed ? [['1', run]] : []) },
    faults: { interruptions },
    ofType: (type: string) =>
      type === 'datasetImportJob' ? [{ name: `interactions-${GROUP}-1`, status: imported }] : isThere ? [found] : [],
    local: {
      names: { recordTable: 'table' },
      clock: { now: () => deletedAt },
      sns: { messages: () => (isNotified ? [{ message: MESSAGE }] : []) },
      personalize: { snapshot: () => [found], onChange: (listener: Listener) => changes.push(listener) },
      aws: { call: async () => ({ Items: [file] }), onCall: (listener: Listener) => calls.push(listener) },
    },
  } as unknown as World;
  const broken: string[] = [];
  for (const invariant of [missingIsFound, driftIsNotifiedOnce]) invariant.watch?.(world, (what) => broken.push(what));
  const make = (service: string, made: object) => {
    for (const listener of calls) listener({ service, call: made, caller: PERSON } as never);
  };
  const call = (service: string, operation: string, input: object) => make(service, { operation, input });
  call('personalize', 'DeleteFilter', { filterArn: ARN });
  return {
    broken,
    notify: (made: object = { operation: 'Publish', input: { Message: JSON.stringify(MESSAGE) } }) => make('sns', made),
    create: () => {
      for (const listener of changes) listener({ arn: ARN, status: 'ACTIVE' } as never);
    },
    rest: async () => {
      await missingIsFound.rested?.(world, (what) => broken.push(what));
      return broken;
    },
  };
}

describe('the invariant that a missing resource is reported or restored', () => {
  it.each([
    ['was reported', { isNotified: true }],
    ['exists again', { isThere: true }],
    ['was deleted after the night', { deletedAt: 250 }],
    ['could not exist, because no interactions were imported', { imported: 'CREATE FAILED' }],
    ['could not be restored, because the run that restores it failed', { drift: 'restore', failed: true }],
  ])('holds if the resource %s', async (_, world) => {
    expect(await prepare(world).rest()).toEqual([]);
  });

  it.each([
    ['was not reported', {}, 'reported'],
    ['was not restored', { drift: 'restore' }, 'restored'],
  ])('is violated if the resource %s', async (_, world, what) => {
    expect(await prepare(world).rest()).toEqual([`filter ${NAME} is missing, and was not ${what}`]);
  });
});

describe('the invariant that a missing resource is reported once', () => {
  it('is violated by a second notification, unless the resource existed in between', () => {
    // Prepare
    const { broken, notify, create } = prepare();

    // Act
    notify();
    create();
    notify();
    const before = [...broken];
    notify();

    // Assess
    expect([before, broken]).toEqual([[], [`filter '${NAME}' was reported twice`]]);
  });

  it('allows a second notification if the function was interrupted while it published the first notification', () => {
    // Prepare
    const call = { operation: 'Publish', input: { Message: JSON.stringify(MESSAGE) } };
    const { broken, notify } = prepare({ interruptions: [{ roleName: 'personalize-reconcile-deployment', call }] });

    // Act
    notify(call);
    notify();

    // Assess
    expect(broken).toEqual([]);
  });

  it('allows a second notification, but not a third, if the answer to an invocation of the function was lost', () => {
    // Prepare
    const call = { operation: 'Invoke', input: { FunctionName: 'arn:function:personalize-reconcile-deployment' } };
    const { broken, notify } = prepare({ interruptions: [{ roleName: 'personalize-schedules', call }] });

    // Act
    notify();
    notify();
    const before = [...broken];
    notify();

    // Assess
    expect([before, broken]).toEqual([[], [`filter '${NAME}' was reported twice`]]);
  });
});
