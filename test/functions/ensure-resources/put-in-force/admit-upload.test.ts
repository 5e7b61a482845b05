import {
  type AdmissionServices,
  type Admitted,
  admitUpload,
} from '../../../../functions/ensure-resources/put-in-force/admit-upload';
import type { ExcessTpsHours } from '../../../../lib/reconciler/plan/excess-tps-hours';
import type { FileInForce } from '../../../../lib/record-table/files-in-force';
import type { WaitingUpload } from '../../../../lib/record-table/waiting-uploads';
import { stateOf } from '../../../support/planned';
import { sample } from '../../../support/sample';

const START = new Date('2026-01-05T00:00:00.000Z');
const FILE = { bucket: 'data', key: 'train/small/config.json', versionId: 'v2' };
const OTHER = { ...FILE, key: 'train/other/config.json' };
/** Reason of a wait: the file in force has another key, and a person may have renamed its object to the uploaded key. */
const RENAMED = 'waits up to ten minutes for the deletion of train/other/config.json, which the dataset group follows';
const IN_FORCE: FileInForce = { ...FILE, versionId: 'v1', sequencer: '0A', since: START.toISOString() };

const waitingOf = (upload: Partial<WaitingUpload>): WaitingUpload => ({
  ...FILE,
  sequencer: '0B',
  execution: 'arn:run:other',
  superseded: [],
  ...upload,
});

interface Situation {
  readonly inForce?: FileInForce;
  readonly waiting?: WaitingUpload;
  readonly isLockFree?: boolean;
  readonly conflicts?: readonly string[];
  /** Conflicts with what an upload in progress creates. */
  readonly awaited?: readonly string[];
  readonly excess?: ExcessTpsHours;
  /** Keys of parameter files in the bucket. */
  readonly stored?: readonly string[];
  /** Seconds since the run began. */
  readonly seconds?: number;
  readonly isWaiting?: boolean;
  readonly replaces?: string;
  /** Changes that an earlier call for this upload recorded. */
  readonly noted?: readonly string[];
  /** Dataset groups that follow an earlier version of the file. */
  readonly followers?: readonly string[];
}

/** Admits version `v2`, whose run is `arn:run:own`. Returns the result, and what was written. */
async function admit(situation: Situation) {
  const {
    inForce,
    waiting,
    isLockFree = true,
    conflicts = [],
    awaited = [],
    stored = [],
    seconds = 0,
    replaces,
  } = situation;
  const writes: string[] = [];
  const noted = [...(situation.noted ?? [])];
  const write = (name: string) => async () => {
    writes.push(name);
    return true;
  };
  const admitted: Admitted = {
    request: {
      datasetGroup: 'small',
      workflow: 'personalize-workflow',
      trigger: 'upload',
      file: FILE,
      upload: { sequencer: '0B', ...(replaces && { replaces }) },
    },
    run: { datasetGroup: 'small', item: 'run#1' },
    execution: { Id: 'arn:run:own', Name: 'own', StartTime: START.toISOString() },
    isWaiting: situation.isWaiting ?? false,
  };
  const services: AdmissionServices = {
    filesInForce: { find: async () => inForce, put: write('in force') },
    waitingUploads: {
      find: async () => waiting,
      put: write('waits'),
      noteSuperseded: write('superseded noted'),
      remove: async () => (waiting?.execution === 'arn:run:own' ? waiting.superseded : []),
    },
    runs: {
      noteChanges: async (_run, _execution, changes) => {
        noted.push(...changes);
      },
      forgetChanges: async () => {
        noted.length = 0;
      },
    },
    load: async () => stateOf(JSON.stringify(sample())),
    loadIfReadable: async () => stateOf(JSON.stringify(sample())),
    lock: { datasetGroup: 'small', item: 'lock#dataset-group' },
    holder: async () => 'arn:run:own arn:work:own',
    releaseLock: async () => undefined,
    acquireLock: async () => (isLockFree ? { held: true } : { held: false, waitSeconds: 60 }),
    excess: async () => situation.excess,
    conflicts: async (_state, inProgress) => [...conflicts, ...(inProgress === undefined ? [] : awaited)],
    noteRemovals: async () => [],
    isStored: async (key) => stored.includes(key),
    followersOf: async () => situation.followers ?? [],
    now: () => new Date(START.getTime() + seconds * 1000),
  };
  const { failure, ...admission } = { failure: undefined, ...(await admitUpload(admitted, services)) };
  return { admission, error: failure?.error, cause: failure?.cause, writes, noted };
}

describe('an upload', () => {
  it('goes on, although a newer upload waits, if an interrupted call has already put its file in force', async () => {
    // Prepare
    const inForce = { ...IN_FORCE, ...FILE, sequencer: '0B' };
    const waiting = waitingOf({ versionId: 'v3', sequencer: '0C' });

    // Act
    const { admission } = await admit({ inForce, waiting });

    // Assess
    expect(admission).toEqual({ decision: 'RUN' });
  });

  it.each<[string, Situation]>([
    ['is refused', { conflicts: ['x'] }],
    ['is superseded', { inForce: { ...IN_FORCE, versionId: 'v3', sequencer: '0C' } }],
  ])('that %s has no recorded changes any more, even if an earlier call recorded some', async (_what, situation) => {
    // Act
    const { noted } = await admit({ ...situation, noted: ['checks removed'] });

    // Assess
    expect(noted).toEqual([]);
  });

  it('is admitted even if its TPS-hours exceed a budget that only notifies, and the excess is recorded as a change', async () => {
    // Prepare
    const members = { name: 'n', pointer: '/budget', label: 'budget', note: '0 -> 720', resolution: 'Lower it.' };

    // Act
    const { admission, noted } = await admit({ excess: { ...members, isRefused: false } });

    // Assess
    expect(admission).toEqual({ decision: 'RUN' });
    expect(noted).toEqual(['budget: 0 -> 720. Lower it.']);
  });

  it('records its first 50 changes, and how many are left out', async () => {
    // Prepare
    const followers = Array.from({ length: 60 }, (_, index) => `group-${index}`);

    // Act
    const { noted } = await admit({ inForce: { ...IN_FORCE, ...OTHER }, followers });

    // Assess
    expect(noted).toHaveLength(51);
    expect(noted.at(-1)).toBe('and 11 more');
  });

  it.each<readonly [string, Situation, object, readonly string[]]>([
    ['is put in force at once if the lock is free', {}, { decision: 'RUN' }, ['in force']],
    [
      'waits if another run holds the lock and no conflict was found',
      { isLockFree: false },
      { decision: 'WAIT', waitSeconds: 60, isWaiting: true },
      ['waits'],
    ],
    [
      'that waits for the lock is not compared again with what exists',
      { isLockFree: false, isWaiting: true, conflicts: ['x'], waiting: waitingOf({ execution: 'arn:run:own' }) },
      { decision: 'WAIT', waitSeconds: 60, isWaiting: true },
      [],
    ],
    [
      'is not put in force again if an interrupted call has already done so',
      { inForce: { ...IN_FORCE, ...FILE, sequencer: '0B' } },
      { decision: 'RUN' },
      [],
    ],
    ['takes the place of an earlier version', { inForce: IN_FORCE }, { decision: 'RUN' }, ['in force']],
    [
      'is superseded by a newer version that is in force',
      { inForce: { ...IN_FORCE, versionId: 'v3', sequencer: '0C' } },
      { decision: 'SUPERSEDED' },
      [],
    ],
    [
      'is superseded by a newer version that waits',
      { waiting: waitingOf({ versionId: 'v3', sequencer: '0C' }) },
      { decision: 'SUPERSEDED' },
      ['superseded noted'],
    ],
    [
      'that waited is superseded if a file under another key now waits in its place',
      { isWaiting: true, waiting: waitingOf(OTHER) },
      { decision: 'SUPERSEDED' },
      ['superseded noted'],
    ],
    [
      'waits while a file under another key is in force and still in the bucket',
      { inForce: { ...IN_FORCE, ...OTHER }, stored: [OTHER.key] },
      { decision: 'WAIT', waitSeconds: 30, isWaiting: false, reason: RENAMED },
      [],
    ],
    [
      'that waits is recorded again if its record was lost',
      { isLockFree: false, isWaiting: true },
      { decision: 'WAIT', waitSeconds: 60, isWaiting: true },
      ['waits'],
    ],
    [
      'that waits is not superseded by an earlier version',
      { isLockFree: false, isWaiting: true, waiting: waitingOf({ versionId: 'v1', sequencer: '0A' }) },
      { decision: 'WAIT', waitSeconds: 60, isWaiting: true },
      ['waits'],
    ],
    [
      'that waits goes on waiting if a file under another key was put in force and is still in the bucket',
      { isWaiting: true, inForce: { ...IN_FORCE, ...OTHER }, stored: [OTHER.key] },
      { decision: 'WAIT', waitSeconds: 30, isWaiting: true, reason: RENAMED },
      [],
    ],
    [
      'waits while a file under another key is in force and still in the bucket, even if an earlier version already waits',
      {
        inForce: { ...IN_FORCE, ...OTHER },
        stored: [OTHER.key],
        waiting: waitingOf({ versionId: 'v1', sequencer: '0A' }),
      },
      { decision: 'WAIT', waitSeconds: 30, isWaiting: false, reason: RENAMED },
      [],
    ],
    [
      'takes the place of a deleted file under another key',
      { inForce: { ...IN_FORCE, ...OTHER } },
      { decision: 'RUN' },
      ['in force'],
    ],
    [
      'takes the place of a file under another key if `replaces` of the upload names that key',
      { inForce: { ...IN_FORCE, ...OTHER }, stored: [OTHER.key], replaces: OTHER.key },
      { decision: 'RUN' },
      ['in force'],
    ],
  ])('%s', async (_, situation, expected, written) => {
    // Act
    const { admission, writes } = await admit(situation);

    // Assess
    expect(admission).toEqual(expected);
    expect(writes).toEqual(written);
  });

  it.each<readonly [string, Situation, string, string]>([
    ['it has a conflict', { conflicts: ["schema 'x': differs"] }, 'ResourceConflict', "- schema 'x': differs"],
    [
      'it has a conflict while another run holds the lock',
      { isLockFree: false, conflicts: ['x'] },
      'ResourceConflict',
      '- x',
    ],
    [
      'it conflicts with what an upload in progress creates',
      { isLockFree: false, inForce: IN_FORCE, awaited: ['y'] },
      'ResourceConflict',
      'has 1 conflict with what an upload in progress creates.\n- y',
    ],
    [
      'it conflicts with what exists and with what an upload in progress creates',
      { isLockFree: false, inForce: IN_FORCE, conflicts: ['x'], awaited: ['y'] },
      'ResourceConflict',
      'has 2 conflicts with what exists in Amazon Personalize and with what an upload in progress creates.\n- x\n- y',
    ],
    [
      'the group still follows another file after ten minutes',
      { inForce: { ...IN_FORCE, ...OTHER }, stored: [OTHER.key], seconds: 600 },
      'OtherFileInForce',
      `s3://data/${OTHER.key}`,
    ],
    [
      'the group still follows another file after ten minutes, although an earlier version of the uploaded file waits',
      {
        inForce: { ...IN_FORCE, ...OTHER },
        stored: [OTHER.key],
        seconds: 600,
        waiting: waitingOf({ versionId: 'v1', sequencer: '0A' }),
      },
      'OtherFileInForce',
      'still waits, and will be put in force',
    ],
    [
      'an upload of a file under another key still waits after ten minutes',
      { inForce: IN_FORCE, stored: [OTHER.key], seconds: 600, waiting: waitingOf(OTHER) },
      'OtherFileInForce',
      `an upload of s3://data/${OTHER.key} waits to be put in force`,
    ],
  ])('is refused, and nothing is written, if %s', async (_, situation, error, text) => {
    // Act
    const refused = await admit(situation);

    // Assess
    expect(refused).toMatchObject({ admission: { decision: 'REFUSED' }, error, writes: [] });
    expect(refused.cause).toContain('Nothing was changed');
    expect(refused.cause).toContain(text);
  });
});
