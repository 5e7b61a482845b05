import { DecisionsClosed, type VersionDecision, VersionDecisions } from '../../../lib/record-table/version-decisions';
import { recordTable } from '../../support/record-table';

const ARN = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const HELD: VersionDecision = {
  solution: 'top',
  version: `${ARN}/0000000b`,
  createdAt: '2026-01-02T00:00:00.000Z',
  decision: 'HELD',
  metrics: { coverage: 0.2 },
  comparedWith: `${ARN}/0000000a`,
  verdicts: [{ metric: 'coverage', rule: 'drops by at most 10%', candidate: 0.2, serving: 0.3, passed: false }],
  decidedBy: 'rules',
  decidedAt: '2026-01-02T03:00:00.000Z',
  run: 'run-1',
};
const SERVING = { version: `${ARN}/0000000a`, decidedUpTo: HELD.createdAt };

async function prepare() {
  const { table } = await recordTable();
  return { table, decisions: new VersionDecisions(table) };
}

describe('VersionDecisions', () => {
  it('finds a recorded decision by its run and by its solution, and the version that serves', async () => {
    // Prepare
    const { decisions } = await prepare();

    // Act
    const isRecorded = await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });

    // Assess
    expect(isRecorded).toBe(true);
    expect(await decisions.ofRun('shop', 'run-1')).toEqual([HELD]);
    expect(await decisions.ofRun('shop', 'run-10')).toEqual([]);
    expect(await decisions.ofSolution('shop', 'top')).toEqual([HELD]);
    expect(await decisions.ofSolution('shop', 'to')).toEqual([]);
    expect(await decisions.serving('shop', 'top')).toEqual({ ...SERVING, revision: 1 });
    expect(await decisions.serving('books', 'top')).toBeUndefined();
  });

  it('keeps the time of the last reminder of a decision, until the version is decided on again', async () => {
    // Prepare
    const { decisions } = await prepare();
    await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });

    // Act
    await decisions.recordReminder('shop', HELD, new Date('2026-01-03T04:17:00Z'));
    const reminded = await decisions.ofSolution('shop', 'top');
    await decisions.record('shop', [{ ...HELD, decision: 'REJECTED' }], { ...SERVING, revision: 1 });

    // Assess
    expect(reminded).toEqual([{ ...HELD, remindedAt: '2026-01-03T04:17:00.000Z' }]);
    expect(await decisions.ofSolution('shop', 'top')).toEqual([{ ...HELD, decision: 'REJECTED' }]);
  });

  it('records no reminder of a decision that has expired', async () => {
    // Prepare
    const { decisions } = await prepare();

    // Act
    await decisions.recordReminder('shop', HELD, new Date('2026-01-03T04:17:00Z'));

    // Assess
    expect(await decisions.ofSolution('shop', 'top')).toEqual([]);
  });

  it('records nothing if another execution has decided in the meantime', async () => {
    // Prepare
    const { decisions } = await prepare();
    await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });
    const promoted: VersionDecision = { ...HELD, decision: 'PROMOTED', run: 'run-2' };

    // Act
    const late = [
      await decisions.record('shop', [promoted], { decidedUpTo: '', revision: 0 }),
      await decisions.record('shop', [promoted], { decidedUpTo: '', revision: 2 }),
    ];

    // Assess
    expect(late).toEqual([false, false]);
    expect(await decisions.ofSolution('shop', 'top')).toEqual([HELD]);
    expect(await decisions.ofRun('shop', 'run-2')).toEqual([]);
    expect(await decisions.serving('shop', 'top')).toEqual({ ...SERVING, revision: 1 });
  });

  it('replaces the decision on a version, and lists the newest version first', async () => {
    // Prepare
    const { decisions } = await prepare();
    await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });
    const { run: _run, ...outside } = HELD;
    const rejected: VersionDecision = {
      ...outside,
      decision: 'REJECTED',
      decidedBy: 'arn:user',
      reason: 'a bad export',
    };
    const newer: VersionDecision = { ...outside, version: `${ARN}/0000000c`, createdAt: '2026-01-09T00:00:00.000Z' };

    // Act
    const before = await decisions.serving('shop', 'top');
    await decisions.record('shop', [rejected, newer], {
      decidedUpTo: newer.createdAt,
      revision: before?.revision ?? 0,
    });

    // Assess
    expect(await decisions.ofSolution('shop', 'top')).toEqual([newer, rejected]);
    expect(await decisions.serving('shop', 'top')).toEqual({ decidedUpTo: newer.createdAt, revision: 2 });
  });

  it.each([
    ['before it recorded any decision', []],
    ['after it recorded a decision', [{ ...HELD, version: `${ARN}/0000000d`, createdAt: '2026-01-01T00:00:00.000Z' }]],
  ])(
    'refuses later decisions of a run that was closed %s, and records decisions of other runs',
    async (_when, earlier) => {
      // Prepare
      const { decisions } = await prepare();
      if (earlier.length > 0) await decisions.record('shop', earlier, { ...SERVING, revision: 0 });
      const revision = earlier.length;

      // Act
      await decisions.close('shop', 'run-1', new Date('2026-01-02T04:00:00Z'));
      const { run: _run, ...unnamed } = { ...HELD, version: `${ARN}/0000000e`, createdAt: '2026-01-01T12:00:00.000Z' };
      const late = decisions.record('shop', [unnamed, HELD], { ...SERVING, revision });

      // Assess
      await expect(late).rejects.toThrow(DecisionsClosed);
      await expect(late).rejects.toThrow(
        'Run run-1 has failed or was stopped, so it can record no more decisions on solution versions.',
      );
      expect(await decisions.ofRun('shop', 'run-1')).toEqual(earlier);
      expect(await decisions.record('shop', [{ ...HELD, run: 'run-2' }], { ...SERVING, revision })).toBe(true);
    },
  );

  it('says that decisions are known for the last year, or for all time if nothing was ever decided', async () => {
    // Prepare
    const { decisions } = await prepare();
    const now = new Date('2027-03-01T00:00:00Z');

    // Act
    const before = await decisions.knownSince('shop', 'top', now);
    await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });
    const after = await decisions.knownSince('shop', 'top', now);

    // Assess
    expect([before, after]).toEqual(['', '2026-03-01T00:00:00.000Z']);
  });

  it('keeps decisions for a year, and the serving version permanently', async () => {
    // Prepare
    const { table, decisions } = await prepare();

    // Act
    await decisions.record('shop', [HELD], { ...SERVING, revision: 0 });

    // Assess
    const items = await table.query('shop');
    const year = Date.parse(HELD.decidedAt) / 1000 + 365 * 24 * 3600;
    expect(items.map(({ item, expiresAt }) => [String(item).split('#')[0], expiresAt])).toEqual([
      ['deciding', year],
      ['decision-2', year],
      ['serving', undefined],
      ['version-2', year],
    ]);
  });
});
