import { ForeseenDecisions } from '../../../reconciler/plan/foreseen-decisions';
import type { VersionDecision } from '../../../record-table/version-decisions';

const RECORDED = { version: 'arn:1', decidedUpTo: '2026-01-01T00:00:00.000Z', revision: 4 };
const PROMOTED = { solution: 'top', version: 'arn:2', decision: 'PROMOTED' } as VersionDecision;
const AFTER = { version: 'arn:2', decidedUpTo: '2026-01-02T00:00:00.000Z' };

/** Decisions of a table that must not be written to. */
function prepare() {
  const record = async () => {
    throw new Error('A plan records nothing.');
  };
  return new ForeseenDecisions({ serving: async () => RECORDED, record, ofSolution: async () => [PROMOTED] });
}

describe('ForeseenDecisions', () => {
  it('begin with what is recorded', async () => {
    // Prepare
    const decisions = prepare();

    // Act and assess
    expect(await decisions.serving('shop', 'top')).toEqual(RECORDED);
    expect(await decisions.ofSolution('shop', 'top')).toEqual([PROMOTED]);
    expect(decisions.foreseen).toEqual([]);
  });

  it('go on with what would be decided, of that solution', async () => {
    // Prepare
    const decisions = prepare();

    // Act
    const isRecorded = await decisions.record('shop', [PROMOTED], RECORDED, AFTER);

    // Assess
    expect(isRecorded).toBe(true);
    expect(decisions.foreseen).toEqual([PROMOTED]);
    expect(await decisions.serving('shop', 'top')).toEqual({ ...AFTER, revision: 5 });
    expect(await decisions.serving('shop', 'other')).toEqual(RECORDED);
  });

  it('are the first revision of a solution of which nothing is recorded', async () => {
    // Prepare
    const decisions = prepare();

    // Act
    await decisions.record('shop', [PROMOTED], undefined, AFTER);

    // Assess
    expect(await decisions.serving('shop', 'top')).toEqual({ ...AFTER, revision: 1 });
  });
});
