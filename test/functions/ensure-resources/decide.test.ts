import { type Deciding, decide, decideByRules } from '../../../functions/ensure-resources/decide';
import { promotionOf } from '../../../lib/parameter-file/promotion';
import { version, versionsOfSolution } from '../../support/solution-versions';

const CHOICE = { action: 'PROMOTE', version: version(2), by: 'eve' } as const;

/** A solution `top` with two versions. The newer one does not pass the rules. */
async function prepare() {
  const promotion = promotionOf({ rules: [{ metric: 'coverage', minimum: 0.2 }] });
  const { decisions, decided, step } = await versionsOfSolution({ promotion });
  const { state, scope, personalize } = step({ 1: 0.3, 2: 0.1 });
  const deciding: Deciding = { decisions, state, scope, personalize, id: 'run-1' };
  return { decided, decisions, deciding };
}

describe('decisions of a run on versions of a solution', () => {
  it('follow the rules', async () => {
    // Prepare
    const { decided, deciding } = await prepare();

    // Act
    const polled = await decideByRules('top', deciding);

    // Assess
    expect(polled).toEqual({ status: 'READY' });
    expect(await decided()).toEqual([['2', 'HELD']]);
  });

  it.each([
    ['PROMOTE', 'PROMOTED'],
    ['REJECT', 'REJECTED'],
    ['RESTORE', 'HELD'],
  ] as const)('for the action %s are recorded as %s (for RESTORE, the rules decide)', async (action, decision) => {
    // Prepare
    const { decided, deciding } = await prepare();

    // Act
    const polled = await decide('top', { ...CHOICE, action }, deciding);

    // Assess
    expect(polled).toEqual({ status: 'READY' });
    expect(await decided()).toEqual([['2', decision]]);
  });

  it('fail without a choice, and say how to make one', async () => {
    // Prepare
    const { decided, deciding } = await prepare();

    // Act
    const act = async () => decide('top', undefined, deciding);

    // Assess
    await expect(act).rejects.toThrow(
      "no 'choice' for solution 'top': start the run with `personalize-mlops versions promote`",
    );
    expect(await decided()).toEqual([]);
  });

  it('fail if the chosen version is not ACTIVE', async () => {
    // Prepare
    const { deciding } = await prepare();

    // Act and assess
    await expect(decide('top', { ...CHOICE, version: version(7) }, deciding)).rejects.toThrow(
      'refused: it is not an ACTIVE version',
    );
  });

  it('wait for the next poll if another run has recorded a decision in the meantime', async () => {
    // Prepare
    const { decisions, deciding } = await prepare();
    await decideByRules('top', deciding);
    jest.spyOn(decisions, 'record').mockResolvedValueOnce(false);

    // Act
    const polled = await decide('top', CHOICE, { ...deciding, id: 'run-2' });

    // Assess
    const reason = "another decision on versions of solution 'top' was recorded in the meantime";
    expect(polled).toEqual({ status: 'WAIT', waitSeconds: 5, reason });
  });
});
