import {
  onlyFollowedFilesAreInForce,
  uploadsAreSupersededByOthers,
} from '../../../simulation/invariants/files-in-force';
import type { Invariant } from '../../../simulation/invariants/invariant';
import { RunWorld, wire } from '../simulate/run-world';

/** An event: a version is put in force, its run changes Personalize, or its run is recorded as superseded. */
type Event = ['in force' | 'changes' | 'superseded', version: string];

const UPLOADS = [
  { group: 'movies', versionId: 'file of v1', edition: {} },
  { group: 'movies', versionId: 'file of v2', edition: {} },
  { group: 'movies', versionId: 'file of conflict', edition: {}, isConflicting: true },
  { group: 'movies', versionId: 'file of invalid', edition: undefined },
];

async function check(invariant: Invariant, events: readonly Event[], uploads = UPLOADS): Promise<readonly string[]> {
  const world = new RunWorld(invariant, { uploads });
  for (const run of ['v1', 'v2', 'conflict']) world.begin(run);
  for (const [what, run] of events) {
    if (what === 'in force')
      world.put(wire({ datasetGroup: 'movies', item: 'parameter-file', versionId: `file of ${run}` }));
    if (what === 'changes') world.ask(run, 'CreateFilter', {});
    if (what === 'superseded')
      world.items.push(
        wire({ item: `run#${run}`, execution: `arn:${run}`, note: 'Another upload has superseded this upload.' }),
      );
  }
  return world.check();
}

describe('the invariant that an upload changes Personalize only while its file is in force', () => {
  it('is violated by a change of Personalize for a file that is not in force', async () => {
    const events: readonly Event[] = [
      ['in force', 'v2'],
      ['changes', 'v1'],
    ];
    expect(await check(uploadsAreSupersededByOthers, events)).toEqual([
      'CreateFilter by arn:v1 of version file of v1, but file of v2 is in force',
    ]);
  });

  it('is violated by an upload that is superseded although there is no other upload', async () => {
    expect(await check(uploadsAreSupersededByOthers, [['superseded', 'v1']], UPLOADS.slice(0, 1))).toEqual([
      expect.stringContaining('arn:v1 did nothing'),
    ]);
  });

  it('allows changes for the file in force, and uploads that another upload supersedes', async () => {
    const events: readonly Event[] = [
      ['superseded', 'v1'],
      ['in force', 'v2'],
      ['changes', 'v2'],
    ];
    expect(await check(uploadsAreSupersededByOthers, events)).toEqual([]);
  });
});

describe('the invariant that only valid files without a conflict are in force', () => {
  it.each([
    ['in conflict', 'conflict'],
    ['invalid', 'invalid'],
    ['unknown', 'unknown'],
  ])('is violated by a file that is %s', async (_, version) => {
    expect(await check(onlyFollowedFilesAreInForce, [['in force', version]])).toEqual([
      expect.stringContaining(
        `version file of ${version} is in force for movies, although it is invalid or has a conflict`,
      ),
    ]);
  });

  it('is violated by changes of Personalize for a file with conflicts', async () => {
    expect(await check(onlyFollowedFilesAreInForce, [['changes', 'conflict']])).toEqual([
      'run conflict has changed Personalize for a file in conflict with a resource or with its own budget',
    ]);
  });

  it('allows valid files without a conflict', async () => {
    expect(await check(onlyFollowedFilesAreInForce, [['in force', 'v1']])).toEqual([]);
  });
});
