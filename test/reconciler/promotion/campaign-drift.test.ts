import { promotionOf } from '../../../parameter-file/promotion';
import { type DriftSetting, driftOf } from '../../../reconciler/promotion/campaign-drift';
import type { Description } from '../../../reconciler/resource-types/personalize-api';
import { solutionOf } from '../../../reconciler/step';
import { at, version, versionsOfSolution } from '../../support/solution-versions';

/** Of a solution whose version 2 was promoted on day 3, and whose campaign is as given. */
async function drift(campaign: Partial<Description> | undefined, setting: DriftSetting = 'restore') {
  const { step, decisions } = await versionsOfSolution({ promotion: promotionOf({ rules: [] }) });
  const { state, resource, scope } = step({});
  const decision = { solution: 'top', version: version(2), createdAt: at(2), decision: 'PROMOTED' } as const;
  const others = { metrics: {}, verdicts: [], decidedBy: 'rules', decidedAt: at(3) };
  const serving = { version: version(2), decidedUpTo: at(2) };
  await decisions.record('shop', [{ ...decision, ...others }], undefined, serving);
  const described = campaign && { status: 'ACTIVE', lastUpdatedDateTime: new Date(at(4)), ...campaign };
  const personalize = { describe: async () => described };
  return driftOf(state, solutionOf({ state, resource }), { scope, personalize, decisions }, setting);
}

describe('driftOf', () => {
  test.each<[string, Partial<Description> | undefined]>([
    ['serves what is recorded', { solutionVersionArn: version(2) }],
    ['is not there', undefined],
    ['is being created', { solutionVersionArn: version(1), status: 'CREATE IN_PROGRESS' }],
    ['is being moved', { solutionVersionArn: version(1), latestCampaignUpdate: { status: 'UPDATE PENDING' } }],
    ['belongs to another solution', { solutionVersionArn: version(1).replace('top', 'other') }],
  ])('finds none if the campaign %s', async (_, campaign) => {
    expect(await drift(campaign)).toBeUndefined();
  });

  test('asks for the recorded version, and says what was found', async () => {
    expect(await drift({ solutionVersionArn: version(1) })).toEqual({
      found: version(1),
      choice: {
        ...{ action: 'RESTORE', version: version(2), by: 'reconciliation' },
        reason: `campaign 'home' served ${version(1)}`,
      },
    });
  });

  test('adopts what a campaign was moved to since it was decided', async () => {
    expect(await drift({ solutionVersionArn: version(1) }, 'adopt')).toMatchObject({
      choice: { action: 'PROMOTE', version: version(1), from: version(2), by: 'console' },
    });
  });

  test('does not adopt what a stopped run has not moved', async () => {
    const before = { solutionVersionArn: version(1), lastUpdatedDateTime: new Date(at(2)) };
    expect(await drift(before, 'adopt')).toMatchObject({ choice: { action: 'RESTORE', version: version(2) } });
  });

  test('finds none where nothing is recorded, or Personalize moves the campaign', async () => {
    // Prepare
    const { step, decisions } = await versionsOfSolution();
    const { state, resource, scope } = step({});
    const campaignConfig = { syncWithLatestSolutionVersion: true };
    const described = { status: 'ACTIVE', solutionVersionArn: version(1), campaignConfig };
    const known = { scope, personalize: { describe: async () => described }, decisions };
    const solution = solutionOf({ state, resource });

    // Act
    const unrecorded = await driftOf(state, solution, known, 'restore');
    await decisions.record('shop', [], undefined, { version: version(2), decidedUpTo: at(2) });
    const synced = await driftOf(state, solution, known, 'restore');

    // Assess
    expect([unrecorded, synced]).toEqual([undefined, undefined]);
  });
});
