import { dataset, FIELDS, fileWithoutDatasets, list, parameterFile, record } from '../sample-text';
import type { RuleCase } from './rule-case';

const VOD = '"domain": "VIDEO_ON_DEMAND"';
const DATASETS = [dataset('interactions'), dataset('users')];
const RECOMMENDER =
  '{"serviceConfig": {"name": "popular", "recipeArn": "arn:aws:personalize:::recipe/aws-vod-most-popular"}}';
const TRACKER = '"eventTracker": {"serviceConfig": {"name": "tracker"}}';
const KEY = '"kmsKeyArn": "arn:aws:kms:us-east-1:123456789012:key/0001"';
const ROLE = '"roleArn": "arn:aws:iam::123456789012:role/key-user"';

const interactionsOfDomain = (domain: string) =>
  dataset('interactions', record('Interactions', FIELDS.interactions), [
    '"name": "interactions-schema"',
    `"domain": ${domain}`,
  ]);

export const DOMAIN_CASES: readonly RuleCase[] = [
  {
    rule: 'recommenders-domain',
    valid: parameterFile({ group: VOD, datasets: DATASETS, sections: [list('recommenders', RECOMMENDER)] }),
    invalid: parameterFile({ datasets: DATASETS, sections: [`§${list('recommenders', RECOMMENDER)}`] }),
  },
  {
    rule: 'actions-custom',
    valid: parameterFile({ datasets: [...DATASETS, dataset('actions')] }),
    invalid: parameterFile({ group: VOD, datasets: [...DATASETS, `§${dataset('actions')}`] }),
  },
  {
    rule: 'schema-domain',
    what: 'a schema with another domain than the dataset group',
    valid: parameterFile({ group: VOD, datasets: [interactionsOfDomain('"VIDEO_ON_DEMAND"')] }),
    invalid: parameterFile({ group: VOD, datasets: [interactionsOfDomain('§"ECOMMERCE"')] }),
  },
  {
    rule: 'schema-domain',
    what: 'a schema with a domain in a dataset group without one',
    valid: parameterFile({ group: VOD, datasets: [dataset('interactions')] }),
    invalid: parameterFile({ datasets: [interactionsOfDomain('§"ECOMMERCE"')] }),
  },
  {
    rule: 'kms-role',
    what: 'a key without a role',
    valid: parameterFile({ group: `${KEY}, ${ROLE}` }),
    invalid: parameterFile({ group: `§${KEY}` }),
  },
  {
    rule: 'kms-role',
    what: 'a role without a key',
    valid: parameterFile(),
    invalid: parameterFile({ group: `§${ROLE}` }),
  },
  {
    rule: 'event-tracker-interactions',
    what: 'datasets without interactions',
    valid: parameterFile({ datasets: [dataset('interactions')], sections: [TRACKER] }),
    invalid: parameterFile({ datasets: [dataset('items')], sections: [`§${TRACKER}`] }),
  },
  {
    rule: 'event-tracker-interactions',
    what: 'a file without datasets',
    severity: 'warning',
    valid: fileWithoutDatasets(),
    invalid: fileWithoutDatasets(`§${TRACKER}`),
  },
];
