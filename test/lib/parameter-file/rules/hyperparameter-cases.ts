import { dataset, list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const configured = (config: string, recipe = 'aws-sims') =>
  parameterFile({ sections: [list('solutions', solution('a', recipe, config))] });
const hyperparameters = (members: string, recipe?: string) =>
  configured(`"solutionConfig": {"algorithmHyperParameters": {${members}}}`, recipe);
const searched = (lists: string, recipe?: string, performHPO = true) =>
  configured(
    `"performHPO": ${performHPO}, "solutionConfig": {"hpoConfig": {"algorithmHyperParameterRanges": {${lists}}}}`,
    recipe,
  );
const integers = (name: string, min: string, max: string) =>
  `"integerHyperParameterRanges": [{"name": ${name}, "minValue": ${min}, "maxValue": ${max}}]`;
const continuous = (min: string, max: string) =>
  `"continuousHyperParameterRanges": [{"name": "popularity_discount_factor", "minValue": ${min}, "maxValue": ${max}}]`;
const words = (name: string, values: string) =>
  `"categoricalHyperParameterRanges": [{"name": ${name}, "values": [${values}]}]`;
const nextBestAction = (config: string) =>
  parameterFile({
    datasets: [dataset('interactions'), dataset('actions'), dataset('actionInteractions')],
    sections: [list('solutions', solution('a', 'aws-next-best-action', config))],
  });
const jobs = (members: string) => configured(`"solutionConfig": {"hpoConfig": {"hpoResourceConfig": {${members}}}}`);

export const HYPERPARAMETER_CASES: readonly RuleCase[] = [
  {
    rule: 'hyperparameter',
    what: 'a value out of range',
    valid: hyperparameters('"popularity_discount_factor": "0.25", "min_cointeraction_count": "10"'),
    invalid: hyperparameters('"popularity_discount_factor": "0.25", "min_cointeraction_count": §"11"'),
  },
  {
    rule: 'hyperparameter',
    what: 'a popularity discount above 1 for similar items',
    valid: hyperparameters('"popularity_discount_factor": "1.0"', 'aws-similar-items'),
    invalid: hyperparameters('"popularity_discount_factor": §"1.1"', 'aws-similar-items'),
  },
  {
    rule: 'hyperparameter',
    what: 'a recipe without hyperparameters',
    // The hyperparameters of aws-user-personalization-v2 are not documented.
    valid: hyperparameters('"anything": "1"', 'aws-user-personalization-v2'),
    invalid: hyperparameters('§"anything": "1"', 'aws-popularity-count'),
  },
  {
    rule: 'hyperparameter',
    what: 'a feature parameter out of range',
    valid: nextBestAction('"solutionConfig": {"featureTransformationParameters": {"action_optimization_period": "7"}}'),
    invalid: nextBestAction(
      '"solutionConfig": {"featureTransformationParameters": {"action_optimization_period": §"29"}}',
    ),
  },
  {
    rule: 'hyperparameter',
    what: 'a range of an unknown hyperparameter',
    // Describe shows names with a prefix, here `training.`.
    valid: searched(integers('"training.hidden_dimension"', '32', '256'), 'aws-user-personalization'),
    invalid: searched(integers('§"hiden_dimension"', '32', '256'), 'aws-user-personalization'),
  },
  {
    rule: 'hpo-bounds',
    severity: 'warning',
    what: 'a range that ends too high',
    valid: searched(integers('"min_cointeraction_count"', '1', '11'), 'aws-sims', false),
    invalid: searched(integers('"min_cointeraction_count"', '1', '§11')),
  },
  {
    rule: 'hpo-bounds',
    severity: 'warning',
    what: 'a range that begins too low',
    valid: searched(continuous('1e-7', '1')),
    invalid: searched(continuous('§-0.5', '1')),
  },
  {
    rule: 'hpo-range',
    valid: searched(continuous('0.5', '0.5')),
    invalid: searched(continuous('§0.6', '0.5')),
  },
  {
    rule: 'hpo-bounds',
    severity: 'warning',
    what: 'a word that is not a value of the hyperparameter',
    valid: searched(words('"recency_mask"', '"true", "false"'), 'aws-user-personalization'),
    invalid: searched(words('"recency_mask"', '"true", §"maybe"'), 'aws-user-personalization'),
  },
  {
    rule: 'hpo-recipe',
    what: 'a recipe without hyperparameters',
    valid: configured('"performHPO": true'),
    invalid: configured('"performHPO": §true', 'aws-popularity-count'),
  },
  {
    rule: 'hpo-recipe',
    what: 'a recipe for next best actions',
    valid: nextBestAction('"performHPO": false'),
    invalid: nextBestAction('"performHPO": §true'),
  },
  {
    rule: 'hpo-recipe',
    what: 'a recipe whose hyperparameters are not documented',
    severity: 'warning',
    valid: configured('"performHPO": false', 'aws-personalized-ranking-v2'),
    invalid: configured('"performHPO": §true', 'aws-personalized-ranking-v2'),
  },
  {
    rule: 'hpo-jobs',
    valid: jobs('"maxNumberOfTrainingJobs": "40", "maxParallelTrainingJobs": "1"'),
    invalid: jobs('"maxNumberOfTrainingJobs": "40", "maxParallelTrainingJobs": §"11"'),
  },
];
