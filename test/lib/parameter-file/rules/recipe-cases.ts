import { dataset, FIELDS, fileWithoutDatasets, list, parameterFile, record, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const withSolution = (text: string, datasets?: readonly string[]) =>
  parameterFile({ sections: [list('solutions', text)], ...(datasets && { datasets }) });
const withArn = (arn: string) => withSolution(`{"serviceConfig": {"name": "a", "recipeArn": ${arn}}}`);
const domainSchema = (name: 'interactions' | 'users') =>
  dataset(name, record(name === 'users' ? 'Users' : 'Interactions', FIELDS[name]));
const withRecommender = (arn: string, more = '') =>
  parameterFile({
    group: '"domain": "VIDEO_ON_DEMAND"',
    datasets: [domainSchema('interactions'), domainSchema('users')],
    sections: [list('recommenders', `{"serviceConfig": {"name": "r", "recipeArn": ${arn}${more}}}`)],
  });
const metadata = (value: string, config = 'campaignConfig') =>
  `"${config}": {"enableMetadataWithRecommendations": ${value}}`;
const withMetadata = (value: string, datasets?: readonly string[]) =>
  withSolution(
    solution('a', 'aws-sims', '', [list('campaigns', `{"serviceConfig": {"name": "c", ${metadata(value)}}}`)]),
    datasets,
  );
const arn = (recipe: string) => `"arn:aws:personalize:::recipe/${recipe}"`;

const itemsWithout = (flag: string) =>
  dataset(
    'items',
    record(
      'Items',
      FIELDS.items.filter((field) => !field.includes(flag)),
    ),
  );

const JOB = '{"serviceConfig": {}}';
const update = (schedule: string) => `"workflowConfig": {"schedules": {"update": ${schedule}}}`;
const themes = (recipe: string, mode: string, more = '', datasets?: readonly string[]) =>
  withSolution(
    solution('a', recipe, '', [
      list('batchInferenceJobs', `{"serviceConfig": {"batchInferenceJobMode": ${mode}${more}}}`),
    ]),
    datasets,
  );
const themesOf = (itemName: string) =>
  `, "themeGenerationConfig": {"fieldsForThemeGeneration": {"itemName": ${itemName}}}`;
const THEME_CONFIG = themesOf('"NAME"');

export const RECIPE_CASES: readonly RuleCase[] = [
  {
    rule: 'recipe-arn',
    valid: withArn(arn('aws-sims')),
    invalid: withArn('§"arn:aws:personalize:us-east-1:123456789012:recipe/aws-sims"'),
  },
  {
    rule: 'recipe-unknown',
    severity: 'warning',
    valid: withArn(arn('aws-sims')),
    invalid: withArn(`§${arn('aws-simms')}`),
  },
  {
    rule: 'recipe-retired',
    what: 'aws-hrnn',
    valid: withArn(arn('aws-user-personalization')),
    invalid: withArn(`§${arn('aws-hrnn')}`),
  },
  {
    rule: 'recipe-retired',
    what: 'aws-hrnn-coldstart',
    valid: withArn(arn('aws-personalized-ranking')),
    invalid: withArn(`§${arn('aws-hrnn-coldstart')}`),
  },
  {
    rule: 'solution-recipe',
    valid: withArn(arn('aws-sims')),
    invalid: withArn(`§${arn('aws-vod-most-popular')}`),
  },
  {
    rule: 'recommender-recipe',
    what: 'a recipe of another domain',
    valid: withRecommender(arn('aws-vod-most-popular')),
    invalid: withRecommender(`§${arn('aws-ecomm-popular-items-by-views')}`),
  },
  {
    rule: 'recommender-recipe',
    what: 'a recipe without a domain',
    valid: withRecommender(arn('aws-vod-trending-now')),
    invalid: withRecommender(`§${arn('aws-trending-now')}`),
  },
  {
    rule: 'recipe-datasets',
    what: 'missing items',
    valid: withArn(arn('aws-item-attribute-affinity')),
    invalid: withSolution(`{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-item-attribute-affinity')}}}`, [
      dataset('interactions'),
    ]),
  },
  {
    rule: 'recipe-datasets',
    what: 'missing items for a recommender',
    valid: withRecommender(arn('aws-vod-most-popular')),
    invalid: withRecommender(`§${arn('aws-vod-top-picks')}`),
  },
  {
    rule: 'recipe-datasets',
    what: 'missing interactions',
    valid: withSolution(solution('a', 'aws-next-best-action'), [
      dataset('actions'),
      dataset('actionInteractions'),
      dataset('interactions'),
    ]),
    invalid: withSolution(`{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-next-best-action')}}}`, [
      dataset('actions'),
      dataset('actionInteractions'),
    ]),
  },
  {
    rule: 'metadata-items',
    what: 'a campaign with metadata in a file without items',
    severity: 'warning',
    valid: withMetadata('true'),
    invalid: withMetadata('§true', [dataset('interactions')]),
  },
  {
    rule: 'metadata-items',
    what: 'a recommender with metadata in a file without items',
    severity: 'warning',
    valid: withRecommender(arn('aws-vod-most-popular'), `, ${metadata('false', 'recommenderConfig')}`),
    invalid: withRecommender(arn('aws-vod-most-popular'), `, ${metadata('§true', 'recommenderConfig')}`),
  },
  {
    rule: 'recipe-action-interactions',
    severity: 'warning',
    valid: withSolution(solution('a', 'aws-next-best-action'), [
      dataset('actions'),
      dataset('actionInteractions'),
      dataset('interactions'),
    ]),
    invalid: withSolution(`{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-next-best-action')}}}`, [
      dataset('actions'),
      dataset('interactions'),
    ]),
  },
  {
    rule: 'recipe-datasets',
    what: 'a file without datasets',
    severity: 'warning',
    valid: fileWithoutDatasets(list('solutions')),
    invalid: fileWithoutDatasets(
      list('solutions', `{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-sims')}}}`),
    ),
  },
  {
    rule: 'recipe-item-texts',
    what: 'items without names',
    valid: withArn(arn('aws-semantic-similarity')),
    invalid: withSolution(`{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-semantic-similarity')}}}`, [
      itemsWithout('itemName'),
    ]),
  },
  {
    rule: 'recipe-item-texts',
    what: 'items without texts',
    valid: withArn(arn('aws-semantic-similarity')),
    invalid: withSolution(`{"serviceConfig": {"name": "a", "recipeArn": §${arn('aws-semantic-similarity')}}}`, [
      itemsWithout('textual'),
    ]),
  },
  {
    rule: 'update-mode',
    what: 'UPDATE as the trainingMode',
    valid: withSolution(solution('a', 'aws-user-personalization', '"solutionVersion": {"trainingMode": "UPDATE"}')),
    invalid: withSolution(solution('a', 'aws-sims', '"solutionVersion": {"trainingMode": §"UPDATE"}')),
  },
  {
    rule: 'update-mode',
    what: 'a schedule of updates',
    valid: withSolution(solution('a', 'aws-sims', '', [update('"delete"')])),
    invalid: withSolution(solution('a', 'aws-sims', '', [update('§"rate(1 day)"')])),
  },
  {
    rule: 'campaign-recipe',
    valid: withSolution(solution('a', 'aws-item-affinity', '', [list('campaigns')])),
    invalid: withSolution(
      solution('a', 'aws-item-affinity', '', [`§${list('campaigns', '{"serviceConfig": {"name": "c"}}')}`]),
    ),
  },
  {
    rule: 'batch-inference-recipe',
    valid: withSolution(solution('a', 'aws-popularity-count', '', [list('batchInferenceJobs', JOB)])),
    invalid: withSolution(solution('a', 'aws-trending-now', '', [`§${list('batchInferenceJobs', JOB)}`])),
  },
  {
    rule: 'batch-segment-recipe',
    valid: withSolution(solution('a', 'aws-item-affinity', '', [list('batchSegmentJobs', JOB)])),
    invalid: withSolution(solution('a', 'aws-sims', '', [`§${list('batchSegmentJobs', JOB)}`])),
  },
  {
    rule: 'themes-recipe',
    what: 'a recipe without themes',
    valid: themes('aws-similar-items', '"THEME_GENERATION"', THEME_CONFIG),
    invalid: themes('aws-sims', '§"THEME_GENERATION"', THEME_CONFIG),
  },
  {
    rule: 'themes-recipe',
    what: 'themes without their configuration',
    valid: themes('aws-similar-items', '"BATCH_INFERENCE"'),
    invalid: themes('aws-similar-items', '§"THEME_GENERATION"'),
  },
  {
    rule: 'themes-columns',
    what: 'a column of names that the items do not have',
    valid: themes('aws-similar-items', '"BATCH_INFERENCE"', themesOf('"NAMES"')),
    invalid: themes('aws-similar-items', '"THEME_GENERATION"', themesOf('§"NAMES"')),
  },
  {
    rule: 'themes-columns',
    what: 'items without texts',
    valid: themes('aws-similar-items', '"THEME_GENERATION"', THEME_CONFIG, [dataset('interactions')]),
    invalid: themes('aws-similar-items', '§"THEME_GENERATION"', THEME_CONFIG, [
      dataset('interactions'),
      itemsWithout('textual'),
    ]),
  },
  {
    rule: 'incremental-update-recipe',
    valid: withSolution(solution('a', 'aws-semantic-similarity', '"performIncrementalUpdate": true')),
    invalid: withSolution(solution('a', 'aws-sims', '"performIncrementalUpdate": §true')),
  },
];
