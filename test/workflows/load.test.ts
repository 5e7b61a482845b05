import { largestPayload } from '../../scripts/bench/largest-payload';
import { countsOfRuns, PAYLOAD_LIMIT, uploadAgain, withoutLimits } from '../../scripts/bench/load';
import { accounts } from '../support/accounts';
import { sample, solution } from '../support/sample';

const { open } = accounts();

/** Number of solutions that a test can afford. `npm run bench -- --only Load` runs 2,000, the most that the rules allow. */
const SOLUTIONS = 60;

describe('a parameter file of many solutions with three campaigns each', () => {
  it('is processed successfully, and the payloads of the state machines stay small', async () => {
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
    expect(largest()).toBeLessThan(PAYLOAD_LIMIT);
    expect(await account.locks()).toEqual([]);
  });
});

/** Number of uploads. `npm run bench -- --only Load` makes a thousand. */
const UPLOADS = 20;

describe('uploads of one dataset group, one per second,', () => {
  it('are superseded within seconds, except the first and the last, and cause one mail', async () => {
    // Prepare
    const account = await open();

    // Act
    await uploadAgain(account.local, UPLOADS);
    await account.settle();

    // Assess
    const { longestSuperseded, longestRun, ...counts } = await countsOfRuns(account.local);
    expect(counts).toEqual({ runs: UPLOADS, runsSuperseded: UPLOADS - 2 });
    expect(longestSuperseded).toBeLessThan(10);
    expect(longestRun).toBeLessThan(90);
    expect(account.local.sns.messages()).toHaveLength(1);
    expect(await account.locks()).toEqual([]);
  });
});
