import { filter, list, parameterFile, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const solutions = (count: number) =>
  list('solutions', ...Array.from({ length: count }, (_, index) => solution(`s${index}`, 'aws-sims')));
const campaigns = (count: number) =>
  list(
    'solutions',
    solution('a', 'aws-sims', '', [
      list('campaigns', ...Array.from({ length: count }, (_, index) => `{"serviceConfig": {"name": "c${index}"}}`)),
    ]),
  );

const filters = (count: number) =>
  list(
    'filters',
    ...Array.from({ length: count }, (_, index) => filter(`f${index}`, 'INCLUDE ItemID WHERE Items.YEAR > 1')),
  );

export const QUOTA_CASES: readonly RuleCase[] = [
  {
    rule: 'default-quota',
    what: 'more than 10 solutions',
    severity: 'warning',
    valid: parameterFile({ sections: [solutions(10)] }),
    invalid: parameterFile({ sections: [`§${solutions(11)}`] }),
  },
  {
    rule: 'default-quota',
    what: 'more than 5 campaigns',
    severity: 'warning',
    valid: parameterFile({ sections: [campaigns(5)] }),
    invalid: parameterFile({ sections: [`§${campaigns(6)}`] }),
  },
  {
    rule: 'default-quota',
    what: 'more than 10 filters',
    severity: 'warning',
    valid: parameterFile({ sections: [filters(10)] }),
    invalid: parameterFile({ sections: [`§${filters(11)}`] }),
  },
];
