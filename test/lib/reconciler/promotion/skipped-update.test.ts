import { promotionOf } from '../../../../lib/parameter-file/promotion';
import { skippedUpdate } from '../../../../lib/reconciler/promotion/skipped-update';
import type { Decision } from '../../../../lib/record-table/version-decisions';
import { at, versionsOfSolution as prepare, type Setup, version } from '../../../support/solution-versions';

const RULES = promotionOf({ rules: [{ metric: 'coverage', maximumDrop: '10%' }] });
const UPDATE = [0.2] as const;

/**
 * Records a decision on the version with this number and, if given, which version serves.
 *
 * @returns the function that makes steps
 */
async function recordedWith(number: number, decision: Decision, serving?: number) {
  const { decisions, step } = await prepare({ promotion: RULES });
  const decided = {
    solution: 'top',
    version: version(number),
    createdAt: at(number),
    decision,
    metrics: {},
    verdicts: [],
    decidedBy: 'eve',
    decidedAt: at(8),
  };
  const serves = serving === undefined ? {} : { version: version(serving) };
  await decisions.record('shop', [decided], { ...serves, decidedUpTo: at(8), revision: 0 });
  return step;
}

describe('an UPDATE that would begin now', () => {
  it.each<[string, Setup['trained'], Decision, number | undefined, string]>([
    ['a full training that is held', { 1: 0.2, 2: 0.1 }, 'HELD', 1, 'is HELD; top/00000001 serves.'],
    [
      'a full training that is held while an older UPDATE serves',
      { 1: 0.2, 2: UPDATE, 3: 0.1 },
      'HELD',
      2,
      'is HELD; top/00000002 serves.',
    ],
    [
      'a full training that was rolled back',
      { 1: 0.2, 2: 0.3 },
      'ROLLED_BACK',
      1,
      'is ROLLED_BACK; top/00000001 serves.',
    ],
    [
      'a full training that is held while no version serves',
      { 1: 0.2 },
      'HELD',
      undefined,
      'is HELD; no version serves.',
    ],
  ])('is skipped if it would build on %s', async (_, trained, decision, serving, words) => {
    // Prepare
    const newest = Math.max(...Object.keys(trained).map(Number));
    const step = await recordedWith(newest, decision, serving);

    // Act
    const skipped = await skippedUpdate(step(trained));

    // Assess
    expect(skipped?.base).toBe(version(newest));
    expect(skipped?.note).toContain(`an UPDATE would build on version top/0000000${newest}, which ${words}`);
  });

  it.each<[string, Setup['trained'], number]>([
    ['the full training that serves', { 1: 0.2, 2: 0.3 }, 2],
    ['a full training whose UPDATE serves', { 1: 0.2, 2: 0.3, 3: UPDATE }, 3],
    ['the full training that serves, although it has a newer UPDATE', { 1: 0.2, 2: 0.3, 3: UPDATE }, 2],
    ['the full training that serves, while another full training is in progress', { 1: 0.2, 2: 'IN TRAINING' }, 1],
    ['a full training that Personalize does not list', { 1: UPDATE }, 1],
  ])('is trained if it would build on %s', async (_, trained, serving) => {
    // Prepare
    const step = await recordedWith(serving, 'PROMOTED', serving);

    // Act and assess
    expect(await skippedUpdate(step(trained))).toBeUndefined();
  });

  it('is trained if nothing is recorded, because the newest version then serves', async () => {
    // Prepare
    const { step } = await prepare();

    // Act and assess
    expect(await skippedUpdate(step({ 1: 0.2, 2: 0.1 }))).toBeUndefined();
  });

  it('is skipped if the rules will hold the full training that it would build on, even before the decision', async () => {
    // Prepare
    const { step, decided } = await prepare({ promotion: RULES, campaign: version(1) });

    // Act
    const skipped = await skippedUpdate(step({ 1: 0.2, 2: 0.1 }));

    // Assess
    expect(skipped?.note).toContain('which is HELD');
    expect(await decided()).toEqual([]);
  });
});
