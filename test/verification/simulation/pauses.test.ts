import { LocalAws } from '../../../local-aws/local-aws';
import { Pauses } from '../../../verification/simulation/pauses';
import type { DesiredTask } from '../../../verification/simulation/tasks';
import { account } from '../faults/account';

const TASK: DesiredTask = { name: 'solution-maintenance-full-top', expression: 'rate(8 hours)' };

/** An account whose record table has the task, and the pauses known of it. */
async function prepare() {
  const local = new LocalAws({ seed: 1 });
  await account(local);
  await local.aws.call('dynamodb', 'PutItem', {
    TableName: 'records',
    Item: { datasetGroup: { S: 'movies' }, item: { S: `task#${TASK.name}` }, state: { S: 'ENABLED' } },
  });
  Object.defineProperty(local, 'names', { value: { recordTable: 'records', scheduleGroup: 'group' } });
  const pauses = new Pauses(local);
  pauses.uploaded('movies', [TASK]);
  return pauses;
}

describe('a task', () => {
  it('is expected to be enabled if no operator changes it, edited or not', async () => {
    // Prepare
    const pauses = await prepare();

    // Act
    pauses.uploaded('movies', [{ ...TASK, expression: 'rate(9 hours)' }]);

    // Assess
    expect(pauses.stateOf(TASK.name)).toBe('ENABLED');
    expect(pauses.isUnsettled(TASK.name)).toBe(true);
  });

  it('is expected to stay deactivated through uploads that do not change it', async () => {
    // Prepare
    const pauses = await prepare();

    // Act
    await pauses.take('pause', 'movies', TASK.name);
    pauses.uploaded('movies', [TASK]);

    // Assess
    expect(pauses.stateOf(TASK.name)).toBe('DISABLED');
  });

  it('may be in either state after it was deactivated and edited', async () => {
    // Prepare
    const pauses = await prepare();

    // Act
    await pauses.take('pause', 'movies', TASK.name);
    pauses.uploaded('movies', []);

    // Assess
    expect(pauses.stateOf(TASK.name)).toBeUndefined();
  });

  it('cannot be deactivated if it does not exist', async () => {
    // Prepare
    const pauses = await prepare();

    // Act
    await pauses.take('pause', 'movies', 'another');

    // Assess
    expect(pauses.stateOf('another')).toBe('ENABLED');
  });
});
