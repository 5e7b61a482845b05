import { isUnchanged, noteOf, type RunEnd, secondsOf, subjectOf } from '../../../functions/end-run/run-end';
import { KEPT_FOR_UPLOAD } from '../../../lib/reconciler/removal/kept';
import type { ResourceResult } from '../../../lib/record-table/results';
import type { RunRequest } from '../../../lib/record-table/run-request';

const REQUEST: RunRequest = {
  datasetGroup: 'shop',
  workflow: 'dataset-import',
  trigger: 'personalize-dataset-import-shop',
  file: { bucket: 'data', key: 'train/shop/config.json', versionId: 'v1' },
};
const SCHEDULED = { datasetGroup: 'shop', task: 'one', scheduledTime: '2026-01-05T00:00:00Z' };

const unchanged: ResourceResult = { type: 'datasetImportJob', resource: 'import', result: 'UNCHANGED' };

const KEPT: ResourceResult = {
  type: 'solution',
  resource: "solution 'top'",
  arn: 'arn:x',
  result: 'UNCHANGED',
  note: "kept: campaign 'manual' uses it",
};
const DELETED: ResourceResult = { type: 'filter', resource: "filter 'old'", arn: 'arn:y', result: 'DELETED' };

function runEnd(change: Partial<RunEnd>): RunEnd {
  return {
    ...REQUEST,
    execution: { Id: 'arn:run', Name: 'run', StartTime: '2026-01-05T00:00:00.000Z' },
    now: new Date('2026-01-05T00:10:00.400Z'),
    isInForce: false,
    superseded: false,
    isRefused: false,
    decisions: [],
    warnings: [],
    resources: [unchanged],
    ...change,
  };
}

describe('subjectOf', () => {
  it('returns the request with which the run began', () => {
    // Act and assess
    expect(subjectOf({ ...REQUEST, warnings: ['one'] }, SCHEDULED)).toEqual({
      ...REQUEST,
      warnings: ['one'],
    });
  });

  it.each([
    ['maintains', { solution: 'top' }],
    [
      'decides on',
      { choice: { action: 'REJECT' as const, version: 'arn:aws:personalize:r:1:solution/top/0a1b', by: 'me' } },
    ],
  ])('names the solution that the run %s', (_, change) => {
    // Act and assess
    expect(subjectOf({ ...REQUEST, ...change }, SCHEDULED)).toMatchObject({ solution: 'top' });
  });

  it('returns the input of the execution if the run never began', () => {
    // Act and assess
    expect(subjectOf(undefined, REQUEST)).toEqual({ ...REQUEST, warnings: [] });
  });

  it('returns only dataset group and task if the run was scheduled and never began', () => {
    // Act and assess
    expect(subjectOf(undefined, SCHEDULED)).toEqual({
      datasetGroup: 'shop',
      workflow: '',
      trigger: 'one',
      warnings: [],
    });
  });
});

describe('a run', () => {
  it.each<readonly [string, Partial<RunEnd>, boolean]>([
    ['had nothing to do if it has no resources', { resources: [] }, true],
    ['had nothing to do if its resources are as desired', {}, true],
    ['did something if it updated a resource', { resources: [unchanged, { ...unchanged, result: 'UPDATED' }] }, false],
    ['did something if it failed', { failure: { error: 'E', cause: 'c' } }, false],
    ['did something if it put an uploaded file in force', { workflow: 'personalize-workflow' }, false],
    ['had nothing to do if it repeats the file in force', { workflow: 'personalize-workflow', trigger: 'retry' }, true],
    ['had nothing to do if its upload was superseded', { workflow: 'personalize-workflow', superseded: true }, true],
    ['did something if it is a deletion of users', { workflow: 'data-deletion' }, false],
  ])('%s', (_, change, expected) => {
    // Act and assess
    expect(isUnchanged(runEnd(change))).toBe(expected);
  });
});

describe('the duration of a run', () => {
  it.each([
    ['of 600.4 s is rounded to 600 s', '2026-01-05T00:10:00.400Z', 600],
    ['of 600.5 s is rounded to 601 s', '2026-01-05T00:10:00.500Z', 601],
    ["is 0 if the function's clock is behind the start of the run", '2026-01-04T23:59:59.000Z', 0],
  ])('%s', (_, now, expected) => {
    // Act and assess
    expect(secondsOf(runEnd({ now: new Date(now) }))).toBe(expected);
  });
});

describe('the note of a run', () => {
  it.each<readonly [string, Partial<RunEnd>, string | undefined]>([
    ['says that another upload has superseded this one', { superseded: true }, 'Another upload of the dataset group'],
    [
      'repeats the note of an unchanged resource if nothing changed',
      { resources: [{ ...unchanged, arn: 'arn:x', note: 'x' }] },
      'x',
    ],
    [
      'says who asked for a decision that had already been recorded, and the reason given',
      { choice: { action: 'PROMOTE', version: 'top/2', by: 'bob', reason: 'clicks' }, resources: [] },
      'Nothing changed: PROMOTE of top/2 by bob had been recorded before. Reason given: clicks',
    ],
    [
      'is absent if a batch job was not created because no version is promoted',
      { workflow: 'batch-inference', resources: [{ ...unchanged, type: 'batchInferenceJob', note: 'x' }] },
      undefined,
    ],
    [
      'repeats the note of an import that did nothing',
      { resources: [{ ...unchanged, type: 'datasetImportJob', note: 'x' }] },
      'x',
    ],
    [
      'names the dataset whose data are refused again',
      {
        resources: [
          { ...unchanged, type: 'datasetImportJob', resource: 'import of items', note: 'x', isRefusedAgain: true },
        ],
      },
      'import of items: x',
    ],
    [
      'is absent if one resource is unchanged, but another one was updated',
      {
        resources: [
          { ...unchanged, arn: 'arn:x', note: 'x' },
          { ...unchanged, result: 'UPDATED' },
        ],
      },
      undefined,
    ],
    [
      'says that none of the approved resources is left to delete',
      { workflow: 'removal', resources: [], removal: { resources: ['arn:x'], by: 'eve' } },
      'Approved by eve. None of the approved resources is left to delete.',
    ],
    [
      'says that another upload superseded the file before everything was deleted',
      {
        workflow: 'removal',
        resources: [
          { ...unchanged, result: 'DELETED' },
          { ...unchanged, note: KEPT_FOR_UPLOAD },
        ],
        removal: { resources: ['arn:x', 'arn:y'], by: 'eve' },
      },
      'Approved by eve. Nothing more was deleted: another upload has superseded the file',
    ],
    [
      'names what was kept while other resources were deleted, and why',
      { workflow: 'removal', resources: [KEPT, DELETED], removal: { resources: ['arn:x', 'arn:y'], by: 'eve' } },
      "Approved by eve. Kept: solution 'top' (campaign 'manual' uses it).",
    ],
    [
      'names what an upload has kept, even if the upload deleted other resources',
      { workflow: 'upload', resources: [DELETED, KEPT] },
      "Kept: solution 'top' (campaign 'manual' uses it).",
    ],
    [
      'says of a failed restoration only why it was started, not that it restored anything',
      { workflow: 'personalize-workflow', trigger: 'drift', failure: { error: 'E', cause: 'c' } },
      'missing or different. This run was started to restore them.',
    ],
    ['says that no csv has changed', {}, 'No csv has changed since its last import.'],
    ['is absent if something was imported', { resources: [{ ...unchanged, result: 'CREATED' }] }, undefined],
    ['is absent if a workflow other than an import changed nothing', { workflow: 'solution-maintenance' }, undefined],
    [
      'is absent for a run that failed before its first resource',
      { resources: [], failure: { error: 'RunStopped', cause: 'Stopped.' } },
      undefined,
    ],
    ['is absent if a resource failed', { resources: [{ ...unchanged, result: 'FAILED', note: 'x' }] }, undefined],
  ])('%s', (_, change, expected) => {
    // Act
    const note = noteOf(runEnd(change));

    // Assess
    if (expected === undefined) expect(note).toBeUndefined();
    else expect(note).toContain(expected);
  });
});
