import fc from 'fast-check';
import type { DatasetType, Domain } from '../../lib/personalize/dataset-types';
import { DATASET_TYPES } from '../../lib/personalize/dataset-types';
import { RECIPES, type Recipe } from '../../lib/personalize/recipes';

/**
 * Parameter files with any of the recipes. Most files are plausible, but some have settings or uses that do not suit
 * their recipe. The validator decides if a file is valid.
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
        metricAttribution: METRIC_ATTRIBUTION,
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

/** Draws up to two elements with different names. */
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
    { name: 'NAME', type: 'string', itemName: true },
  ],
  USERS: [
    { name: 'AGE', type: 'int' },
    { name: 'MEMBER', type: 'boolean' },
  ],
  ACTIONS: [{ name: 'KIND', type: 'string', categorical: true }],
};

function datasets(domain: Domain | undefined): fc.Arbitrary<object> {
  const types = Object.values(DATASET_TYPES).filter(({ allowedInDomains }) => !domain || allowedInDomains);
  const sections = types.map(({ section, datasetType, recordName, fields, needsMetadata }) => {
    const required = fields[domain ?? 'CUSTOM'].required.map(({ name, types: [type], categorical }) => ({
      name,
      type,
      ...(categorical && { categorical }),
    }));
    const names = new Set(required.map(({ name }) => name));
    const more = (MORE_FIELDS[datasetType] ?? []).filter((field) => !names.has((field as { name: string }).name));
    // In at least half of the draws, a dataset has all columns, so that settings that need these columns can be valid.
    const chosen = fc.oneof(
      fc.constant(more),
      fc.subarray([...more], { minLength: needsMetadata ? Math.min(1, more.length) : 0 }),
    );
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
  const imports = fc.record(
    {
      importMode: fc.constantFrom('FULL', 'INCREMENTAL'),
      publishAttributionMetricsToS3: fc.constant(true),
      tags: TAGS,
    },
    { requiredKeys: [] },
  );
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

const METRICS = ['SAMPLECOUNT()', 'SUM(Interactions.EVENT_VALUE)', 'SUM(Items.PRICE)'].map((expression, index) => ({
  eventType: 'View',
  metricName: `metric-${index}`,
  expression,
}));

/** Draws a metric attribution, which cannot have tags. */
const METRIC_ATTRIBUTION = fc
  .oneof(fc.constant(METRICS.slice(0, 1)), fc.subarray(METRICS, { minLength: 1 }))
  .map((metrics) => ({ serviceConfig: { name: 'attribution', metrics } }));

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
          enableMetadataWithRecommendations: fc.boolean(),
          trainingDataConfig: fc.constantFrom(
            { excludedDatasetColumns: { ITEMS: ['PRICE'] } },
            { includedDatasetColumns: { ITEMS: ['YEAR'] } },
          ),
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

type Settings = readonly [fits: (recipe: Recipe) => unknown, settings: object];

const any = () => true;
const recurrent = ({ hyperparameters }: Recipe) => hyperparameters?.bptt;

/** Settings of a solution, each with a condition on its recipe. */
const SOLUTION_SETTINGS: readonly Settings[] = [
  [({ hpo }) => hpo, { performHPO: true }],
  [any, { performAutoML: true }],
  [
    any,
    { performAutoTraining: true, solutionConfig: { autoTrainingConfig: { schedulingExpression: 'rate(3 days)' } } },
  ],
  [({ incrementalUpdate }) => incrementalUpdate, { performIncrementalUpdate: true }],
  [({ eventsConfig }) => !eventsConfig, { eventType: 'View' }],
  [({ eventsConfig }) => !eventsConfig, { eventType: 'View', solutionConfig: { eventValueThreshold: '1' } }],
  [
    ({ eventsConfig }) => eventsConfig,
    {
      solutionConfig: {
        eventsConfig: {
          eventParametersList: [
            { eventType: 'View', eventValueThreshold: 1, weight: 0.5 },
            { eventType: 'Purchase', weight: 1 },
          ],
        },
      },
    },
  ],
  [
    ({ objective }) => objective,
    { solutionConfig: { optimizationObjective: { itemAttribute: 'YEAR', objectiveSensitivity: 'LOW' } } },
  ],
  [({ objective }) => objective, { solutionConfig: { optimizationObjective: { itemAttribute: 'RATING' } } }],
  [recurrent, { solutionConfig: { algorithmHyperParameters: { hidden_dimension: '64' } } }],
  [() => false, { solutionConfig: { algorithmHyperParameters: { bptt: '33' } } }],
  [({ hpo }) => hpo, { solutionConfig: { hpoConfig: { hpoResourceConfig: { maxNumberOfTrainingJobs: '2' } } } }],
  [
    recurrent,
    {
      performHPO: true,
      solutionConfig: {
        hpoConfig: {
          hpoObjective: { type: 'Maximize', metricName: 'precision_at_25', metricRegex: 'precision_at_25: (.*)' },
          hpoResourceConfig: { maxNumberOfTrainingJobs: '4', maxParallelTrainingJobs: '2' },
          algorithmHyperParameterRanges: {
            integerHyperParameterRanges: [{ name: 'hidden_dimension', minValue: 32, maxValue: 64 }],
            categoricalHyperParameterRanges: [{ name: 'recency_mask', values: ['true', 'false'] }],
          },
        },
      },
    },
  ],
  [
    ({ hyperparameters }) => hyperparameters?.popularity_discount_factor,
    {
      performHPO: true,
      solutionConfig: {
        hpoConfig: {
          algorithmHyperParameterRanges: {
            continuousHyperParameterRanges: [{ name: 'popularity_discount_factor', minValue: 0.1, maxValue: 0.9 }],
          },
        },
      },
    },
  ],
  [any, { solutionConfig: { featureTransformationParameters: { max_user_history_length_percentile: '0.95' } } }],
  [any, { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { ITEMS: ['PRICE'] } } } }],
  [any, { solutionConfig: { trainingDataConfig: { excludedDatasetColumns: { INTERACTIONS: ['EVENT_TYPE'] } } } }],
  [any, { solutionConfig: { trainingDataConfig: { includedDatasetColumns: { ITEMS: ['YEAR'] } } } }],
  [({ trainingModes }) => trainingModes.includes('UPDATE'), { solutionVersion: { trainingMode: 'UPDATE' } }],
  [any, { solutionVersion: { name: 'v1', trainingMode: 'FULL' } }],
  [any, { tags: [{ tagKey: 'team', tagValue: 'b' }] }],
  [any, { solutionVersion: { tags: [{ tagKey: 'team', tagValue: 'b' }] } }],
];

const CAMPAIGN_SETTINGS: readonly object[] = [
  {},
  { minProvisionedTPS: 2 },
  { campaignConfig: { itemExplorationConfig: { explorationWeight: '0.1' } } },
  { campaignConfig: { syncWithLatestSolutionVersion: true } },
  { campaignConfig: { rankingInfluence: { POPULARITY: 1 } } },
  { campaignConfig: { enableMetadataWithRecommendations: true }, tags: [{ tagKey: 'team', tagValue: 'b' }] },
];

const INFERENCE_SETTINGS: readonly Settings[] = [
  [any, {}],
  [any, { numResults: 500, tags: [{ tagKey: 'team', tagValue: 'b' }] }],
  [any, { batchInferenceJobConfig: { itemExplorationConfig: { explorationWeight: '0.2' } } }],
  [any, { batchInferenceJobConfig: { rankingInfluence: { FRESHNESS: 0.5 } } }],
  [() => false, { numResults: 501 }],
  [any, { filterArn: 'arn:aws:personalize:us-east-1:123456789012:filter/filter-0' }],
  [any, { filterName: 'filter-0' }],
  [
    ({ themes }) => themes,
    {
      batchInferenceJobMode: 'THEME_GENERATION',
      themeGenerationConfig: { fieldsForThemeGeneration: { itemName: 'TITLE' } },
    },
  ],
];

const SEGMENT_SETTINGS: readonly object[] = [
  {},
  { numResults: 100, tags: [{ tagKey: 'team', tagValue: 'b' }] },
  { filterArn: 'arn:aws:personalize:us-east-1:123456789012:filter/filter-0' },
  { filterName: 'filter-0' },
];

const USES = { campaigns: 'campaign', batchInferenceJobs: 'batchInference', batchSegmentJobs: 'batchSegment' } as const;

/**
 * Draws a solution with at most one of {@link SOLUTION_SETTINGS}, one campaign and one batch job of each type. With more of them, a valid
 * file is less likely.
 */
const SOLUTION = fc
  .record({
    recipe: fc.constantFrom(...[...RECIPES.values()].filter(({ domain }) => !domain)),
    /** True if settings and uses suit the recipe. */
    fits: fc.constantFrom(true, true, true, false),
    hasSettings: fc.boolean(),
    uses: fc.subarray(Object.keys(USES)),
    campaign: fc.constantFrom(...CAMPAIGN_SETTINGS),
    segment: fc.constantFrom(...SEGMENT_SETTINGS),
    choice: fc.noBias(fc.nat(9999)),
    id: fc.uuid(),
  })
  .map(({ recipe, fits, hasSettings, uses, campaign, segment, choice, id }) => {
    const chosen = (all: readonly Settings[]) => {
      const fitting = all.filter(([isFor]) => !fits || isFor(recipe));
      return fitting[choice % fitting.length]?.[1];
    };
    const lists = {
      campaigns: [{ serviceConfig: { name: `campaign-${id}`, ...campaign } }],
      batchInferenceJobs: [{ serviceConfig: chosen(INFERENCE_SETTINGS) }],
      batchSegmentJobs: [{ serviceConfig: segment }],
    };
    // A recipe for segments supports no other use, so a fitting solution always has a batch segment job.
    const isUsed = (name: string) =>
      fits
        ? recipe[USES[name as keyof typeof USES]] && (uses.includes(name) || recipe.batchSegment)
        : uses.includes(name);
    return {
      serviceConfig: { recipeArn: arnOf(recipe.name), ...(hasSettings && chosen(SOLUTION_SETTINGS)) },
      ...Object.fromEntries(Object.entries(lists).filter(([name]) => isUsed(name))),
    };
  });
