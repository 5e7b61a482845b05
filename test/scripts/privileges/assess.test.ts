import { type Assessment, assess, assessPrivileges, isSound } from '../../../scripts/privileges/assess';
import type { Granted } from '../../../scripts/privileges/granted';
import type { Reason } from '../../../scripts/privileges/reasons';
import { SynthesizedStack } from '../../support/synthesized-stack';

jest.setTimeout(300_000);

const stack = new SynthesizedStack();
beforeAll(() => stack.create());
afterAll(() => stack.remove());

describe('The privileges of the deployment', () => {
  let assessment: Assessment;
  beforeAll(async () => {
    assessment = await assessPrivileges(stack.file);
  });

  test('are enough: no call of a role is denied', () => {
    expect(assessment.denied).toEqual([]);
  });

  test('are needed: what no run has used has a reason', () => {
    const unexplained = assessment.unused.filter(({ reason }) => reason === undefined);
    expect(unexplained.map(({ holder, action, resource }) => `${holder} ${action} ${resource}`)).toEqual([]);
  });

  test('have no reason for what is used or not granted', () => {
    expect(assessment.stale).toEqual([]);
  });

  test('are looked at whole: every role, both buckets, the functions that S3 and EventBridge call', () => {
    const holders = new Set(assessment.grants.map(({ holder }) => holder));
    expect([...holders].filter((holder) => holder.endsWith('-function')).length).toBe(7);
    expect([...holders].filter((holder) => holder.endsWith('-states')).length).toBe(12);
    expect([...holders].filter((holder) => !/-(function|states)$/.test(holder))).toEqual([
      'reconciliation',
      'scheduler',
      'service',
      'policy of bucket data',
      'policy of bucket logs',
      'policy of function end-run',
      'policy of function upload',
    ]);
  });
});

describe('An assessment', () => {
  const used: Granted = { holder: 'upload-function', action: 'sns:Publish', resource: 'sns:topic', uses: 3 };
  const unused: Granted = {
    holder: 'plan-function',
    action: 'xray:PutTraceSegments',
    resource: '*',
    uses: 0,
  };
  const reason: Reason = {
    holders: '*-function',
    actions: ['xray:PutTraceSegments'],
    because: 'There is no X-Ray.',
  };

  test('is sound if what is unused has a reason', () => {
    const assessment = assess([used, unused], [reason]);
    expect(assessment.unused).toEqual([{ ...unused, reason }]);
    expect(isSound({ ...assessment, denied: [] })).toBe(true);
  });

  test.each<[string, readonly Granted[], readonly Reason[], readonly string[]]>([
    ['what is unused has none', [used, unused], [], []],
    [
      'the reason is for other roles',
      [unused],
      [{ ...reason, holders: '*-states' }],
      ['*-states xray:PutTraceSegments: not granted'],
    ],
    [
      'one of them is used after all',
      [unused, { ...unused, holder: 'upload-function', uses: 1 }],
      [reason],
      ['upload-function xray:PutTraceSegments: used'],
    ],
    [
      'the reason is for what is not granted any more',
      [used],
      [reason],
      ['*-function xray:PutTraceSegments: not granted'],
    ],
  ])('is not sound if %s', (_what, grants, reasons, stale) => {
    const assessment = assess(grants, reasons);
    expect(assessment.stale).toEqual(stale);
    expect(isSound({ ...assessment, denied: [] })).toBe(false);
  });

  test('is not sound if a call was denied', () => {
    expect(
      isSound({ ...assess([used], []), denied: ['User: ... is not authorized to perform: s3:GetObject'] }),
    ).toBe(false);
  });
});
