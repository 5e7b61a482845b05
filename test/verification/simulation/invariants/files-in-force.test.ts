import type { CallListener } from '../../../../local-aws/core/aws';
import type { ExecutionListener } from '../../../../local-aws/services/stepfunctions/events';
import type { RunExecution } from '../../../../verification/simulation/execution-log';
import {
  onlyFollowedFilesAreInForce,
  uploadsAreSupersededByOthers,
} from '../../../../verification/simulation/invariants/files-in-force';
import type { Invariant } from '../../../../verification/simulation/invariants/invariant';
import type { World } from '../../../../verification/simulation/world';

/** A version is put in force, begins to wait, is worked on by its run, or its run ends without work. */
type Event = ['in force' | 'waits' | 'work' | 'nothing', version: string];

const UPLOADS = [
  { group: 'movies', versionId: 'v1', edition: {} },
  { group: 'movies', versionId: 'v2', edition: {} },
  { group: 'movies', versionId: 'conflict', edition: {}, isConflicting: true },
  { group: 'movies', versionId: 'invalid', edition: undefined },
];

async function check(invariant: Invariant, ...events: readonly Event[]): Promise<readonly string[]> {
  const calls: CallListener[] = [];
  const executions: ExecutionListener[] = [];
  const broken: string[] = [];
  const runs = new Map(UPLOADS.map(({ versionId }) => [`run of ${versionId}`, runOf(versionId)]));
  const world = {
    uploads: UPLOADS,
    executionLog: {
      runs,
      uploadRuns: () => new Map(UPLOADS.map(({ versionId }) => [versionId, [runs.get(`run of ${versionId}`)]])),
    },
    local: {
      aws: { onCall: (listener: CallListener) => calls.push(listener) },
      stepFunctions: { onEvent: (listener: ExecutionListener) => executions.push(listener) },
    },
  } as unknown as World;
  invariant.watch?.(world, (what) => broken.push(what));
  for (const [what, version] of events) {
    const arn = `run of ${version}`;
    if (what === 'in force' || what === 'waits') {
      const item = what === 'in force' ? 'parameter-file' : 'waiting-upload';
      const texts = { datasetGroup: 'movies', item, versionId: version };
      const Item = Object.fromEntries(Object.entries(texts).map(([member, S]) => [member, { S }]));
      const call = { operation: 'PutItem', input: { Item } };
      for (const listener of calls) listener({ service: 'dynamodb', call, caller: { kind: 'administrator' } });
      continue;
    }
    if (what === 'work') Object.assign(runs.get(arn) ?? {}, { ran: true });
    const event = what === 'work' ? { kind: 'stateEntered', state: 'Run the workflow' } : { kind: 'executionFinished' };
    const execution = { arn, status: what === 'work' ? 'RUNNING' : 'SUCCEEDED' };
    for (const listener of executions) listener({ ...event, execution } as unknown as Parameters<ExecutionListener>[0]);
  }
  await invariant.check?.(world, (what) => broken.push(what));
  return broken;
}

function runOf(versionId: string): Partial<RunExecution> {
  const input = { trigger: 'upload', datasetGroup: 'movies', file: { versionId } };
  return { arn: `run of ${versionId}`, name: versionId, input, ran: false };
}

describe('the invariant on superseded uploads', () => {
  it('is violated by work on a file that is not in force', async () => {
    // Act and assess
    expect(await check(uploadsAreSupersededByOthers, ['in force', 'v2'], ['work', 'v1'])).toEqual([
      'run of v1 does the work of version v1, but v2 is in force',
    ]);
  });

  it('is violated by an upload that does nothing although there is no other', async () => {
    // Act and assess
    expect(await check(uploadsAreSupersededByOthers, ['waits', 'v1'], ['nothing', 'v1'])).toEqual([
      expect.stringContaining('run of v1 did nothing'),
    ]);
  });

  it('allows work on the file in force, and uploads that do nothing while another one waits or is in force', async () => {
    // Prepare
    const events: readonly Event[] = [
      ['waits', 'v2'],
      ['nothing', 'v1'],
      ['in force', 'v2'],
      ['work', 'v2'],
      ['nothing', 'v1'],
    ];

    // Act and assess
    expect(await check(uploadsAreSupersededByOthers, ...events)).toEqual([]);
  });
});

describe('the invariant on what is in force', () => {
  it.each(['conflict', 'invalid', 'unknown'])('is violated by a file that is %s', async (version) => {
    // Act and assess
    expect(await check(onlyFollowedFilesAreInForce, ['in force', version])).toEqual([
      expect.stringContaining(`version ${version}, which Personalize cannot follow`),
    ]);
  });

  it('is violated by work on a file with conflicts', async () => {
    // Act and assess
    expect(await check(onlyFollowedFilesAreInForce, ['work', 'conflict'])).toEqual([
      'run conflict works on a file that Personalize cannot follow',
    ]);
  });

  it('allows files that Personalize can follow, and conflicts that are refused', async () => {
    // Act and assess
    expect(await check(onlyFollowedFilesAreInForce, ['in force', 'v1'], ['nothing', 'conflict'])).toEqual([]);
  });
});
