import type { ExecutionListener } from '../../../../local-aws/services/stepfunctions/events';
import { workflowsTakeTurns } from '../../../../verification/simulation/invariants/overlaps';
import type { World } from '../../../../verification/simulation/world';

/** Checks the invariant for executions that start (+) and finish (-) in this order. */
function watch(...events: readonly (readonly [sign: '+' | '-', machine: string, arn: string, input: object])[]) {
  const listeners: ExecutionListener[] = [];
  const broken: string[] = [];
  const world = {
    local: { stepFunctions: { onEvent: (listener: ExecutionListener) => listeners.push(listener) } },
  };
  workflowsTakeTurns.watch?.(world as unknown as World, (what) => broken.push(what));
  for (const [sign, machine, arn, input] of events) {
    const execution = {
      arn,
      stateMachine: { name: `personalize-${machine}` },
      inputText: JSON.stringify(input),
    };
    const kind = sign === '+' ? 'executionStarted' : 'executionFinished';
    for (const listener of listeners) listener({ kind, execution } as Parameters<ExecutionListener>[0]);
  }
  return broken;
}

describe('the invariant on overlaps', () => {
  it.each([
    [
      'two workflows on one solution',
      watch(
        ['+', 'solution-maintenance', 'a', { solution: 'top' }],
        ['+', 'batch-inference', 'b', { solution: 'top' }],
      ),
    ],
    [
      'two imports into one dataset group',
      watch(
        ['+', 'dataset-import', 'a', { datasetGroup: 'movies' }],
        ['+', 'dataset-import', 'b', { datasetGroup: 'movies' }],
      ),
    ],
  ])('is violated by %s at once', (_what, broken) => {
    expect(broken).toEqual([expect.stringContaining('b began while a ran')]);
  });

  it.each([
    [
      'one after the other',
      watch(
        ['+', 'dataset-import', 'a', { datasetGroup: 'movies' }],
        ['-', 'dataset-import', 'a', { datasetGroup: 'movies' }],
        ['+', 'dataset-import', 'b', { datasetGroup: 'movies' }],
      ),
    ],
    [
      'of different solutions',
      watch(
        ['+', 'solution-maintenance', 'a', { solution: 'top' }],
        ['+', 'solution-maintenance', 'b', { solution: 'other' }],
      ),
    ],
  ])('holds for workflows %s', (_what, broken) => {
    expect(broken).toEqual([]);
  });
});
