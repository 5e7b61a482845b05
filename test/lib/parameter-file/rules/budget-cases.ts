import { dataset, list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const file = (members: string, checks = '') => {
  const interactions = dataset('interactions').replace('{', `{${checks}`);
  return parameterFile({ datasets: [interactions], sections: [`"budget": {${members}}`] });
};

/** A file with a budget, and a solution with this recipe. */
const trained = (recipe: string, budget: string) =>
  parameterFile({ sections: [list('solutions', solution('top', recipe)), `"budget": {${budget}}`] });

const CHECKED = '"workflowConfig": {"checks": {}},';

export const BUDGET_CASES: readonly RuleCase[] = [
  {
    rule: 'budget-empty',
    what: 'an empty budget',
    severity: 'warning',
    valid: file('"provisionedTpsHoursPerMonth": 2000'),
    invalid: parameterFile({ sections: ['"budget": §{}'] }),
  },
  {
    rule: 'budget-empty',
    what: 'a budget with onExceeded only',
    severity: 'warning',
    valid: file('"batchJobsPerMonth": 1'),
    invalid: parameterFile({ sections: ['"budget": §{"onExceeded": "notify"}'] }),
  },
  {
    rule: 'budget-zero',
    severity: 'warning',
    valid: file('"importGigabytesPerMonth": 0.001, "onExceeded": "notify"'),
    invalid: file('"importGigabytesPerMonth": §0'),
  },
  {
    rule: 'budget-training-unit',
    severity: 'warning',
    valid: trained('aws-sims', '"trainingHoursPerMonth": 4'),
    invalid: trained('aws-user-personalization-v2', '"trainingHoursPerMonth": §4'),
  },
  {
    rule: 'budget-interactions',
    valid: file('"trainingInteractionsPerMonth": 5', CHECKED),
    invalid: file('"trainingInteractionsPerMonth": §5'),
  },
];
