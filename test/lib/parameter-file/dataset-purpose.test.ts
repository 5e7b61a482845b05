import { datasetPurpose } from '../../../lib/parameter-file/dataset-purpose';
import type { DesiredDataset, DesiredState } from '../../../lib/parameter-file/desired-state';
import { INTERACTIONS } from '../../support/personalize-testbed';

function dataset(datasetType: string, importMode = 'FULL'): DesiredDataset {
  return {
    datasetType,
    schema: { request: { schema: JSON.stringify(INTERACTIONS) } },
    importJob: { request: { importMode } },
  } as unknown as DesiredDataset;
}

const solution = (recipe: string, request: object = {}) => ({
  recipeArn: `arn:aws:personalize:::recipe/${recipe}`,
  solution: { request },
});

function state(more: object): DesiredState {
  return { solutions: [], recommenders: [], filters: [], ...more } as unknown as DesiredState;
}

describe('the purpose of a dataset', () => {
  test('lists every training that is known to read interactions, with the events that it uses', () => {
    // Prepare
    const file = state({
      solutions: [
        solution('aws-sims'),
        solution('aws-user-personalization', { eventType: 'buy', solutionConfig: { eventValueThreshold: '0.5' } }),
        solution('aws-user-personalization-v2', {
          solutionConfig: { eventsConfig: { eventParametersList: [{ eventType: 'buy', weight: 1 }, THRESHOLD_EVENT] } },
        }),
        solution('aws-semantic-similarity'),
        solution('aws-brand-new'),
      ],
      recommenders: [{ request: { recipeArn: 'arn:aws:personalize:::recipe/aws-vod-most-popular' } }],
    });

    // Act
    const [interactions, items] = [dataset('INTERACTIONS'), dataset('ITEMS')].map((one) => datasetPurpose(file, one));

    // Assess
    expect(interactions?.trainings).toEqual([
      [{}],
      [{ eventType: 'buy', eventValueThreshold: '0.5' }],
      [{ eventType: 'buy', weight: 1 }, THRESHOLD_EVENT],
      [{ eventType: 'Watch' }],
    ]);
    expect(items?.trainings).toEqual([]);
    expect(interactions?.fields.map(({ name }) => name)).toEqual(INTERACTIONS_COLUMNS);
  });

  test('has the event types that filters name, without placeholders and the wildcard', () => {
    // Prepare
    const filters = [
      'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("Buy", "click")',
      'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*") OR Items.GENRE IN ("Drama")',
      'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ($EVENT_TYPES)',
      'no filter',
    ].map((filterExpression, index) => ({ request: { name: `filter-${index}`, filterExpression } }));

    // Act
    const [interactions, items] = ['INTERACTIONS', 'ITEMS'].map((type) =>
      datasetPurpose(state({ filters }), dataset(type)),
    );

    // Assess
    expect(interactions?.filtered).toEqual([
      { filterName: 'filter-0', eventType: 'Buy' },
      { filterName: 'filter-0', eventType: 'click' },
    ]);
    expect(items?.filtered).toEqual([]);
  });

  test.each([
    ['says that trainings read nothing besides a full import', {}, 'FULL', false],
    ['says that trainings read other data besides an incremental import', {}, 'INCREMENTAL', true],
    [
      'says that trainings read other data besides a full import if there is an event tracker',
      { eventTracker: {} },
      'FULL',
      true,
    ],
  ])('%s', (_, more, mode, expected) => {
    // Act
    const { hasMoreData, importMode } = datasetPurpose(state(more), dataset('INTERACTIONS', mode));

    // Assess
    expect([hasMoreData, importMode]).toEqual([expected, mode]);
  });
});

const THRESHOLD_EVENT = { eventType: 'view', eventValueThreshold: 2 };

const INTERACTIONS_COLUMNS = ['USER_ID', 'ITEM_ID', 'TIMESTAMP', 'EVENT_TYPE', 'EVENT_VALUE'];
