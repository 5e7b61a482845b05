import { mustNotify, notifiesCapacity } from '../../../functions/end-run/must-notify';
import { BEGUN_ABOVE } from '../../../lib/reconciler/budget/reserve';
import type { ResourceResult } from '../../../lib/record-table/results';
import type { VersionDecision } from '../../../lib/record-table/version-decisions';

const NOTHING = {
  workflow: 'solution-maintenance',
  trigger: 'a task',
  resources: [],
  decisions: [],
  warnings: [],
  isFirstUpload: false,
};
const ended = (result: ResourceResult['result']) => ({
  ...NOTHING,
  resources: [
    { type: 'solution', resource: "solution 'top'", result: 'UNCHANGED', seconds: 0 } as const,
    { type: 'campaign', resource: "campaign 'top'", result, seconds: 1 } as const,
  ],
});
const IMPORT = { type: 'datasetImportJob', resource: 'import job', seconds: 1 } as const;
const REFUSED_AGAIN = { ...NOTHING, resources: [{ ...IMPORT, result: 'UNCHANGED', note: 'not imported' } as const] };
const skipped = (isOverBudget: boolean) => ({
  ...NOTHING,
  resources: [{ type: 'solutionVersion', resource: 'version', result: 'SKIPPED', isOverBudget } as const],
});
const begun = (isOverBudget: boolean, checked = '') => ({
  ...NOTHING,
  resources: [{ ...IMPORT, result: 'CREATED', note: `${checked}${BEGUN_ABOVE}: 1 GB`, isOverBudget } as const],
});
const HELD = { decision: 'HELD', decidedBy: 'rules' } as VersionDecision;
const PROMOTED = { decision: 'PROMOTED', decidedBy: 'rules' } as VersionDecision;
const DELETION = { ...NOTHING, workflow: 'data-deletion' };
const NOTED = { ...NOTHING, resources: [{ ...IMPORT, result: 'CREATED', note: '1 violation in the data' } as const] };

describe('mustNotify', () => {
  test.each([
    ['there was nothing to do', NOTHING, ['all']],
    ['nothing changed', ended('UNCHANGED'), ['all']],
    ['data were refused again, after an earlier notification', REFUSED_AGAIN, []],
    [
      'something was imported, but one of the imports was not carried out',
      { ...NOTHING, resources: [...REFUSED_AGAIN.resources, { ...IMPORT, result: 'CREATED' } as const] },
      ['all'],
    ],
    [
      'the budget does not cover work, for the first time in the month',
      skipped(true),
      ['all', 'attention', 'failures'],
    ],
    ['the budget still does not cover work', skipped(false), []],
    [
      'settings changed, and the budget still does not cover work',
      { ...skipped(false), changes: ['another schedule'] },
      ['all', 'attention'],
    ],
    [
      'the parameter file has warnings, and data were refused again',
      { ...REFUSED_AGAIN, warnings: ['unusual'] },
      ['all', 'attention'],
    ],
    ['work begins above the budget, for the first time in the month', begun(true), ['all', 'attention', 'failures']],
    ['more work begins above the budget in the same month', begun(false), ['all']],
    [
      'more work begins above the budget in the same month, and the data violate a check',
      begun(false, '1 violation in the data; '),
      ['all', 'attention'],
    ],
    ['something was created', ended('CREATED'), ['all']],
    ['something was updated', ended('UPDATED'), ['all']],
    ['something was deleted', ended('DELETED'), ['all', 'attention']],
    ['users were deleted', DELETION, ['all', 'attention']],
    ['a person approved deletions', { ...NOTHING, workflow: 'removal' }, ['all', 'attention']],
    ['data were imported although they violate a check', NOTED, ['all', 'attention']],
    ['settings changed', { ...NOTHING, changes: ['another schedule'] }, ['all', 'attention']],
    ['a version is held', { ...NOTHING, decisions: [HELD] }, ['all', 'attention', 'failures']],
    ['rules promote a version', { ...NOTHING, decisions: [PROMOTED] }, ['all']],
    [
      'a person promotes a version',
      { ...NOTHING, decisions: [{ ...PROMOTED, decidedBy: 'kim' }] },
      ['all', 'attention'],
    ],
    ['a difference was restored', { ...ended('CREATED'), trigger: 'drift' }, ['all', 'attention']],
    ['there was nothing left to restore', { ...ended('UNCHANGED'), trigger: 'drift' }, ['all']],
    ['the parameter file has warnings', { ...NOTHING, warnings: ['unusual'] }, ['all', 'attention']],
    ['the dataset group has its first upload', { ...NOTHING, isFirstUpload: true }, ['all', 'attention']],
    ['something failed', { ...NOTHING, failure: { error: 'E', cause: 'c' } }, ['all', 'attention', 'failures']],
  ])('notifies of a run with the expected values of notify_on, and no others, if %s', (_what, end, expected) => {
    expect(['all', 'attention', 'failures'].filter((notifyOn) => mustNotify(end, notifyOn))).toEqual(expected);
  });

  test('notifies of idle capacity unless notify_on is `failures`, and refuses an unknown value', () => {
    expect(['all', 'attention', 'failures'].filter(notifiesCapacity)).toEqual(['all', 'attention']);
    expect(() => notifiesCapacity('failure')).toThrow("NOTIFY_ON is 'failure': it must be one of");
  });

  test('refuses an unknown value of notify_on, and names the known ones', () => {
    expect(() => mustNotify(NOTHING, 'toString')).toThrow(
      "NOTIFY_ON is 'toString': it must be one of all, attention, failures.",
    );
  });
});
