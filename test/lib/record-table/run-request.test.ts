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
    ['batch-inference', true],
    ['solution-maintenance', true],
    ['dataset-import', false],
  ] as const)(
    'for a task of %s, with the file in force and what the task contains, is forced: %s',
    (workflow, force) => {
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
    },
  );
});

describe('the task of a trigger', () => {
  it.each([
    [TASK.name, TASK.name],
    [manual(TASK.name), TASK.name],
    ['import (manual) x', 'import (manual) x'],
    ['upload', undefined],
    ['retry', undefined],
    ['promotion', undefined],
    ['drift', undefined],
    ['deletion', undefined],
  ])('%s is %s', (trigger, expected) => {
    // Act
    const task = taskOfTrigger(trigger);

    // Assess
    expect(task).toBe(expected);
  });

  it('says in words that an operator started it', () => {
    // Act and assess
    expect(manual('top')).toBe('top (manual)');
  });
});
