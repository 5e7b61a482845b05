import type { Logger } from '@aws-lambda-powertools/logger';
import {
  type ReconcileServices,
  reconcileDeployment,
} from '../../../functions/reconcile-deployment/reconcile-deployment';
import { recordsOf } from '../../../functions/shared/records';
import type { DesiredState } from '../../../lib/parameter-file/desired-state';
import type { RecordTable } from '../../../lib/record-table/record-table';
import { Runs, runKey } from '../../../lib/record-table/runs';
import type { Task } from '../../../lib/record-table/task';
import { stateOf } from '../../support/planned';
import { putInForce, recordTable } from '../../support/record-table';
import { sample } from '../../support/sample';

const NOW = new Date('2026-01-05T12:00:00.000Z');
const LAST_WEEK = new Date('2025-12-29T12:00:00.000Z');
const SCOPE = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
const IMPORT = 'personalize-dataset-import-shop';

/** The desired state of a parameter file with a nightly import. */
function nightly(group = 'shop'): DesiredState {
  const file = sample(group);
  file.datasetGroup.workflowConfig = { schedules: { import: 'cron(0 3 * * ? *)' } };
  return stateOf(JSON.stringify(file));
}

const fileOf = (group: string) => ({ bucket: 'data', key: `train/${group}/config.json`, versionId: 'v1' });

/**
 * Prepares a deployment whose schedules were changed a week ago.
 *
 * @param files the file in force of each dataset group, or the error that is thrown when it is loaded
 */
async function prepare(
  files: Readonly<Record<string, DesiredState | Error>>,
  settings: Partial<ReconcileServices> = {},
) {
  const { table } = await recordTable();
  const executions = { isRunning: async () => true, endedBefore: async () => undefined };
  const { history, ...records } = recordsOf(table, 90, executions);
  for (const group of Object.keys(files)) {
    await records.datasetGroups.add(group);
    await putInForce(table, group, { ...fileOf(group), sequencer: '0A' });
  }
  const [count, notify, start, removeCopy] = [jest.fn(), jest.fn(), jest.fn(), jest.fn()];
  const logged = { info: jest.fn(), warn: jest.fn(), error: jest.fn() };
  const [ensured, deleted]: [string[], string[]] = [[], []];
  const services = {
    ...records,
    executions,
    runs: history,
    logger: logged as unknown as Logger,
    count,
    notify,
    removeCopy,
    starter: { start },
    loadFile: async ({ key }) => {
      const file = files[key.split('/')[1] ?? ''];
      if (file === undefined || file instanceof Error) throw file;
      return file;
    },
    personalize: {
      describe: async () => ({ status: 'ACTIVE' }),
      list: async () => [{ status: 'ACTIVE' }],
    } as unknown as ReconcileServices['personalize'],
    scheduleGroup: {
      names: async () => ['of-a-group-that-is-gone'],
      ensure: async ({ name }: Task) => {
        ensured.push(name);
        return { changedAt: LAST_WEEK };
      },
      deleteOwn: async () => true,
      delete: async (name: string) => deleted.push(name) > 0,
    } as unknown as ReconcileServices['scheduleGroup'],
    driftSetting: 'restore',
    // True while an operator destroys a group. Here, it skips the comparison of resources (see resource-drift.test.ts).
    isDestroyed: async () => true,
    overdueTasks: { intervals: 2, timezone: 'UTC' },
    overdueRunsAfter: 72,
    sendDigests: async () => {},
    ...settings,
  } as ReconcileServices;
  const reconcile = () => reconcileDeployment(SCOPE, NOW, services);
  const counted = () => Object.fromEntries(count.mock.calls as [string, number][]);
  return { table, services, reconcile, ensured, deleted, counted, logged, notify, removeCopy };
}

/** Records a run that has begun, for an upload of the file in force of `shop`. */
async function beginUpload(table: RecordTable, startedAt: string): Promise<void> {
  const request = { datasetGroup: 'shop', workflow: 'personalize-workflow', trigger: 'upload' } as const;
  await new Runs(table, 90).begin(
    runKey('shop', startedAt, 'own'),
    { ...request, file: fileOf('shop'), upload: { sequencer: '0A' } },
    { Id: 'arn:run:own', Name: 'own', StartTime: startedAt },
  );
}

describe('the nightly reconciliation', () => {
  it('schedules the tasks of the file in force if the run of its upload has not done so', async () => {
    // Prepare
    const { reconcile, ensured, services } = await prepare({ shop: nightly() });

    // Act
    await reconcile();

    // Assess
    expect(ensured).toEqual([IMPORT]);
    expect(await services.tasks.tasksOf('shop')).toMatchObject([{ name: IMPORT, state: 'ENABLED' }]);
  });

  it('keeps the tasks that an upload sets while the earlier file is being read', async () => {
    // Prepare
    const file = nightly();
    const { reconcile, services, table } = await prepare({ shop: file });
    const newer = [{ ...file.tasks[0], expression: 'rate(7 days)' }] as DesiredState['tasks'];
    let isUploaded = false;
    const loadFile = async () => {
      if (isUploaded) return file;
      isUploaded = true;
      await putInForce(table, 'shop', { ...fileOf('shop'), versionId: 'v2', sequencer: '0B' });
      await services.tasks.replace('shop', await services.tasks.tasksOf('shop'), newer);
      return file;
    };

    // Act
    Object.assign(services, { loadFile });
    await reconcile();

    // Assess
    expect(await services.tasks.tasksOf('shop')).toMatchObject([{ name: IMPORT, expression: 'rate(7 days)' }]);
  });

  it('deletes a schedule without a task', async () => {
    // Prepare
    const { reconcile, deleted } = await prepare({ shop: nightly() });

    // Act
    const changes = await reconcile();

    // Assess
    expect(deleted).toEqual(['of-a-group-that-is-gone']);
    expect(changes.deleted).toEqual(['of-a-group-that-is-gone']);
  });

  it('keeps the tasks of a dataset group whose file cannot be used, reconciles the others, and then fails', async () => {
    // Prepare
    const unreadable = new Error('no such version');
    const { reconcile, ensured, services, logged } = await prepare({
      broken: unreadable,
      shop: nightly(),
    });
    await services.tasks.replace('broken', [], nightly('broken').tasks);

    // Act
    const failed = reconcile();

    // Assess
    await expect(failed).rejects.toThrow(unreadable.message);
    expect(ensured).toEqual(['personalize-dataset-import-broken', IMPORT]);
    expect(logged.error).toHaveBeenCalledWith(
      "Tasks of dataset group 'broken' could not be updated from its file",
      unreadable,
    );
  });

  it('fails after all other work if digests cannot be sent', async () => {
    // Prepare
    const refused = new Error('not authorized to publish');
    const { reconcile, ensured } = await prepare(
      { shop: nightly() },
      { sendDigests: async () => Promise.reject(refused) },
    );

    // Act
    const failed = reconcile();

    // Assess
    await expect(failed).rejects.toThrow(refused.message);
    expect(ensured).toEqual([IMPORT]);
  });

  it('does all other work if a schedule is refused, and then fails', async () => {
    // Prepare
    const { reconcile, ensured, deleted, services, counted, logged } = await prepare(
      { books: nightly('books'), shop: nightly() },
      { sendDigests: jest.fn() },
    );
    const { ensure } = services.scheduleGroup;
    const refused = new Error('Invalid time zone');
    services.scheduleGroup.ensure = async (task, now) => {
      if (task.datasetGroup === 'books') throw refused;
      return ensure(task, now);
    };

    // Act
    const failed = reconcile();

    // Assess
    await expect(failed).rejects.toThrow(refused.message);
    expect(logged.error).toHaveBeenCalledWith(
      "Schedule 'personalize-dataset-import-books' could not be reconciled",
      refused,
    );
    expect([ensured, deleted]).toEqual([[IMPORT], ['of-a-group-that-is-gone']]);
    expect(counted()).toEqual({ JobsDeleted: 1, TasksOverdue: 1, RunsOverdue: 0 });
    expect(services.sendDigests).toHaveBeenCalledTimes(1);
  });

  it('schedules no task while an upload is in progress, because the run of the upload does that', async () => {
    // Prepare
    const { reconcile, ensured, table } = await prepare({ shop: nightly() });
    await beginUpload(table, '2026-01-05T11:00:00.000Z');

    // Act
    await reconcile();

    // Assess
    expect(ensured).toEqual([]);
  });

  it('keeps a new task that an upload in progress sets while the file is being read', async () => {
    // Prepare
    const file = nightly();
    const { reconcile, services, table } = await prepare({ shop: file });
    await beginUpload(table, '2026-01-05T11:00:00.000Z');
    const loadFile = async () => {
      await services.tasks.replace('shop', await services.tasks.tasksOf('shop'), file.tasks);
      return file;
    };

    // Act
    Object.assign(services, { loadFile });
    await reconcile();

    // Assess
    expect(await services.tasks.tasksOf('shop')).toMatchObject([{ name: IMPORT, state: 'ENABLED' }]);
  });

  it('finds that the run of an upload was stopped, and schedules the tasks of its file in the same night', async () => {
    // Prepare
    const { reconcile, ensured, table, services } = await prepare({ shop: nightly() });
    await beginUpload(table, '2026-01-05T01:00:00.000Z');
    const stopped = { status: 'ABORTED', executionArn: 'arn:run:own', name: 'own' };
    Object.assign(services.executions, { endedBefore: async () => stopped });
    const endStopped = jest.fn();

    // Act
    Object.assign(services, { endStopped });
    await reconcile();

    // Assess
    expect(endStopped).toHaveBeenCalledTimes(1);
    expect(ensured).toEqual([IMPORT]);
  });

  it('counts tasks that have missed two runs and runs that are overdue, also if there are none', async () => {
    // Prepare
    const { reconcile, counted } = await prepare({ shop: nightly() });

    // Act
    await reconcile();

    // Assess
    expect(counted()).toEqual({ JobsDeleted: 1, TasksOverdue: 1, RunsOverdue: 0 });
  });

  it('counts nothing for checks that are turned off', async () => {
    // Prepare
    const off = { overdueTasks: { intervals: 0, timezone: 'UTC' }, overdueRunsAfter: 0 };
    const { reconcile, counted } = await prepare({ shop: nightly() }, off);

    // Act
    await reconcile();

    // Assess
    expect(counted()).toEqual({ JobsDeleted: 1 });
  });

  it('removes the copied csv of a deletion of users whose end was not recorded', async () => {
    // Prepare
    const { reconcile, services, removeCopy } = await prepare({ shop: nightly() });
    const csv = { file: 's3://data/delete/shop/users.csv', fileVersion: 'v1', users: 1 };
    await services.deletions.request({
      datasetGroup: 'shop',
      run: 'lost',
      ...csv,
      requestedAt: LAST_WEEK.toISOString(),
    });

    // Act
    await reconcile();

    // Assess
    expect(removeCopy.mock.calls).toEqual([['shop/lost.csv']]);
    expect(await services.deletions.find('shop', 'lost')).toMatchObject({ status: 'FAILED', error: 'EndNotRecorded' });
  });
});
