import { LocalAws } from '../../../emulator/local-aws';
import { Pauses } from '../../../simulation/simulate/pauses';
import type { DesiredTask } from '../../../simulation/simulate/tasks';
import { account } from '../faults/account';

const TASK: DesiredTask = { name: 'solution-maintenance-full-top', expression: 'rate(8 hours)' };

const EDITED = { ...TASK, expression: 'rate(9 hours)' };
const HOUR = 3_600_000;

/** An account whose record table has the task, and the pauses that the simulation expects. Each upload's run takes a minute. */
async function prepare() {
  const local = new LocalAws({ seed: 1 });
  await account(local);
  await local.aws.call('dynamodb', 'PutItem', {
    TableName: 'records',
    Item: { datasetGroup: { S: 'movies' }, item: { S: `task#${TASK.name}` }, state: { S: 'ENABLED' } },
  });
  Object.defineProperty(local, 'names', { value: { recordTable: 'records', scheduleGroup: 'group' } });
  const pauses = new Pauses(local);
  const runs = new Map<string, { status: string; endedAt: number }[]>();
  const pass = (milliseconds: number) => local.clock.advanceTo(local.clock.now() + milliseconds);
  const upload = async (tasks: readonly DesiredTask[], { status = 'SUCCEEDED', otherKey = false } = {}) => {
    const versionId = `version-${runs.size}`;
    pauses.uploaded('movies', tasks, versionId, otherKey);
    runs.set(versionId, [{ status, endedAt: local.clock.now() + 60_000 }]);
  };
  await upload([TASK]);
  await pass(HOUR);
  return {
    pauses,
    upload,
    pass,
    pause: () => pauses.take('pause', 'movies', TASK.name),
    state: () => pauses.stateOf(TASK.name, runs),
  };
}

describe('a task', () => {
  it('is expected to be enabled if no operator changes it, even if an upload edits it', async () => {
    // Prepare
    const { pauses, upload, state } = await prepare();

    // Act
    await upload([EDITED]);

    // Assess
    expect(state()).toBe('ENABLED');
    expect(pauses.isUnsettled(TASK.name)).toBe(true);
  });

  it('is expected to stay deactivated through uploads that do not change it', async () => {
    // Prepare
    const { upload, pause, state } = await prepare();

    // Act
    await pause();
    await upload([TASK]);

    // Assess
    expect(state()).toBe('DISABLED');
  });

  it.each([
    ['changes its schedule', [EDITED]],
    ['no longer schedules it', []],
  ])('is expected to be activated once its file %s', async (_what, tasks) => {
    // Prepare
    const { upload, pause, pass, state } = await prepare();

    // Act
    await pause();
    await upload(tasks, { status: 'FAILED' });
    await pass(HOUR);
    await upload(tasks);

    // Assess
    expect(state()).toBe('ENABLED');
  });

  it('is expected to stay deactivated if it is deactivated after an upload has changed its schedule', async () => {
    // Prepare
    const { upload, pause, pass, state } = await prepare();

    // Act
    await upload([EDITED]);
    await pass(HOUR);
    await pause();
    await upload([EDITED]);

    // Assess
    expect(state()).toBe('DISABLED');
  });

  it('may be in either state if it is deactivated while an edit is in progress', async () => {
    // Prepare
    const { upload, pause, pass, state } = await prepare();

    // Act
    await upload([EDITED]);
    await pass(1000);
    await pause();

    // Assess
    expect(state()).toBeUndefined();
  });

  it('may be in either state if uploads change its schedule and change it back, because both changes may have had no effect', async () => {
    // Prepare
    const { upload, pause, state } = await prepare();

    // Act
    await pause();
    await upload([EDITED]);
    await upload([TASK]);

    // Assess
    expect(state()).toBeUndefined();
  });

  it('may be in either state if its file was uploaded under two keys', async () => {
    // Prepare
    const { upload, pause, state } = await prepare();

    // Act
    await pause();
    await upload([EDITED], { otherKey: true });

    // Assess
    expect(state()).toBeUndefined();
  });

  it('cannot be deactivated if it does not exist', async () => {
    // Prepare
    const { pauses } = await prepare();

    // Act
    await pauses.take('pause', 'movies', 'another');

    // Assess
    expect(pauses.stateOf('another', new Map())).toBe('ENABLED');
  });
});
