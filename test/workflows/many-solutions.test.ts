import { largestPayload } from '../../scripts/bench/largest-payload';
import { withoutLimits } from '../../scripts/bench/many-solutions';
import { accounts } from '../support/accounts';
import { sample, solution } from '../support/sample';

const { open } = accounts();

/** Number of solutions that a test can afford. `npm run bench -- --only Load` runs 2,000, the most that the rules allow. */
const SOLUTIONS = 100;
const LIMIT_BYTES = 64 * 1024;

describe('a parameter file of many solutions with three campaigns each', () => {
  it('ends successfully, with little data in its state machines', async () => {
    // Prepare
    const account = await open();
    withoutLimits(account.local);
    const largest = largestPayload(account.local);
    const file = sample();
    file.solutions = Array.from({ length: SOLUTIONS }, (_, index) =>
      solution(
        `solution-${index}`,
        ['a', 'b', 'c'].map((name) => `campaign-${index}-${name}`),
      ),
    );

    // Act
    await account.run(file);

    // Assess
    expect(await account.lastRun()).toMatchObject({ status: 'SUCCEEDED' });
    expect(account.counts()).toMatchObject({
      solution: SOLUTIONS,
      solutionVersion: SOLUTIONS,
      campaign: 3 * SOLUTIONS,
    });
    expect(largest()).toBeLessThan(LIMIT_BYTES);
    expect(await account.locks()).toEqual([]);
  });
});
