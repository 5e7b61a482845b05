import type { ExecutionListener } from '../../../../local-aws/services/stepfunctions/events';
import { workflowsNeverOverlap } from '../../../../verification/simulation/invariants/overlaps';
import type { World } from '../../../../verification/simulation/world';

/** Checks the invariant for executions that start (+) and finish (-) in this order. */
function watch(
  ...events: readonly (readonly [sign: '+' | '-', machine: string, arn: string, input: object, output?: object])[]
) {
  const listeners: ExecutionListener[] = [];
  const broken: string[] = [];
  const world = {
    local: { stepFunctions: { onEvent: (listener: ExecutionListener) => listeners.push(listener) } },
  };
  workflowsNeverOverlap.watch?.(world as unknown as World, (what) => broken.push(what));
  for (const [sign, machine, arn, input, output] of events) {
    const execution = {
      arn,
      stateMachine: { name: `personalize-${machine}` },
      inputText: JSON.stringify(input),
      output: output && JSON.stringify(output),
    };
    const kind = sign === '+' ? 'executionStarted' : 'executionFinished';
    for (const listener of listeners) listener({ kind, execution } as Parameters<ExecutionListener>[0]);
  }
  return broken;
}

const POLLS_OF_A = { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: 'a' };

function ended(solution: string) {
  return { stepState: [], handOver: { work: [{ workflow: 'solution-maintenance', solutions: [solution] }] } };
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
    [
      'two workflows on one of several solutions, of which another one has ended',
      watch(
        ['+', 'solution-maintenance', 'a', { solutions: ['top', 'other'] }],
        ['-', 'ensure-resource', 'c', POLLS_OF_A, ended('other')],
        ['+', 'batch-inference', 'b', { solution: 'top' }],
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
      'on a solution that has ended while others go on',
      watch(
        ['+', 'solution-maintenance', 'a', { solutions: ['top', 'other'] }],
        ['-', 'ensure-resource', 'c', POLLS_OF_A, ended('top')],
        ['+', 'batch-inference', 'b', { solution: 'top' }],
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
