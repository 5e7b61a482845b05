import { isScheduledRun, manual, requestOf, taskOfTrigger } from '../../../lib/record-table/run-request';
import type { Task } from '../../../lib/record-table/task';

const FILE = { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' };
const TASK: Task = {
  datasetGroup: 'shop',
  name: 'top (nightly)',
  workflow: 'batch-inference',
  expression: 'rate(1 day)',
  input: { solution: 'top', job: '/solutions/0/batchInferenceJobs/0' },
  state: 'ENABLED',
};

describe('the request of a run', () => {
  it.each([
    ['is forced', 'batch-inference', true],
    ['is forced', 'solution-maintenance', true],
    ['is not forced', 'dataset-import', false],
  ] as const)('%s for a task of %s, and has the file in force and the input of the task', (_, workflow, force) => {
    // Prepare
    const inForce = { ...FILE, sequencer: '0A' };

    // Act
    const request = requestOf({ ...TASK, workflow }, inForce);

    // Assess
    expect(request).toEqual({
      datasetGroup: 'shop',
      workflow,
      trigger: TASK.name,
      file: FILE,
      force,
      solution: 'top',
      job: '/solutions/0/batchInferenceJobs/0',
    });
    expect(isScheduledRun(request)).toBe(false);
  });
});

describe('the task of a trigger', () => {
  it.each([
    ['is the name of a scheduled task', TASK.name, TASK.name],
    ['is the name of a manually started task', manual(TASK.name), TASK.name],
    ['may contain "(manual)"', 'import (manual) x', 'import (manual) x'],
    ['is absent for "upload"', 'upload', undefined],
    ['is absent for "retry"', 'retry', undefined],
    ['is absent for "promotion"', 'promotion', undefined],
    ['is absent for "drift"', 'drift', undefined],
    ['is absent for "deletion"', 'deletion', undefined],
  ])('%s', (_, trigger, expected) => {
    // Act
    const task = taskOfTrigger(trigger);

    // Assess
    expect(task).toBe(expected);
  });

  it('has the addition " (manual)" in the trigger if an operator starts it', () => {
    // Act and assess
    expect(manual('top')).toBe('top (manual)');
  });
});
