import { InvalidInputException } from '@aws-sdk/client-personalize';
import type { ResourceType } from '../../../lib/personalize/resource-types';
import type { Description, PersonalizeApi, Request } from '../../../lib/reconciler/account/personalize-api';
import { type Existing, inventoryOf, label, withoutActionTracker } from '../../../lib/reconciler/inventory';

const GROUP = 'arn:aws:personalize:us-east-1:123456789012:dataset-group/movies';
const SOLUTION = 'arn:aws:personalize:us-east-1:123456789012:solution/top';

const invalid = new InvalidInputException({ message: `${SOLUTION} is not valid.`, $metadata: {} });

/** A dataset group with one solution. List requests for the solution's versions and campaigns fail. */
function personalize({ error, exists }: { readonly error: Error; readonly exists: boolean }) {
  return {
    async list(type: ResourceType) {
      if (type === 'solutionVersion' || type === 'campaign') throw error;
      return type === 'solution' ? [{ solutionArn: SOLUTION, name: 'top' }] : [];
    },
    async describe() {
      return exists ? { status: 'ACTIVE' } : undefined;
    },
  } as unknown as PersonalizeApi;
}

describe('the inventory of a dataset group', () => {
  test('leaves out children of a parent that is deleted while the inventory is read', async () => {
    // Act
    const inventory = await inventoryOf(personalize({ error: invalid, exists: false }), GROUP);

    // Assess
    expect(inventory.map(({ type, name }) => `${type} ${name}`)).toEqual(['solution top']);
  });

  test('contains the resources of the group but no job of another group, parents first, and the oldest first within a type', async () => {
    // Prepare: what Personalize lists, by the type and the parameters of the request
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    const shown: Readonly<Record<string, readonly Description[]>> = {
      [`dataset ${GROUP}`]: [{ datasetArn: 'arn:data', name: 'clicks', datasetType: 'INTERACTIONS' }],
      'datasetImportJob arn:data': [{ datasetImportJobArn: 'arn:import', jobName: 'import' }],
      [`filter ${GROUP}`]: [
        { filterArn: 'arn:b', name: 'b', creationDateTime: at(2) },
        { filterArn: 'arn:d', name: 'd', creationDateTime: at(1), status: 'CREATE FAILED' },
        { filterArn: 'arn:c', name: 'c', creationDateTime: at(1) },
        { filterArn: 'arn:a', name: 'a' },
      ],
      [`solution ${GROUP}`]: [{ solutionArn: SOLUTION, name: 'top' }],
      [`solutionVersion ${SOLUTION}`]: [{ solutionVersionArn: `${SOLUTION}/1` }],
      [`campaign ${SOLUTION}`]: [{ campaignArn: 'arn:campaign', name: 'top-campaign' }],
      batchInferenceJob: [
        { batchInferenceJobArn: 'arn:mine', jobName: 'mine', solutionVersionArn: `${SOLUTION}/1` },
        { batchInferenceJobArn: 'arn:other', jobName: 'other', solutionVersionArn: 'arn:solution/other/1' },
        { batchInferenceJobArn: 'arn:data-job', jobName: 'data-job', solutionVersionArn: 'arn:data' },
      ],
      batchSegmentJob: [{ batchSegmentJobArn: 'arn:segment', jobName: 'segment', solutionVersionArn: `${SOLUTION}/1` }],
    };
    const list = async (type: ResourceType, request: Request) =>
      shown[[type, ...Object.values(request)].join(' ')] ?? [];

    // Act
    const inventory = await inventoryOf({ list } as unknown as PersonalizeApi, GROUP);

    // Assess
    expect(inventory.map(({ type, name, arn, status }) => [type, name, arn, status])).toEqual([
      ['dataset', 'clicks', 'arn:data', 'ACTIVE'],
      ['datasetImportJob', 'import', 'arn:import', 'ACTIVE'],
      ['filter', 'a', 'arn:a', 'ACTIVE'],
      ['filter', 'c', 'arn:c', 'ACTIVE'],
      ['filter', 'd', 'arn:d', 'CREATE FAILED'],
      ['filter', 'b', 'arn:b', 'ACTIVE'],
      ['solution', 'top', SOLUTION, 'ACTIVE'],
      ['solutionVersion', '', `${SOLUTION}/1`, 'ACTIVE'],
      ['campaign', 'top-campaign', 'arn:campaign', 'ACTIVE'],
      ['batchInferenceJob', 'mine', 'arn:mine', 'ACTIVE'],
      ['batchSegmentJob', 'segment', 'arn:segment', 'ACTIVE'],
    ]);
  });

  test('sends no list requests for children if there are no datasets and no solutions', async () => {
    // Prepare
    const asked: string[] = [];
    const list = async (type: ResourceType) => {
      asked.push(type);
      return [];
    };

    // Act
    await inventoryOf({ list } as unknown as PersonalizeApi, GROUP);

    // Assess
    expect(asked).toEqual(['dataset', 'solution', 'eventTracker', 'filter', 'metricAttribution', 'recommender']);
  });

  test('fails with the error of a list request if the parent still exists', async () => {
    await expect(inventoryOf(personalize({ error: invalid, exists: true }), GROUP)).rejects.toBe(invalid);
  });
});

describe('the inventory that a parameter file can describe', () => {
  const existing = (type: Existing['type'], arn: string, summary: Description = {}): Existing => ({
    type,
    arn,
    name: arn,
    status: 'ACTIVE',
    summary,
  });
  const clicks = existing('dataset', 'arn:clicks', { datasetType: 'INTERACTIONS' });
  const actions = existing('dataset', 'arn:actions', { datasetType: 'ACTION_INTERACTIONS' });
  const [own, made] = [existing('eventTracker', 'arn:own'), existing('eventTracker', 'arn:made')];
  /** Descriptions by ARN. Personalize made `arn:made`, which has the tracking id of the action interactions. */
  const shown: Readonly<Record<string, Description>> = {
    'arn:actions': { trackingId: 'actions' },
    'arn:made': { trackingId: 'actions' },
    'arn:own': { trackingId: 'own' },
    'arn:clicks': { trackingId: 'own' },
  };
  const api = { describe: async (_type: string, arn: string) => shown[arn] } as unknown as PersonalizeApi;

  test.each([
    [
      'is without the event tracker that Personalize made for the action interactions',
      [clicks, actions, own, made],
      [clicks, actions, own],
    ],
    ['has every tracker if there are no action interactions', [clicks, own, made], [clicks, own, made]],
  ])('%s', async (_what, inventory, expected) => {
    // Act
    const kept = await withoutActionTracker(api, inventory);

    // Assess
    expect(kept).toEqual(expected);
  });
});

describe('the label of a resource', () => {
  test.each([
    ['has the type and the name', 'campaign', 'top', 'arn:campaign/x', "campaign 'top'"],
    [
      'has the type and the end of the ARN, for a solution version, which has no name',
      'solutionVersion',
      '',
      `${SOLUTION}/0a`,
      "solution version 'top/0a'",
    ],
  ] as const)('%s', (_, type, name, arn, expected) => {
    // Act and assess
    expect(label({ type, name, arn })).toBe(expected);
  });
});
