import { desiredState } from '../../../../lib/parameter-file/desired-state';
import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { campaign, isSynced } from '../../../../lib/reconciler/resource-types/campaign';
import type { Step } from '../../../../lib/reconciler/step';

const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/top';
const NEWEST = `${SOLUTION}/2`;
const CAMPAIGN = 'arn:aws:personalize:us-east-1:123456789012:campaign/top-campaign';
const SYNCED = { campaignConfig: { syncWithLatestSolutionVersion: true } };
const UNSYNCED = { campaignConfig: { syncWithLatestSolutionVersion: false } };

/**
 * Returns a step for a campaign of a solution with two versions.
 *
 * @param members further members of the campaign in the file
 */
function step(members: object = {}, promotion?: object): Step {
  const state = desiredState({
    datasetGroup: { serviceConfig: { name: 'shop' } },
    solutions: [
      {
        serviceConfig: { name: 'top', recipeArn: 'arn:recipe' },
        ...(promotion && { workflowConfig: { promotion } }),
        campaigns: [{ serviceConfig: { name: 'top-campaign', ...members } }],
      },
    ],
  } as never);
  const versions = [1, 2].map((day) => ({
    solutionVersionArn: `${SOLUTION}/${day}`,
    status: 'ACTIVE',
    creationDateTime: new Date(Date.UTC(2026, 0, day)),
  }));
  const personalize = { list: async () => versions, describe: async () => undefined } as unknown as Personalize;
  const decisions = {
    serving: async () => ({ version: NEWEST, decidedUpTo: '2026-01-02T00:00:00.000Z', revision: 1 }),
  };
  const scope = { partition: 'aws', region: 'us-east-1', accountId: '123456789012' };
  return { state, resource: state.solutions[0]?.campaigns[0], scope, personalize, decisions } as unknown as Step;
}

const found = (description: Description) => ({ type: 'campaign', arn: CAMPAIGN, description }) as const;
const SHOWN = { name: 'top-campaign', solutionVersionArn: NEWEST };

describe('a campaign', () => {
  it.each([
    ['the version that serves', {}, NEWEST],
    ['the version `$LATEST` if Personalize moves the campaign to each new version', SYNCED, `${SOLUTION}/$LATEST`],
  ])('is created with %s', async (_what, members, solutionVersionArn) => {
    // Act
    const request = await campaign.createRequest(step(members));

    // Assess
    expect(request).toEqual({ name: 'top-campaign', ...members, solutionVersionArn });
  });

  it.each<[string, object, object | undefined, object, readonly object[]]>([
    ['with the version that serves is as desired', {}, undefined, SHOWN, []],
    [
      'with another version differs',
      {},
      undefined,
      { ...SHOWN, solutionVersionArn: `${SOLUTION}/1` },
      [{ member: 'solutionVersionArn', actual: `${SOLUTION}/1`, desired: NEWEST }],
    ],
    [
      'of another solution is in conflict',
      { minProvisionedTPS: 2 },
      undefined,
      { ...SHOWN, solutionVersionArn: `${SOLUTION}-old/2` },
      [{ member: 'solutionArn', actual: `${SOLUTION}-old`, desired: SOLUTION }],
    ],
    [
      'with any version is as desired if the file lets Personalize move the campaign',
      SYNCED,
      undefined,
      { ...SHOWN, ...SYNCED, solutionVersionArn: `${SOLUTION}/1` },
      [],
    ],
    [
      'that Personalize moves differs if the file has a promotion section',
      {},
      { approval: 'manual' },
      { ...SHOWN, ...SYNCED },
      [{ member: 'campaignConfig', actual: SYNCED.campaignConfig, desired: UNSYNCED.campaignConfig }],
    ],
  ])('%s', async (_what, members, promotion, description, expected) => {
    // Act
    const differences = await campaign.differences(step(members, promotion), found(description as Description));

    // Assess
    expect(differences).toEqual(expected);
  });

  it.each<[string, object, object | undefined, object, readonly object[]]>([
    ['keeps its capacity', { minProvisionedTPS: 2 }, undefined, { ...SHOWN, minProvisionedTPS: 7 }, []],
    [
      'is no longer moved by Personalize if the file forbids this, and keeps the rest of its configuration',
      UNSYNCED,
      undefined,
      { ...SHOWN, campaignConfig: { ...SYNCED.campaignConfig, enableMetadataWithRecommendations: true } },
      [
        {
          member: 'campaignConfig',
          actual: { ...SYNCED.campaignConfig, enableMetadataWithRecommendations: true },
          desired: { ...UNSYNCED.campaignConfig, enableMetadataWithRecommendations: true },
        },
      ],
    ],
    [
      'keeps its configuration and its capacity if the file lets Personalize move the campaign',
      { ...SYNCED, minProvisionedTPS: 2 },
      undefined,
      { ...SHOWN, ...SYNCED, minProvisionedTPS: 7 },
      [],
    ],
  ])('whose version alone may be updated %s', async (_what, members, promotion, description, expected) => {
    // Prepare
    const decided = { ...step(members, promotion), onlyVersion: true };

    // Act
    const differences = await campaign.differences(decided, found(description as Description));

    // Assess
    expect(differences).toEqual(expected);
  });

  it.each([
    [
      'all members that differ',
      {},
      SHOWN,
      [{ member: 'minProvisionedTPS', actual: 1, desired: 2 }],
      { minProvisionedTPS: 2 },
    ],
    [
      'the whole configuration and the version `$LATEST` if it is synchronized',
      SYNCED,
      { ...SHOWN, ...SYNCED },
      [{ member: 'campaignConfig', actual: {}, desired: { enableMetadataWithRecommendations: true } }],
      {
        solutionVersionArn: `${SOLUTION}/$LATEST`,
        campaignConfig: { enableMetadataWithRecommendations: true, syncWithLatestSolutionVersion: true },
      },
    ],
    [
      'only the changed configuration, if it is not synchronized',
      {},
      SHOWN,
      [{ member: 'campaignConfig', actual: {}, desired: { enableMetadataWithRecommendations: true } }],
      { campaignConfig: { enableMetadataWithRecommendations: true } },
    ],
    [
      'no configuration if it is synchronized and only its capacity differs',
      SYNCED,
      { ...SHOWN, ...SYNCED },
      [{ member: 'minProvisionedTPS', actual: 1, desired: 2 }],
      { minProvisionedTPS: 2 },
    ],
  ])('is updated with %s', async (_what, members, description, changes, expected) => {
    // Act
    const request = await campaign.updateRequest?.(step(members), found(description as Description), changes);

    // Assess
    expect(request).toEqual({ campaignArn: CAMPAIGN, ...expected });
  });

  it.each([
    ['is not moved by Personalize by default', {}, undefined, false],
    ['is moved by Personalize if the file says so', SYNCED, undefined, true],
    ['is not moved by Personalize if the file forbids this', UNSYNCED, undefined, false],
    ['is not moved by Personalize if the file has a promotion section', SYNCED, { approval: 'manual' }, false],
  ])('%s', (_, members, promotion, expected) => {
    // Act and assess
    expect(isSynced(step(members, promotion))).toBe(expected);
  });
});
