import { applySchedules } from '../../../../functions/shared/schedules/apply-schedules';
import { datasetArn } from '../../../../lib/personalize/arn';
import type { ScheduleWork } from '../../../../lib/reconciler/work/work-item';
import { begin, ensureWorld, FILE, SCOPE, UPLOAD } from '../../../support/ensure-world';
import { stateOf } from '../../../support/planned';
import { putInForce } from '../../../support/record-table';
import { sample, solution } from '../../../support/sample';

const IMPORT = 'personalize-dataset-import-small';
const TRAINING = 'solution-maintenance-full-small-solution';
const OTHER = 'solution-maintenance-full-other';
const GONE = {
  name: 'solution-maintenance-full-gone',
  workflow: 'solution-maintenance',
  input: { solution: 'gone' },
} as const;

/**
 * A file in force with schedules for imports and for the trainings of two solutions. A third solution has left the
 * file, but its task is still recorded.
 */
async function prepare({ isImported = true, isUploading = false, versionId = 'v1' } = {}) {
  const file = sample();
  file.solutions.push(solution('other'));
  file.datasetGroup.workflowConfig = { schedules: { import: 'rate(1 day)' } };
  for (const each of file.solutions) each.workflowConfig = { schedules: { full: 'rate(7 days)' } };
  const world = await ensureWorld(stateOf(JSON.stringify(file)));
  await putInForce(world.table, 'small', { ...FILE, versionId, sequencer: '0A' });
  await world.services.schedules().tasks.replace('small', [], [{ ...GONE, expression: 'rate(7 days)' }]);
  world.shown[datasetArn(SCOPE, 'small', 'INTERACTIONS')] = { creationDateTime: new Date(0) };
  if (isImported) world.listed.datasetImportJob = [{ status: 'ACTIVE', creationDateTime: new Date(1) }];
  if (isUploading) await begin(world, UPLOAD);
  const { state, schedules } = world;
  const apply = (of: ScheduleWork['of']) => applySchedules(of, { file: FILE, state }, world.services.schedules());
  const tasks = async () => (await world.services.schedules().tasks.tasksOf('small')).map(({ name }) => name).sort();
  /** Records a task with a run in progress, and marks the task as removed. */
  const start = async (name: string) => {
    const all = world.services.schedules().tasks;
    const [task] = await all.replace('small', [], [{ ...GONE, name, expression: 'rate(7 days)' }]);
    if (task) await world.table.writeAll([all.starting(task, 'run', new Date())]);
    await all.replace('small', await all.tasksOf('small'), []);
  };
  return { ...schedules, schedules, apply, tasks, start, count: world.count };
}

type Setup = NonNullable<Parameters<typeof prepare>[0]>;

describe('the schedules of a parameter file', () => {
  it.each<readonly [string, ScheduleWork['of'], Setup, readonly string[], readonly string[]]>([
    ['are created for imports once the upload has imported data', 'IMPORTS', { isUploading: true }, [IMPORT], []],
    [
      'are created for one solution while the upload is in progress',
      { type: 'solution', name: 'other' },
      { isUploading: true },
      [OTHER],
      [],
    ],
    [
      'that exist are changed or deleted once the file is in force, and no new ones are created',
      'EXISTING',
      { isUploading: true },
      [],
      [GONE.name],
    ],
    [
      'are all created at the end of an upload that has imported data',
      'REST',
      { isUploading: true },
      [IMPORT, TRAINING, OTHER],
      [GONE.name],
    ],
    [
      'are all created once an import succeeds after the end of the upload',
      'IMPORTS',
      {},
      [IMPORT, TRAINING, OTHER],
      [GONE.name],
    ],
    [
      'are created only for imports at the end of an upload if nothing is imported',
      'REST',
      { isImported: false },
      [IMPORT],
      [GONE.name],
    ],
    ['are not created for imports if a newer file is in force', 'IMPORTS', { versionId: 'v2' }, [], []],
    ['are not changed at the end of an upload if a newer file is in force', 'REST', { versionId: 'v2' }, [], []],
  ])('%s', async (_, of, setup, created, deleted) => {
    // Prepare
    const world = await prepare(setup);

    // Act
    const changes = await world.apply(of);

    // Assess
    expect(changes).toEqual({ created: expect.arrayContaining([...created]), updated: [], deleted });
    expect([...world.ensured].sort()).toEqual([...created].sort());
    expect(world.deleted).toEqual(deleted);
    expect(await world.tasks()).toEqual([...created, ...(deleted.length > 0 ? [] : [GONE.name])].sort());
  });

  it('are treated as new, not as existing, if an earlier file removed their tasks', async () => {
    // Prepare: the record of the removed task is kept, because its run may still be beginning
    const { apply, tasks, start, ensured } = await prepare();
    await start(OTHER);

    // Act
    await apply('EXISTING');
    const before = [...ensured];
    await apply({ type: 'solution', name: 'other' });

    // Assess
    expect(before).toEqual([]);
    expect(ensured).toEqual([OTHER]);
    expect(await tasks()).toEqual([OTHER]);
  });

  it('are counted as they are created and deleted', async () => {
    // Prepare
    const { apply, count } = await prepare();

    // Act
    await apply('REST');

    // Assess
    expect(count.mock.calls).toEqual([
      ['JobsCreated', 3],
      ['JobsDeleted', 1],
    ]);
  });

  it('fail with the error of Scheduler if some cannot be created, after those that left the file were deleted', async () => {
    // Prepare
    const { apply, schedules, deleted } = await prepare();
    schedules.error = new Error('Invalid time zone');

    // Act
    const failed = apply('REST');

    // Assess
    await expect(failed).rejects.toThrow('Invalid time zone');
    expect(deleted).toEqual([GONE.name]);
  });
});
