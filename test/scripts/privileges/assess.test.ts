import { type Assessment, assess, assessPrivileges, isClean } from '../../../scripts/privileges/assess';
import type { Granted } from '../../../scripts/privileges/granted';
import type { Reason } from '../../../scripts/privileges/reasons';
import { synthesizedStack } from '../../support/synthesized-stack';

const stackFile = synthesizedStack();

describe('The privileges of the deployment', () => {
  let assessment: Assessment;
  beforeAll(async () => {
    assessment = await assessPrivileges(stackFile);
  });

  test('are sufficient: no call of a role is denied', () => {
    expect(assessment.denied).toEqual([]);
  });

  test('are needed: each unused grant has a reason', () => {
    const unexplained = assessment.unused.filter(({ reason }) => reason === undefined);
    expect(unexplained.map(({ holder, action, resource }) => `${holder} ${action} ${resource}`)).toEqual([]);
  });

  test('have reasons only for grants that exist and are unused', () => {
    expect(assessment.stale).toEqual([]);
  });

  test('are assessed completely: every role, all buckets, the functions that S3 and EventBridge invoke', () => {
    const holders = new Set(assessment.grants.map(({ holder }) => holder));
    expect([...holders].filter((holder) => holder.endsWith('-lambda')).length).toBe(8);
    expect([...holders].filter((holder) => holder.endsWith('-states')).length).toBe(2);
    expect([...holders].filter((holder) => !/-(lambda|states)$/.test(holder))).toEqual([
      'reconciliation',
      'scheduler',
      'service',
      'policy of bucket data',
      'policy of bucket data-deletions',
      'policy of bucket logs',
      'policy of function end-run',
      'policy of function request-data-deletion',
      'policy of function upload',
    ]);
  });
});

describe('An assessment', () => {
  const used: Granted = { holder: 'upload-lambda', action: 'sns:Publish', resource: 'sns:topic', uses: 3 };
  const unused: Granted = {
    holder: 'plan-lambda',
    action: 'xray:PutTraceSegments',
    resource: '*',
    uses: 0,
  };
  const reason: Reason = {
    holders: '*-lambda',
    actions: ['xray:PutTraceSegments'],
    because: 'There is no X-Ray.',
  };

  test('is clean if every unused grant has a reason', () => {
    const assessment = assess([used, unused], [reason]);
    expect(assessment.unused).toEqual([{ ...unused, reason }]);
    expect(isClean({ ...assessment, denied: [] })).toBe(true);
  });

  test.each<[string, readonly Granted[], readonly Reason[], readonly string[]]>([
    ['an unused grant has no reason', [used, unused], [], []],
    [
      'the reason is for other roles',
      [unused],
      [{ ...reason, holders: '*-states' }],
      ['*-states xray:PutTraceSegments: not granted'],
    ],
    [
      'a used grant has a reason',
      [unused, { ...unused, holder: 'upload-lambda', uses: 1 }],
      [reason],
      ['upload-lambda xray:PutTraceSegments: used'],
    ],
    [
      'the reason is for a grant that no longer exists',
      [used],
      [reason],
      ['*-lambda xray:PutTraceSegments: not granted'],
    ],
  ])('is not clean if %s', (_what, grants, reasons, stale) => {
    const assessment = assess(grants, reasons);
    expect(assessment.stale).toEqual(stale);
    expect(isClean({ ...assessment, denied: [] })).toBe(false);
  });

  test('is not clean if a call was denied', () => {
    expect(isClean({ ...assess([used], []), denied: ['User: ... is not authorized to perform: s3:GetObject'] })).toBe(
      false,
    );
  });
});
