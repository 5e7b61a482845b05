import { promotionOf } from '../../../lib/parameter-file/promotion';
import type { Description } from '../../../lib/reconciler/account/personalize-api';
import { type DriftSetting, driftOf } from '../../../lib/reconciler/campaign-drift';
import { solutionOf } from '../../../lib/reconciler/step';
import type { VersionDecision } from '../../../lib/record-table/version-decisions';
import { at, version, versionsOfSolution } from '../../support/solution-versions';

const PROMOTED: VersionDecision = {
  solution: 'top',
  version: version(2),
  createdAt: at(2),
  decision: 'PROMOTED',
  metrics: {},
  verdicts: [],
  decidedBy: 'rules',
  decidedAt: at(3),
};

/** Returns the drift of the campaign. The solution's version 2 was promoted on day 3, and version 3 held on day 9. */
async function drift(campaign: Partial<Description> | undefined, setting: DriftSetting = 'restore') {
  const { step, decisions } = await versionsOfSolution({ promotion: promotionOf({ rules: [] }) });
  const given = step({});
  const serving = { version: version(2), decidedUpTo: at(2) };
  const later: VersionDecision = {
    ...PROMOTED,
    version: version(3),
    createdAt: at(3),
    decision: 'HELD',
    decidedAt: at(9),
  };
  await decisions.record('shop', [PROMOTED, later], { ...serving, revision: 0 });
  const described = campaign && { status: 'ACTIVE', lastUpdatedDateTime: new Date(at(4)), ...campaign };
  const personalize = { ...given.personalize, describe: async () => described };
  return driftOf({ ...given, personalize }, setting);
}

describe('driftOf', () => {
  test.each<[string, Partial<Description> | undefined]>([
    ['serves the recorded version', { solutionVersionArn: version(2) }],
    ['does not exist', undefined],
    ['is being created', { solutionVersionArn: version(1), status: 'CREATE IN_PROGRESS' }],
    [
      'is being moved to another version',
      { solutionVersionArn: version(1), latestCampaignUpdate: { status: 'UPDATE PENDING' } },
    ],
    ['belongs to another solution', { solutionVersionArn: version(1).replace('top', 'other') }],
  ])('finds no drift if the campaign %s', async (_, campaign) => {
    expect(await drift(campaign)).toBeUndefined();
  });

  test('restores the recorded version, and names the version that the campaign served', async () => {
    expect(await drift({ solutionVersionArn: version(1) })).toEqual({
      action: 'RESTORE',
      version: version(2),
      by: 'reconciliation',
      reason: `campaign 'home' served ${version(1)}`,
    });
  });

  test('with the setting `adopt`, adopts the version to which the campaign was moved after the promotion of the recorded one', async () => {
    expect(await drift({ solutionVersionArn: version(1) }, 'adopt')).toMatchObject({
      action: 'PROMOTE',
      version: version(1),
      from: version(2),
      by: 'console',
    });
  });

  test.each([
    ['before the promotion', { lastUpdatedDateTime: new Date(at(2)) }],
    ['at the time of the promotion', { lastUpdatedDateTime: new Date(at(3)) }],
  ])('does not adopt a version to which the campaign was moved %s of the recorded one', async (_, moved) => {
    const before = { solutionVersionArn: version(1), ...moved };
    expect(await drift(before, 'adopt')).toMatchObject({ action: 'RESTORE', version: version(2) });
  });

  test('does not adopt a version that the campaign still serves because its update to the recorded version failed', async () => {
    const latestCampaignUpdate = { status: 'CREATE FAILED', solutionVersionArn: version(2) };
    const unmoved = { solutionVersionArn: version(3), latestCampaignUpdate };
    expect(await drift(unmoved, 'adopt')).toMatchObject({ action: 'RESTORE', version: version(2) });
  });

  test('finds no drift if nothing is recorded, or if the file lets Personalize move the campaign to new versions', async () => {
    // Prepare
    const { step, decisions } = await versionsOfSolution();
    const given = step({});
    const campaignConfig = { syncWithLatestSolutionVersion: true };
    const described = { status: 'ACTIVE', solutionVersionArn: version(1), campaignConfig };
    const known = { ...given, personalize: { ...given.personalize, describe: async () => described } };

    // Act
    const unrecorded = await driftOf(known, 'restore');
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(2), decidedUpTo: at(2) });
    const moving = { ...known, state: structuredClone(known.state) };
    for (const campaign of solutionOf(moving).campaigns) Object.assign(campaign.request, { campaignConfig });
    const synced = await driftOf(moving, 'restore');

    // Assess
    expect([unrecorded, synced]).toEqual([undefined, undefined]);
  });

  test('reports the drift of the campaign that was changed last', async () => {
    // Prepare
    const { step, decisions } = await versionsOfSolution();
    await decisions.record('shop', [PROMOTED], { revision: 0, version: version(2), decidedUpTo: at(2) });
    const { state, resource, personalize, ...given } = step({});
    const days: Readonly<Record<string, number>> = { one: 5, two: 7, three: 6 };
    const campaigns = Object.keys(days).map((name) => ({ ...resource, name }));
    const solutions = [{ ...solutionOf({ state, resource }), campaigns }];
    const describe = async (_type: string, arn: string) => {
      const day = days[arn.split('/').at(-1) ?? ''] ?? 0;
      return { status: 'ACTIVE', solutionVersionArn: version(day), lastUpdatedDateTime: new Date(at(day)) };
    };

    // Act
    const known = { ...given, resource, state: { ...state, solutions }, personalize: { ...personalize, describe } };
    const found = [await driftOf(known, 'restore'), await driftOf(known, 'adopt')];

    // Assess
    expect(found).toEqual([
      expect.objectContaining({ reason: `campaign 'two' served ${version(7)}` }),
      expect.objectContaining({ reason: "campaign 'two' was moved to this version; the other campaigns follow" }),
    ]);
  });
});
