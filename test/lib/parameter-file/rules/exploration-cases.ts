import { dataset, FIELDS, list, parameterFile, record, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const EXPLORATION = '"itemExplorationConfig": {"explorationWeight": "0.1"}';
const campaign = (recipe: string, mark = '', exploration = EXPLORATION) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', recipe, '', [
          list('campaigns', `{"serviceConfig": {"name": "c", "campaignConfig": {${mark}${exploration}}}}`),
        ]),
      ),
    ],
  });
const job = (recipe: string, mark = '') =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', recipe, '', [
          list('batchInferenceJobs', `{"serviceConfig": {"batchInferenceJobConfig": {${mark}${EXPLORATION}}}}`),
        ]),
      ),
    ],
  });
const exploring = (members: string) =>
  campaign('aws-user-personalization', '', `"itemExplorationConfig": {${members}}`);

const FRESHNESS = '"rankingInfluence": {"FRESHNESS": 0.5}';
/** @param fields fields of the items, in addition to `FIELDS.items` */
const ranking = (recipe: string, influence: string, ...fields: readonly string[]) =>
  parameterFile({
    datasets: [dataset('interactions'), dataset('items', record('Items', [...FIELDS.items, ...fields]))],
    sections: [
      list(
        'solutions',
        solution('a', recipe, '', [
          list('campaigns', `{"serviceConfig": {"name": "c", "campaignConfig": {${influence}}}}`),
        ]),
      ),
    ],
  });

export const EXPLORATION_CASES: readonly RuleCase[] = [
  {
    rule: 'exploration-recipe',
    what: 'a campaign whose recipe does not explore',
    severity: 'warning',
    valid: campaign('aws-user-personalization'),
    invalid: campaign('aws-user-personalization-v2', '§'),
  },
  {
    rule: 'exploration-recipe',
    what: 'a batch job whose recipe does not explore',
    severity: 'warning',
    valid: job('aws-user-personalization'),
    invalid: job('aws-personalized-ranking-v2', '§'),
  },
  {
    rule: 'exploration-config',
    what: 'a weight above 1',
    valid: exploring('"explorationWeight": "1"'),
    invalid: exploring('"explorationWeight": §"1.1"'),
  },
  {
    rule: 'exploration-config',
    what: 'a negative age as the cut-off',
    valid: exploring('"explorationItemAgeCutOff": "400"'),
    invalid: exploring('"explorationItemAgeCutOff": §"-1"'),
  },
  {
    rule: 'exploration-config',
    what: 'a misspelled member',
    severity: 'warning',
    valid: exploring('"explorationItemAgeCutOff": "0"'),
    invalid: exploring('§"explorationItemAgeCutoff": "0"'),
  },
  {
    rule: 'ranking-influence',
    what: 'a recipe for which ranking influence is not documented',
    severity: 'warning',
    valid: ranking('aws-semantic-similarity', '"rankingInfluence": {"POPULARITY": 0.5}'),
    invalid: ranking('aws-similar-items', '§"rankingInfluence": {"POPULARITY": 0.5}'),
  },
  {
    rule: 'ranking-influence',
    what: 'FRESHNESS of items without CREATION_TIMESTAMP',
    severity: 'warning',
    valid: ranking('aws-semantic-similarity', FRESHNESS, '{"name": "CREATION_TIMESTAMP", "type": "long"}'),
    invalid: ranking('aws-semantic-similarity', FRESHNESS.replace('"FRESH', '§"FRESH')),
  },
];
