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
  ] as const)(
    '%s for a task of the workflow %s, and has the file in force and the input of the task',
    (_, workflow, force) => {
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
    ['is the trigger itself for a scheduled run', TASK.name, TASK.name],
    ['is the trigger without " (manual)" for a manually started run', manual(TASK.name), TASK.name],
    ['may contain "(manual)" before its end', 'import (manual) x', 'import (manual) x'],
    ['is absent for the trigger "upload"', 'upload', undefined],
    ['is absent for the trigger "retry"', 'retry', undefined],
    ['is absent for the trigger "promotion"', 'promotion', undefined],
    ['is absent for the trigger "drift"', 'drift', undefined],
    ['is absent for the trigger "deletion"', 'deletion', undefined],
  ])('%s', (_, trigger, expected) => {
    // Act
    const task = taskOfTrigger(trigger);

    // Assess
    expect(task).toBe(expected);
  });

  it('is followed by " (manual)" in the trigger if an operator starts the run', () => {
    // Act and assess
    expect(manual('top')).toBe('top (manual)');
  });
});
