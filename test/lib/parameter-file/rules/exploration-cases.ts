import { list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const EXPLORATION = '"itemExplorationConfig": {"explorationWeight": "0.1"}';
const campaign = (recipe: string, mark = '') =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', recipe, '', [
          list('campaigns', `{"serviceConfig": {"name": "c", "campaignConfig": {${mark}${EXPLORATION}}}}`),
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

export const EXPLORATION_CASES: readonly RuleCase[] = [
  {
    rule: 'exploration-recipe',
    what: 'a campaign',
    severity: 'warning',
    valid: campaign('aws-user-personalization'),
    invalid: campaign('aws-user-personalization-v2', '§'),
  },
  {
    rule: 'exploration-recipe',
    what: 'a batch job',
    severity: 'warning',
    valid: job('aws-user-personalization'),
    invalid: job('aws-personalized-ranking-v2', '§'),
  },
];
