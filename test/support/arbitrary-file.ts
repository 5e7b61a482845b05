import fc from 'fast-check';
import type { DatasetType, Domain } from '../../personalize/dataset-types';
import { DATASET_TYPES } from '../../personalize/dataset-types';
import { RECIPES } from '../../personalize/recipes';

/**
 * Parameter files that make sense more often than not: every recipe, with settings and uses that fit some recipes and
 * not others. Whether one is valid is for the validator to say.
 */
export const plausibleFiles: fc.Arbitrary<object> = fc
  .constantFrom<(Domain | undefined)[]>(undefined, undefined, 'ECOMMERCE', 'VIDEO_ON_DEMAND')
  .chain((domain) =>
    fc.record(
      {
        tags: TAGS,
        datasetGroup: fc.constant({ serviceConfig: { name: 'group', ...(domain && { domain }) } }),
        datasets: datasets(domain),
        eventTracker: config({ name: fc.constant('tracker') }),
        filters: FILTERS,
        recommenders: domain ? numbered('recommender', recommender(domain)) : fc.constant([]),
        solutions: numbered('solution', SOLUTION),
      },
      { requiredKeys: ['datasetGroup', 'datasets'] },
    ),
  );

const TAGS = fc.constantFrom([], [{ tagKey: 'team', tagValue: 'a' }]);

function config(members: Readonly<Record<string, fc.Arbitrary<unknown>>>, ...optional: readonly string[]) {
  const given: Readonly<Record<string, fc.Arbitrary<unknown>>> = { ...members, tags: TAGS };
  const requiredKeys = Object.keys(members).filter((name) => !optional.includes(name));
  return fc.record({ serviceConfig: fc.record(given, { requiredKeys }) });
}

/** Up to two, with a name of their own each. */
function numbered<T extends { readonly serviceConfig: object }>(name: string, elements: fc.Arbitrary<T>) {
  return fc.array(elements, { maxLength: 2 }).map((all) =>
    all.map((element, index) => ({
      ...element,
      serviceConfig: { name: `${name}-${index}`, ...element.serviceConfig },
    })),
  );
}

const MORE_FIELDS: Readonly<Partial<Record<DatasetType, readonly object[]>>> = {
  INTERACTIONS: [
    { name: 'EVENT_TYPE', type: 'string' },
    { name: 'EVENT_VALUE', type: ['null', 'float'] },
    { name: 'DEVICE', type: 'string', categorical: true },
  ],
  ITEMS: [
    { name: 'GENRE', type: ['null', 'string'], categorical: true },
    { name: 'YEAR', type: 'int' },
    { name: 'PRICE', type: 'float' },
    { name: 'RATING', type: ['float', 'null'] },
    { name: 'TITLE', type: 'string', textual: true },
  ],
  USERS: [
    { name: 'AGE', type: 'int' },
    { name: 'MEMBER', type: 'boolean' },
  ],
  ACTIONS: [{ name: 'KIND', type: 'string', categorical: true }],
};

function datasets(domain: Domain | undefined): fc.Arbitrary<object> {
  const types = Object.values(DATASET_TYPES).filter(({ allowedInDomains }) => !domain || allowedInDomains);
  const sections = types.map(({ section, datasetType, recordName, fields }) => {
    const required = fields[domain ?? 'CUSTOM'].required.map(({ name, types: [type], categorical }) => ({
      name,
      type,
      ...(categorical && { categorical }),
    }));
    const names = new Set(required.map(({ name }) => name));
    const more = (MORE_FIELDS[datasetType] ?? []).filter((field) => !names.has((field as { name: string }).name));
    // Half of the time everything is there, so that what builds on it can be valid.
    const chosen = fc.oneof(fc.constant(more), fc.subarray([...more]));
    return [
      section,
      chosen.map((extra) => ({
        dataset: { serviceConfig: { name: `${section}-data` } },
        schema: {
          serviceConfig: {
            name: `${section}-schema`,
            schema: { type: 'record', name: recordName, fields: [...required, ...extra] },
          },
        },
      })),
    ] as const;
  });
  const imports = fc.record({ importMode: fc.constantFrom('FULL', 'INCREMENTAL') }, { requiredKeys: [] });
  const members: Readonly<Record<string, fc.Arbitrary<object>>> = {
    ...Object.fromEntries(sections),
    serviceConfig: imports,
  };
  return fc.oneof(fc.record(members), fc.record(members, { requiredKeys: ['interactions'] }));
}

const EXPRESSIONS = [
  'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("*")',
  'INCLUDE ItemID WHERE Items.GENRE IN ($GENRE) | EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN ("a", "b")',
  'INCLUDE ItemID WHERE Items.YEAR > 1970 AND Items.PRICE <= 5 IF CurrentUser.AGE >= 18',
  'INCLUDE ItemID WHERE Items.GENRE IN CurrentItem.GENRE',
  'INCLUDE UserID WHERE Users.AGE != 30 OR Users.AGE < 5',
  'EXCLUDE ActionID WHERE Actions.KIND NOT IN ("a")',
  'EXCLUDE ActionID WHERE Action_Interactions.EVENT_TYPE IN ("Taken")',
  'INCLUDE ItemID WHERE Items.TITLE IN ("textual")',
  'INCLUDE UserID WHERE Users.MEMBER IN ("boolean")',
  'INCLUDE ItemID WHERE Items.YEAR IN ("a number")',
  'INCLUDE ItemID WHERE Users.AGE > 30',
];

const FILTERS = numbered('filter', config({ filterExpression: fc.constantFrom(...EXPRESSIONS) }));

const EXPLORATION = fc.constantFrom({}, { explorationWeight: '0.3' });

function recommender(domain: Domain) {
  const recipes = [...RECIPES.values()].filter((recipe) => recipe.domain === domain);
  return config(
    {
      recipeArn: fc.constantFrom(...recipes).map(({ name }) => arnOf(name)),
      recommenderConfig: fc.record(
        {
          minRecommendationRequestsPerSecond: fc.integer({ min: 1, max: 9 }),
          itemExplorationConfig: EXPLORATION,
        },
        { requiredKeys: [] },
      ),
    },
    'recommenderConfig',
  );
}

function arnOf(recipe: string): string {
  return `arn:aws:personalize:::recipe/${recipe}`;
}

/** What some recipes can do and others cannot. */
const SOLUTION_SETTINGS: readonly object[] = [
  { performHPO: true },
  { performAutoML: true },
  {
    performAutoTraining: true,
    solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } },
  },
  { performIncrementalUpdate: true },
  { eventType: 'View' },
  { solutionConfig: { eventValueThreshold: '1' } },
  { solutionConfig: { eventsConfig: { eventParametersList: [{ eventType: 'View', weight: 0.5 }] } } },
  { solutionConfig: { optimizationObjective: { itemAttribute: 'YEAR', objectiveSensitivity: 'LOW' } } },
  { solutionConfig: { optimizationObjective: { itemAttribute: 'RATING' } } },
  { solutionConfig: { algorithmHyperParameters: { hidden_dimension: '64' } } },
  { solutionConfig: { algorithmHyperParameters: { bptt: '33' } } },
  { solutionConfig: { hpoConfig: { hpoResourceConfig: { maxNumberOfTrainingJobs: '2' } } } },
  { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } } },
  { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['EVENT_TYPE'] } } } },
  { solutionVersion: { trainingMode: 'UPDATE' } },
  { solutionVersion: { name: 'v1', trainingMode: 'FULL' } },
];

const CAMPAIGN_SETTINGS: readonly object[] = [
  {},
  { minProvisionedTPS: 2 },
  { campaignConfig: { itemExplorationConfig: { explorationWeight: '0.1' } } },
  { campaignConfig: { syncWithLatestSolutionVersion: true } },
  { campaignConfig: { rankingInfluence: { POPULARITY: 1 } } },
];

const INFERENCE_SETTINGS: readonly object[] = [
  {},
  { numResults: 500 },
  { numResults: 501 },
  { filterArn: 'arn:aws:personalize:us-east-1:123456789012:filter/filter-0' },
  { filterName: 'filter-0' },
  {
    batchInferenceJobMode: 'THEME_GENERATION',
    themeGenerationConfig: { fieldsForThemeGeneration: { itemName: 'TITLE' } },
  },
];

const SEGMENT_SETTINGS: readonly object[] = [{}, { numResults: 100 }];

/** At most one of the settings, in lists of at most one: each more makes a valid file less likely. */
const SOLUTION = fc
  .record({
    recipe: fc.constantFrom(...[...RECIPES.values()].filter(({ domain }) => !domain)),
    settings: fc.oneof(fc.constant({}), fc.constantFrom(...SOLUTION_SETTINGS)),
    uses: fc.subarray(['campaigns', 'batchInferenceJobs', 'batchSegmentJobs']),
    campaign: fc.constantFrom(...CAMPAIGN_SETTINGS),
    inference: fc.constantFrom(...INFERENCE_SETTINGS),
    segment: fc.constantFrom(...SEGMENT_SETTINGS),
    id: fc.uuid(),
  })
  .map(({ recipe, settings, uses, campaign, inference, segment, id }) => {
    const lists = {
      campaigns: [{ serviceConfig: { name: `campaign-${id}`, ...campaign } }],
      batchInferenceJobs: [{ serviceConfig: inference }],
      batchSegmentJobs: [{ serviceConfig: segment }],
    };
    return {
      serviceConfig: { recipeArn: arnOf(recipe.name), ...settings },
      ...Object.fromEntries(Object.entries(lists).filter(([name]) => uses.includes(name))),
    };
  });
