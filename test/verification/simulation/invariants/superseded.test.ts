import type { CallListener } from '../../../../local-aws/core/aws';
import type { ExecutionListener } from '../../../../local-aws/services/stepfunctions/events';
import { uploadsAreSupersededByOthers } from '../../../../verification/simulation/invariants/superseded';
import type { World } from '../../../../verification/simulation/world';

const STATES = { work: 'Ensure the datasets', rest: 'Superseded by a newer upload' };

type Event = ['accept' | 'begin' | keyof typeof STATES, file: string];

/** Checks the invariant while files are accepted, and workflows of files begin, and work or rest. A file is `key version`. */
function watch(...events: readonly Event[]) {
  const calls: CallListener[] = [];
  const executions: ExecutionListener[] = [];
  const broken: string[] = [];
  const world = {
    local: {
      aws: { onCall: (listener: CallListener) => calls.push(listener) },
      stepFunctions: { onEvent: (listener: ExecutionListener) => executions.push(listener) },
    },
  };
  uploadsAreSupersededByOthers.watch?.(world as unknown as World, (what) => broken.push(what));
  for (const [what, name] of events) {
    const [key = '', versionId = ''] = name.split(' ');
    if (what === 'accept') {
      const texts = { datasetGroup: 'movies', item: 'parameter-file', key, versionId };
      const Item = Object.fromEntries(Object.entries(texts).map(([member, S]) => [member, { S }]));
      const call = { operation: 'PutItem', input: { Item } };
      for (const listener of calls) listener({ service: 'dynamodb', call, caller: { kind: 'administrator' } });
      continue;
    }
    const execution = {
      arn: `execution of ${name}`,
      stateMachine: { name: 'personalize-personalize-workflow' },
      inputText: JSON.stringify({ datasetGroup: 'movies', file: { key, versionId } }),
    };
    const event = what === 'begin' ? { kind: 'executionStarted' } : { kind: 'stateEntered', state: STATES[what] };
    for (const listener of executions) listener({ ...event, execution } as unknown as Parameters<ExecutionListener>[0]);
  }
  return broken;
}

describe('the invariant on superseded uploads', () => {
  it.each([
    ['version', 'a 2'],
    ['key', 'b 1'],
  ])('is violated by work for a file after one of another %s was accepted', (_what, other) => {
    // Act
    const broken = watch(['accept', 'a 1'], ['accept', other], ['begin', 'a 1'], ['work', 'a 1']);

    // Assess
    expect(broken).toEqual([expect.stringContaining('execution of a 1 does the work of a file although')]);
  });

  it('is violated by no work for the file in force', () => {
    // Act
    const broken = watch(['accept', 'a 1'], ['begin', 'a 1'], ['rest', 'a 1']);

    // Assess
    expect(broken).toEqual([expect.stringContaining('execution of a 1 does nothing although its file, a (1)')]);
  });

  it('allows work for the latest file, work that began before, and workflows that end at once', () => {
    // Act
    const broken = watch(
      ['accept', 'a 1'],
      ['begin', 'a 1'],
      ['accept', 'b 1'],
      ['work', 'a 1'],
      ['begin', 'b 1'],
      ['work', 'b 1'],
      ['begin', 'a 0'],
      ['rest', 'a 0'],
      ['begin', 'b 1'],
      ['accept', 'a 1'],
      ['rest', 'b 1'],
    );

    // Assess
    expect(broken).toEqual([]);
  });
});
