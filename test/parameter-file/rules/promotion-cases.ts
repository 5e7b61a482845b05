import { list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const promoting = (rules: string, recipe = 'aws-user-personalization', config = '', ...more: readonly string[]) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', recipe, config, [`"workflowConfig": {"promotion": {"rules": [${rules}]}}`, ...more]),
      ),
    ],
  });
const campaign = (config: string) =>
  `"campaigns": [{"serviceConfig": {"name": "c", "minProvisionedTPS": 1, "campaignConfig": {${config}}}}]`;

export const PROMOTION_CASES: readonly RuleCase[] = [
  {
    rule: 'promotion-metric',
    valid: promoting('{"metric": "coverage", "minimum": 0.1}'),
    invalid: promoting('{"metric": §"covrage", "minimum": 0.1}'),
  },
  {
    rule: 'promotion-metric',
    valid: promoting('{"metric": "hits_at_1_percent", "minimum": 5}', 'aws-item-affinity'),
    invalid: promoting('{"metric": §"hits_at_1_percent", "minimum": 5}'),
  },
  {
    rule: 'promotion-metric',
    valid: promoting('{"metric": "whatever_measures_trends", "minimum": 5}', 'aws-trending-now'),
    invalid: promoting('{"metric": §"trend_prediction_accuracy", "minimum": 5}'),
  },
  {
    rule: 'promotion-metric',
    valid: promoting('{"metric": "what_it_reports_is_not_documented", "minimum": 5}', 'aws-semantic-similarity'),
    invalid: promoting('{"metric": §"average_rewards_at_k", "minimum": 5}'),
  },
  {
    rule: 'promotion-limit',
    valid: promoting('{"metric": "coverage", "minimum": 0.1, "maximum": 0.1}'),
    invalid: promoting('{"metric": "coverage", "minimum": §0.2, "maximum": 0.1}'),
  },
  {
    rule: 'promotion-limit',
    valid: promoting('{"metric": "coverage", "maximumDrop": "10%"}'),
    invalid: promoting('§{"metric": "coverage"}'),
  },
  {
    rule: 'promotion-synced-campaign',
    valid: promoting('', undefined, '', campaign('"syncWithLatestSolutionVersion": false')),
    invalid: promoting('', undefined, '', campaign('"syncWithLatestSolutionVersion": §true')),
  },
];
