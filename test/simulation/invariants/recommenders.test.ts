import { recommendersStayAsScheduled } from '../../../simulation/invariants/recommenders';
import type { RunExecution } from '../../../simulation/simulate/execution-log';
import type { World } from '../../../simulation/simulate/world';

const NAME = 'simulated-0-recommender';
const MINUTE = 60_000;

interface Story {
  /** Kind of each scheduled run, the minute of its end (undefined: in progress), and false if it failed. */
  readonly runs: readonly (readonly ['start' | 'stop', number | undefined, boolean?])[];
  /** Operations that a function calls, each with the minute of the call. */
  readonly calls?: readonly (readonly [string, number])[];
  readonly status: string;
}

/** @returns the violations */
async function violations({ runs, calls = [], status }: Story): Promise<readonly string[]> {
  const listeners: ((call: object) => void)[] = [];
  let now = 0;
  const executions = runs.map(
    ([kind, end, isSuccess = true], index): Partial<RunExecution> => ({
      name: `run-${index}`,
      input: { task: `recommender-${kind}-${NAME}` },
      ran: true,
      endedAt: end === undefined ? undefined : end * MINUTE,
      status: isSuccess ? 'SUCCEEDED' : 'FAILED',
    }),
  );
  const world = {
    local: {
      aws: { onCall: (listener: (call: object) => void) => listeners.push(listener) },
      clock: { now: () => now },
    },
    executionLog: { runs: new Map(executions.map((run) => [run.name, run])) },
    teams: [{ name: 'simulated-0', group: { domain: true } }],
    ofType: () => [{ name: NAME, status }],
  } as unknown as World;
  const found: string[] = [];
  recommendersStayAsScheduled.watch?.(world, (what) => found.push(what));
  for (const [operation, minute] of calls) {
    now = minute * MINUTE;
    const input = { name: NAME, recommenderArn: `arn:aws:personalize:us-east-1:1:recommender/${NAME}` };
    for (const listener of listeners)
      listener({ service: 'personalize', call: { operation, input }, caller: { kind: 'role' } });
  }
  await recommendersStayAsScheduled.check?.(world, (what) => found.push(what));
  return found;
}

describe('the invariant that only scheduled runs start and stop a recommender', () => {
  it.each<[string, Story, number]>([
    [
      'allows a recommender in the state in which its last run left it',
      {
        runs: [
          ['start', 10],
          ['stop', 20],
        ],
        status: 'INACTIVE',
      },
      0,
    ],
    [
      'is violated by an ACTIVE recommender that its last run stopped',
      {
        runs: [
          ['start', 10],
          ['stop', 20],
        ],
        status: 'ACTIVE',
      },
      1,
    ],
    [
      'is violated by an INACTIVE recommender that its last run started',
      {
        runs: [
          ['stop', 10],
          ['start', 20],
        ],
        status: 'INACTIVE',
      },
      1,
    ],
    [
      'allows an ACTIVE recommender if the run that was to stop it failed',
      {
        runs: [
          ['start', 10],
          ['stop', 20, false],
        ],
        status: 'ACTIVE',
      },
      0,
    ],
    [
      'allows a recommender that was created again after it was stopped',
      { runs: [['stop', 20]], calls: [['CreateRecommender', 30]], status: 'ACTIVE' },
      0,
    ],
    [
      'allows a start during the run that asks for it',
      { runs: [['start', undefined]], calls: [['StartRecommender', 5]], status: 'ACTIVE' },
      0,
    ],
    [
      'is violated by a start without a run that asks for it',
      { runs: [['stop', undefined, false]], calls: [['StartRecommender', 5]], status: 'ACTIVE' },
      1,
    ],
    [
      'is violated by a stop long after the run that asked for it',
      { runs: [['stop', 10]], calls: [['StopRecommender', 30]], status: 'INACTIVE' },
      1,
    ],
  ])('%s', async (_what, story, expected) => {
    // Act
    const found = await violations(story);

    // Assess
    expect(found).toHaveLength(expected);
  });
});
