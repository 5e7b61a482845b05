import { changeText, decisionLines } from '../../../../lib/reconciler/promotion/decision-lines';
import type { VersionDecision } from '../../../../lib/record-table/version-decisions';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const decision = (changes: Partial<VersionDecision> = {}): VersionDecision => ({
  solution: 'top',
  version: `${ARN}/0000000b`,
  createdAt: '2026-01-02T00:00:00.000Z',
  decision: 'HELD',
  metrics: { coverage: 0.2 },
  verdicts: [],
  decidedBy: 'rules',
  decidedAt: '2026-01-02T03:00:00.000Z',
  ...changes,
});

describe('decisionLines', () => {
  test('show each rule with both values, and the possible commands', () => {
    // Prepare
    const verdicts = [
      { metric: 'coverage', rule: 'drops by at most 10%', candidate: 0.2, serving: 0.3, passed: false },
      { metric: 'precision_at_5', rule: 'at least 0.1', passed: true },
      { metric: 'precision_at_10', rule: 'at least 0.1', passed: false },
    ];

    // Act
    const lines = decisionLines([decision({ verdicts, comparedWith: `${ARN}/0000000a` })]);

    // Assess
    expect(lines).toEqual([
      '',
      `HELD: version ${ARN}/0000000b of solution 'top'`,
      `Compared with: ${ARN}/0000000a`,
      'metric           serving  candidate  change         rule                  verdict',
      'coverage         0.3      0.2        -0.1 (-33.3%)  drops by at most 10%  failed',
      'precision_at_5   -        -          -              at least 0.1          passed (metric not reported)',
      'precision_at_10  -        -          -              at least 0.1          failed (metric not reported)',
      `To let it serve: personalize-mlops versions promote ${ARN}/0000000b --reason TEXT`,
      `To reject it: personalize-mlops versions reject ${ARN}/0000000b --reason TEXT`,
    ]);
  });

  test('show the baseline version, its value, and whether both versions had the same data', () => {
    // Prepare
    const popular = {
      solution: 'popular',
      version: `${ARN}/popular`,
      createdAt: '2026-01-02T01:00:00.000Z',
      value: 0.3,
    };
    const rule = { metric: 'coverage', candidate: 0.36, serving: 0.5, passed: true };
    const importedAt = '2026-01-02T02:00:00.000Z';
    const verdicts = [
      { ...rule, rule: 'at least 0.1' },
      { ...rule, rule: "at least 20% above 'popular'", baseline: popular },
      { ...rule, rule: "at least 10% above 'popular'", baseline: popular },
      {
        ...rule,
        rule: "at least 20% above 'old'",
        baseline: { ...popular, solution: 'old', importedAt },
        passed: false,
      },
      { ...rule, rule: "at least 20% above 'new'", baseline: { solution: 'new' }, passed: false },
    ];

    // Act
    const lines = decisionLines([decision({ decision: 'PROMOTED', verdicts, comparedWith: `${ARN}/0000000a` })]);

    // Assess
    expect(lines.slice(2)).toEqual([
      `Compared with: ${ARN}/0000000a`,
      `Baseline: ${ARN}/popular, created 2026-01-02T01:00:00.000Z. The version above was created 2026-01-02T00:00:00.000Z. No import ended in between.`,
      `Baseline: ${ARN}/popular, created 2026-01-02T01:00:00.000Z. The version above was created 2026-01-02T00:00:00.000Z. Not compared: an import ended in between, at 2026-01-02T02:00:00.000Z.`,
      "Baseline: none, since solution 'new' has no ACTIVE version",
      'metric    serving  baseline  candidate  change          rule                          verdict',
      'coverage  0.5      -         0.36       -0.14 (-28.0%)  at least 0.1                  passed',
      "coverage  0.5      0.3       0.36       +0.06 (+20.0%)  at least 20% above 'popular'  passed",
      "coverage  0.5      0.3       0.36       +0.06 (+20.0%)  at least 10% above 'popular'  passed",
      "coverage  0.5      0.3       0.36       +0.06 (+20.0%)  at least 20% above 'old'      failed (not compared)",
      "coverage  0.5      -         0.36       -               at least 20% above 'new'      failed (not compared)",
    ]);
  });

  test('show a later decision instead of the commands to decide', () => {
    // Prepare
    const since = decision({ decision: 'REJECTED', decidedBy: 'eve\n', decidedAt: '2026-01-03T00:00:00.000Z' });
    const other = decision({ version: `${ARN}/0000000a`, decision: 'PROMOTED' });

    // Act
    const lines = decisionLines([decision()], [other, since]);

    // Assess
    expect(lines).toEqual([
      '',
      `HELD: version ${ARN}/0000000b of solution 'top'`,
      'Since then: REJECTED by eve\\u000a, 2026-01-03T00:00:00.000Z',
    ]);
  });

  test('show the metrics of a first version, which is compared with nothing', () => {
    // Prepare
    const verdicts = [{ metric: 'coverage', rule: 'drops by at most 10%', candidate: 0.2, passed: true }];

    // Act
    const lines = decisionLines([decision({ decision: 'PROMOTED', verdicts })]);

    // Assess
    expect(lines).toEqual([
      '',
      `PROMOTED: version ${ARN}/0000000b of solution 'top'`,
      'Compared with: nothing, since no version served',
      'metric    serving  candidate  change  rule                  verdict',
      'coverage  -        0.2        -       drops by at most 10%  passed',
    ]);
  });

  test('name who decided and why', () => {
    // Act
    const lines = decisionLines([decision({ decision: 'ROLLED_BACK', decidedBy: 'arn:user', reason: 'clicks fell' })]);

    // Assess
    expect(lines).toEqual([
      '',
      `ROLLED_BACK: version ${ARN}/0000000b of solution 'top'`,
      'Decided by: arn:user',
      'Reason: clicks fell',
    ]);
  });
});

test('a name or a reason in a decision line cannot imitate another line', () => {
  // Act
  const lines = decisionLines([
    decision({ decision: 'PROMOTED', decidedBy: 'eve\nx', reason: 'good\nDecided by: bob' }),
  ]);

  // Assess
  expect(lines.slice(2)).toEqual(['Decided by: eve\\u000ax', 'Reason: good\\u000aDecided by: bob']);
});

describe('changeText', () => {
  test.each<[string, number | undefined, number | undefined, string]>([
    ['a rise', 0.2, 0.3, '+0.1 (+50.0%)'],
    ['a drop', 0.3, 0.2, '-0.1 (-33.3%)'],
    ['a rise of a negative value', -2, -1, '+1 (+50.0%)'],
    ['a rise from 0, without a percentage', 0, 0.3, '+0.3'],
    ['a dash without a serving value', undefined, 0.3, '-'],
    ['a dash without a new value', 0.3, undefined, '-'],
  ])('shows %s', (_, serving, candidate, expected) => {
    // Act
    const text = changeText(serving, candidate);

    // Assess
    expect(text).toBe(expected);
  });
});
