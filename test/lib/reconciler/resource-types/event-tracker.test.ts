import type { Description, Personalize } from '../../../../lib/reconciler/account/personalize-api';
import { eventTracker } from '../../../../lib/reconciler/resource-types/event-tracker';
import type { Step } from '../../../../lib/reconciler/step';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/shop';
const ACTIONS = 'arn:aws:personalize:us-east-1:123456789012:dataset/shop/ACTION_INTERACTIONS';

/**
 * Returns a step for the event tracker `mine`.
 *
 * @param trackers existing event trackers, by ARN
 * @param actions description of the dataset of action interactions, if there is one
 */
function step(trackers: Readonly<Record<string, Description>>, actions?: Description): Step {
  const personalize = {
    list: async () => Object.entries(trackers).map(([eventTrackerArn, { name }]) => ({ eventTrackerArn, name })),
    describe: async (_type: string, arn: string) => (arn === ACTIONS ? actions : trackers[arn]),
  } as unknown as Personalize;
  return {
    personalize,
    scope: { partition: 'aws', region: 'us-east-1', accountId: '123456789012' },
    resource: { type: 'eventTracker', name: 'mine', pointer: '/eventTracker', request: { name: 'mine' } },
    state: { datasetGroup: { name: 'shop' } },
  } as unknown as Step;
}

const MINE = { name: 'mine', status: 'ACTIVE', trackingId: 'id-1', datasetGroupArn: GROUP };
const OTHER = { ...MINE, name: 'other', trackingId: 'id-2' };

describe('the event tracker', () => {
  it.each([
    ['is found by its name', { 'arn:other': OTHER, 'arn:mine': MINE }, undefined, 'arn:mine'],
    ['is found even if it has another name than in the file', { 'arn:other': OTHER }, undefined, 'arn:other'],
    ['is not found if there is no tracker', {}, undefined, undefined],
    [
      'is not found if there is only the tracker of action interactions',
      { 'arn:made': OTHER },
      { trackingId: 'id-2' },
      undefined,
    ],
    [
      'is found beside the tracker of action interactions',
      { 'arn:made': OTHER, 'arn:own': { ...OTHER, trackingId: 'id-3' } },
      { trackingId: 'id-2' },
      'arn:own',
    ],
    [
      'is found if neither it nor the dataset of action interactions has a tracking id',
      { 'arn:other': { ...OTHER, trackingId: undefined } },
      {},
      'arn:other',
    ],
  ])('%s', async (_what, trackers, actions, expected) => {
    // Act
    const found = await eventTracker.find(step(trackers as Readonly<Record<string, Description>>, actions));

    // Assess
    expect(found?.arn).toBe(expected);
  });

  it('is created in the dataset group, and needs the interactions dataset', async () => {
    // Prepare
    const one = step({});

    // Act
    const request = await eventTracker.createRequest(one);

    // Assess
    expect(request).toEqual({ name: 'mine', datasetGroupArn: GROUP });
    expect(eventTracker.neededDatasets?.(one)).toEqual(['INTERACTIONS']);
  });

  it('differs if it has another name than in the file', async () => {
    // Act
    const found = { type: 'eventTracker', arn: 'arn:other', description: OTHER } as const;
    const differences = await eventTracker.differences(step({}), found);

    // Assess
    expect(differences).toEqual([{ member: 'name', actual: 'other', desired: 'mine' }]);
  });
});
