import { follow, isApplied } from '../../../cli/follow/follow';
import type { RunSource } from '../../../cli/follow/run-source';
import { Output } from '../../../cli/output';
import type { ResourceResult } from '../../../lib/record-table/results';
import { APPROVAL_SUPERSEDED, type Run, SUPERSEDED } from '../../../lib/record-table/runs';
import type { VersionDecision } from '../../../lib/record-table/version-decisions';

const START = Date.parse('2026-01-05T00:00:00.000Z');

const RUN: Run = {
  id: 'movies-1',
  datasetGroup: 'movies',
  workflow: 'personalize-workflow',
  trigger: 'upload',
  status: 'RUNNING',
  startedAt: new Date(START).toISOString(),
  execution: 'arn:aws:states:us-east-1:123456789012:execution:personalize-run:movies-1',
  file: 's3://data/train/movies/config.json',
  fileVersion: 'v1',
};

const DONE = { status: 'SUCCEEDED', finishedAt: '2026-01-05T00:02:00.000Z' } as const;

/** What one poll finds. */
interface Moment {
  /** Error with which the poll fails. */
  readonly error?: Error;
  readonly run?: Partial<Run>;
  readonly resources?: readonly Partial<ResourceResult>[];
  readonly states?: readonly string[];
}

interface Options {
  /** Seconds on AWS's clock per second on this machine. */
  readonly speed?: number;
  readonly decisions?: readonly Partial<VersionDecision>[];
}

/** Follows a run through the given moments, one at each poll, every 5 s. Later polls find the last moment again. */
async function followed(moments: readonly Moment[], { speed = 1, decisions = [] }: Options = {}) {
  const polls = [...moments];
  let moment: Moment = {};
  let now = 0;
  let printed = '';
  const write = (text: string) => {
    printed += text;
  };
  const stdout = { write } as unknown as NodeJS.WriteStream;
  const source: RunSource = {
    now: () => START + now * speed,
    resourcesOf: async () => (moment.resources ?? []) as readonly ResourceResult[],
    decisions: { ofRun: async () => decisions as readonly VersionDecision[], ofSolution: async () => [] },
    statesOf: async () => moment.states ?? [],
  };
  const find = async () => {
    moment = polls.length > 1 ? (polls.shift() ?? {}) : (polls[0] ?? {});
    if (moment.error !== undefined) throw moment.error;
    return moment.run && { ...RUN, ...moment.run };
  };
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const timer = { now: () => now, sleep };
  const runs = await follow(source, [{ datasetGroup: 'movies', find }], 5, new Output(false, stdout), timer).catch(
    (error: Error) => error,
  );
  return { runs, lines: printed.trimEnd().split('\n') };
}

const campaign = { type: 'campaign', resource: "campaign 'top'" } as const;

describe('follow', () => {
  it('prints each change of a resource once, with the time since the start', async () => {
    // Act
    const { runs, lines } = await followed([
      { run: {}, resources: [{ ...campaign, result: 'CREATED' }] },
      { run: {}, resources: [{ ...campaign, result: 'CREATED' }] },
      {
        run: DONE,
        resources: [
          { ...campaign, result: 'CREATED', seconds: 61 },
          { result: 'UNCHANGED', seconds: 0 },
        ],
      },
    ]);

    // Assess
    expect(lines).toEqual([
      "        0 s  CREATING            campaign 'top'",
      "       10 s  CREATED             campaign 'top' (1 min 1 s)",
      'movies: SUCCEEDED after 2 min: 1 created, 1 unchanged.',
      'Resources and next runs: `personalize-mlops status movies`.',
    ]);
    expect(runs).toMatchObject([{ status: 'SUCCEEDED', resources: [{}, {}] }]);
  });

  it('says once what a run waits for, but not if the wait is short', async () => {
    // Act
    const { lines } = await followed([
      { run: {}, states: ['Begin'] },
      ...Array.from({ length: 3 }, () => ({ run: {}, states: ['Wait for the lock'] })),
      { run: DONE },
    ]);

    // Assess
    expect(lines[0]).toBe('       10 s  RUNNING             Wait for the lock');
    expect(lines).toHaveLength(3);
  });

  it('ends with the reason why a run failed, and with what to do', async () => {
    // Act
    const { lines } = await followed([
      {
        run: { ...DONE, status: 'FAILED', error: 'ResourceFailed', cause: "campaign 'top': No capacity." },
        resources: [{ ...campaign, result: 'FAILED', seconds: 5, note: 'No capacity.' }],
      },
    ]);

    // Assess
    expect(lines).toEqual([
      "        0 s  FAILED              campaign 'top' (5 s): No capacity.",
      'movies: FAILED after 2 min: 1 failed.',
      "campaign 'top': No capacity.",
      expect.stringMatching(/^What to do: Fix the cause .*`personalize-mlops retry movies`/),
    ]);
  });

  it('does not count a resource as deleted if its deletion was still in progress when the run was stopped', async () => {
    // Act
    const { lines } = await followed([
      {
        run: { ...DONE, status: 'FAILED', error: 'RunStopped', cause: 'Stopped.' },
        resources: [
          { ...campaign, result: 'DELETED' },
          { ...campaign, result: 'DELETED', seconds: 5 },
          { ...campaign, result: 'DELETED' },
        ],
      },
    ]);

    // Assess
    expect(lines).toContain('movies: FAILED after 2 min: 1 deleted, 2 being deleted.');
  });

  it('points to versions that wait for a decision', async () => {
    // Act
    const decisions = [{ solution: 'top-picks', decision: 'HELD' }] as const;
    const { lines } = await followed([{ run: DONE }], { decisions });

    // Assess
    expect(lines[1]).toBe('Decision needed on 1 solution version: `personalize-mlops versions list top-picks`.');
  });

  it('does not report a superseded file as applied', async () => {
    // Act
    const { runs, lines } = await followed([{ run: { ...DONE, note: SUPERSEDED } }]);

    // Assess
    expect(Array.isArray(runs) && runs.every(isApplied)).toBe(false);
    expect(lines[1]).toContain('has superseded this upload');
  });

  it('does not report deletions as complete if another upload prevented some of them', async () => {
    // Act
    const note = `Approved by eve. Nothing more was deleted: ${APPROVAL_SUPERSEDED}`;
    const { runs } = await followed([{ run: { ...DONE, note } }]);

    // Assess
    expect(Array.isArray(runs) && runs.every(isApplied)).toBe(false);
  });

  it('warns after a minute that a run has not begun, and gives up after 15 minutes', async () => {
    // Act
    const { runs, lines } = await followed([{}]);

    // Assess
    expect(lines).toEqual([
      expect.stringMatching(/^warning The run of 'movies' has not begun after 1 min\. S3 may report a recent upload/),
    ]);
    expect(runs).toMatchObject({ name: 'CliFailure', message: "The run of 'movies' has not begun within 15 min." });
    expect(runs).toHaveProperty(
      'hint',
      expect.stringContaining("The run of 'movies' may begin later: `personalize-mlops status movies` shows it."),
    );
  });

  it('continues after failed polls, as while a laptop sleeps, and warns of them once', async () => {
    // Prepare
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND', action: 'dynamodb:Query' });

    // Act
    const { runs, lines } = await followed([
      ...Array.from({ length: 300 }, () => ({ error })),
      { run: {} },
      { error },
      { run: DONE },
    ]);

    // Assess
    expect(runs).toMatchObject([{ status: 'SUCCEEDED' }]);
    expect(lines).toEqual([
      'warning Polling failed, and is tried again: Could not connect to AWS for dynamodb:Query: getaddrinfo ENOTFOUND',
      expect.stringMatching(/^movies: SUCCEEDED/),
      expect.stringMatching(/^Resources and next runs/),
    ]);
  });

  it('fails if a run cannot be followed any more, and says that the run goes on and which command shows it', async () => {
    // Prepare
    const error = Object.assign(new Error('Sign in.'), { name: 'ExpiredTokenException', action: 'dynamodb:Query' });

    // Act
    const { runs } = await followed([{ run: { id: `movies-${'a'.repeat(32)}` } }, { error }]);

    // Assess
    expect(runs).toMatchObject({
      name: 'CliFailure',
      message: 'AWS refused the credentials (ExpiredTokenException): Sign in.',
      hint: expect.stringMatching(
        /^The credentials may have expired.*\nThe run of 'movies' goes on: `personalize-mlops runs show aaaaaaaa` shows it\.$/,
      ),
    });
  });

  it('warns that the clock of the deployment stands still', async () => {
    // Act
    const { lines } = await followed([...Array.from({ length: 6 }, () => ({ run: {} })), { run: DONE }], { speed: 0 });

    // Assess
    expect(lines[0]).toBe(
      'warning The clock of the deployment stands still at 2026-01-05 00:00 UTC. Nothing happens until the clock is advanced. The local AWS advances it with `curl -X POST URL/_local/advance -d \'{"until": "idle"}\'`, or by itself if it was started with `serve --speed 600`.',
    );
    expect(lines).toHaveLength(3);
  });
});
