import { ForeseenDecisions } from '../../../reconciler/plan/foreseen-decisions';
import { type VersionDecision, VersionDecisions } from '../../../record-table/version-decisions';
import { recordTable } from '../../support/record-table';

const RECORDED = { version: 'arn:1', decidedUpTo: '2026-01-01T00:00:00.000Z', revision: 1 };
const PROMOTED = {
  ...{ solution: 'top', version: 'arn:2', createdAt: RECORDED.decidedUpTo, decision: 'PROMOTED', metrics: {} },
  ...{ verdicts: [], decidedBy: 'rules', decidedAt: RECORDED.decidedUpTo },
} as const satisfies VersionDecision;
const AFTER = { version: 'arn:2', decidedUpTo: '2026-01-02T00:00:00.000Z' };

/** Of solution `top`, something is recorded. */
async function prepare() {
  const { table } = await recordTable();
  const recorded = new VersionDecisions(table);
  await recorded.record('shop', [PROMOTED], { ...RECORDED, revision: 0 });
  return { recorded, decisions: new ForeseenDecisions(recorded) };
}

describe('ForeseenDecisions', () => {
  it('begin with what is recorded', async () => {
    // Prepare
    const { decisions } = await prepare();

    // Act and assess
    expect(await decisions.serving('shop', 'top')).toEqual(RECORDED);
    expect(await decisions.ofSolution('shop', 'top')).toEqual([PROMOTED]);
    expect(decisions.foreseen).toEqual([]);
  });

  it('go on with what would be decided, of that solution, and record nothing', async () => {
    // Prepare
    const { decisions, recorded } = await prepare();

    // Act
    const isRecorded = await decisions.record('shop', [PROMOTED], { ...AFTER, revision: 1 });

    // Assess
    expect(isRecorded).toBe(true);
    expect(decisions.foreseen).toEqual([PROMOTED]);
    expect(await decisions.serving('shop', 'top')).toEqual({ ...AFTER, revision: 2 });
    expect(await decisions.serving('shop', 'other')).toBeUndefined();
    expect(await recorded.serving('shop', 'top')).toEqual(RECORDED);
  });

  it('are the first revision of a solution of which nothing is recorded', async () => {
    // Prepare
    const { decisions } = await prepare();

    // Act
    await decisions.record('shop', [{ ...PROMOTED, solution: 'other' }], { ...AFTER, revision: 0 });

    // Assess
    expect(await decisions.serving('shop', 'other')).toEqual({ ...AFTER, revision: 1 });
  });
});
