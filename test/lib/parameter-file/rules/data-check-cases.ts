import { type DatasetName, dataset, parameterFile } from '../sample-text';
import type { RuleCase } from './rule-case';

/** The named datasets. The first of them has checks. */
const withChecks = (checks: string, ...names: readonly [DatasetName, ...DatasetName[]]) =>
  names.map((name, index) => {
    const text = dataset(name);
    const settings = `"workflowConfig": {"checks": {${checks}}}`;
    return index > 0 ? text : text.replace('{', `{${settings},`);
  });
const checking = (...checked: Parameters<typeof withChecks>) => parameterFile({ datasets: withChecks(...checked) });
/** The file of `checking`, but with imports in the mode `mode`. */
const importing = (mode: string, ...checked: Parameters<typeof withChecks>) =>
  parameterFile({ datasets: [`"serviceConfig": {"importMode": "${mode}"}`, ...withChecks(...checked)] });

export const DATA_CHECK_CASES: readonly RuleCase[] = [
  {
    rule: 'data-check-subject',
    what: 'maximumAge for items',
    valid: checking('"maximumAge": "2 days", "minimumRows": 1000', 'interactions'),
    invalid: checking('"minimumRows": 1000, "maximumAge": §"2 days"', 'items', 'interactions'),
  },
  {
    rule: 'data-check-subject',
    what: 'maximumUnknownItems in a file without items',
    valid: checking('"maximumUnknownItems": "10%", "onViolation": "notify"', 'interactions', 'items'),
    invalid: checking('"maximumUnknownItems": §"10%"', 'interactions'),
  },
  {
    rule: 'data-check-subject',
    what: 'maximumUnknownItems for users',
    valid: checking('"maximumNullRise": "2.5%"', 'users', 'interactions', 'items'),
    invalid: checking('"maximumUnknownItems": §"10%"', 'users', 'interactions', 'items'),
  },
  {
    rule: 'data-check-subject',
    what: 'maximumUnknownItems for incremental imports',
    severity: 'warning',
    valid: importing('FULL', '"maximumUnknownItems": "10%"', 'interactions', 'items'),
    invalid: importing('INCREMENTAL', '"maximumUnknownItems": §"10%"', 'interactions', 'items'),
  },
];
