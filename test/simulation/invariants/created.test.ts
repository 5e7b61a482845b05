import { createdIsReported } from '../../../simulation/invariants/created';
import { RunWorld, wire } from '../simulate/run-world';

const VERSION = 'arn:solution/top/1';

describe('the invariant that a successful run reports each version that it created as CREATED', () => {
  it.each([
    ['is violated by a version that is UNCHANGED in the results', 'UNCHANGED', 'SUCCEEDED', 1],
    ['allows a version that is CREATED in the results', 'CREATED', 'SUCCEEDED', 0],
    ['does not judge a run that failed', 'UNCHANGED', 'FAILED', 0],
  ])('%s', async (_what, result, status, count) => {
    // Prepare
    const world = new RunWorld(createdIsReported);
    world.begin('one');

    // Act
    world.resources.push({ type: 'solutionVersion', name: 'top/1', arn: VERSION, status: 'ACTIVE', createdAt: 1 });
    world.ask('one', 'CreateSolutionVersion', {});
    world.items.push(
      wire({ item: 'run#one', execution: 'arn:run:one', status }),
      wire({ item: 'result#one#solutionVersion#/solutions/0', arn: VERSION, result }),
    );

    // Assess
    expect(await world.check()).toHaveLength(count);
  });
});
