import { dataset, filter, list, parameterFile, record, solution } from '../sample-text';
import type { RuleCase } from './rule-case';

const campaign = (name: string) => `{"serviceConfig": {"name": ${name}}}`;
const twoCampaigns = (one: string, other: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', 'aws-sims', '', [list('campaigns', campaign(one))]),
        solution('b', 'aws-sims', '', [list('campaigns', campaign(other))]),
      ),
    ],
  });

const recommender = (name: string) =>
  `{"serviceConfig": {"name": ${name}, "recipeArn": "arn:aws:personalize:::recipe/aws-vod-most-popular"}}`;
const twoRecommenders = (one: string, other: string) =>
  parameterFile({
    group: '"domain": "VIDEO_ON_DEMAND"',
    datasets: [dataset('interactions'), dataset('users')],
    sections: [list('recommenders', recommender(one), recommender(other))],
  });

const seen = 'EXCLUDE ItemID WHERE Interactions.EVENT_TYPE IN (\\"seen\\")';

/** The longest allowed name. If the dataset group and the solution have it, the path of a batch job's output is too long. */
const LONG_NAME = 'n'.repeat(63);
const batch = (name: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        `{
      "serviceConfig": {"name": ${name}, "recipeArn": "arn:aws:personalize:::recipe/aws-sims"},
      "batchInferenceJobs": [{"serviceConfig": {}}]
    }`,
      ),
    ],
  }).replace('"name": "group"', `"name": "${LONG_NAME}"`);

export const NAME_CASES: readonly RuleCase[] = [
  {
    rule: 'unique-solution-names',
    valid: parameterFile({
      sections: [list('solutions', solution('a', 'aws-sims'), solution('A', 'aws-sims'))],
    }),
    invalid: parameterFile({
      sections: [list('solutions', solution('a', 'aws-sims'), solution('a', 'aws-sims').replace('"a"', '§"a"'))],
    }),
  },
  {
    rule: 'unique-campaign-names',
    valid: twoCampaigns('"one"', '"two"'),
    invalid: twoCampaigns('"one"', '§"one"'),
  },
  {
    rule: 'unique-filter-names',
    valid: parameterFile({ sections: [list('filters', filter('a', seen), filter('b', seen))] }),
    invalid: parameterFile({
      sections: [list('filters', filter('a', seen), filter('a', seen).replace('"a"', '§"a"'))],
    }),
  },
  {
    rule: 'unique-recommender-names',
    valid: twoRecommenders('"one"', '"two"'),
    invalid: twoRecommenders('"one"', '§"one"'),
  },
  {
    rule: 'unique-schema-names',
    // Schemas of two datasets never have the same content, as their records are named after the datasets. So they need different names.
    valid: parameterFile({ datasets: [dataset('interactions'), dataset('users')] }),
    invalid: parameterFile({
      datasets: [
        dataset('interactions'),
        dataset('users', record('Users', ['{"name": "USER_ID", "type": "string"}', '{"name": "AGE", "type": "int"}']), [
          '"name": §"interactions-schema"',
        ]),
      ],
    }),
  },
  {
    rule: 'batch-path-length',
    severity: 'warning',
    valid: batch('"short"'),
    invalid: batch(`§"${LONG_NAME}"`),
  },
];
