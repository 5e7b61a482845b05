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

const COVERED = '{"metric": "coverage", "minimum": 0.1}';
const section = (promotion: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', 'aws-user-personalization', '', [`"workflowConfig": {"promotion": ${promotion}}`]),
      ),
    ],
  });
/** Limits of a metric from 0 to 1. Each has a value that some versions meet, then a value that all or no versions meet. */
const LIMIT_VALUES: readonly (readonly [string, string, string])[] = [
  ['minimum', '1', '1.1'],
  ['minimum', '0.01', '0'],
  ['maximum', '0', '-0.5'],
  ['maximum', '0.99', '1'],
  ['maximumDrop', '0.25', '25'],
  ['maximumDrop', '"99%"', '"100%"'],
  ['maximumRise', '"150%"', '1'],
  ['minimumRise', '"150%"', '20'],
  ['minimumRise', '0', '1.1'],
];

/** Solutions a and b with further members. Solution a has a promotion rule that compares it with another solution. */
const comparing = (rule: string, members: { readonly a?: string; readonly b?: string } = {}, recipe?: string) =>
  parameterFile({
    sections: [
      list(
        'solutions',
        solution('a', 'aws-user-personalization', '', [
          `"workflowConfig": {${members.a ?? ''}"promotion": {"rules": [{"metric": "coverage", ${rule}}]}}`,
        ]),
        solution('b', recipe ?? 'aws-popularity-count', '', members.b === undefined ? [] : [members.b]),
      ),
    ],
  });
const RISE = '"minimumRise": "20%", "over": "b"';
const FULL = '"schedules": {"full": "rate(7 days)"}';
const promotes = (rules: string) => `"workflowConfig": {"promotion": {"rules": [${rules}]}}`;

export const PROMOTION_CASES: readonly RuleCase[] = [
  {
    rule: 'promotion-metric',
    what: 'a misspelled metric',
    valid: promoting('{"metric": "coverage", "minimum": 0.1}'),
    invalid: promoting('{"metric": §"covrage", "minimum": 0.1}'),
  },
  {
    rule: 'promotion-metric',
    what: 'a metric of segments, with a recipe that makes none',
    valid: promoting('{"metric": "hits_at_1_percent", "minimum": 5}', 'aws-item-affinity'),
    invalid: promoting('{"metric": §"hits_at_1_percent", "minimum": 5}'),
  },
  {
    rule: 'promotion-metric',
    what: 'a metric of trends, with a recipe that finds none',
    valid: promoting('{"metric": "hits_at_1_percent", "minimum": 5}', 'aws-trending-now'),
    invalid: promoting('{"metric": §"trend_prediction_accuracy", "minimum": 5}'),
  },
  {
    rule: 'promotion-metric',
    what: 'a metric whose name AWS does not document',
    severity: 'warning',
    valid: promoting('{"metric": "coverage", "minimum": 0.1}', 'aws-trending-now'),
    invalid: promoting('{"metric": §"trend_prediction_accuracy", "minimum": 5}', 'aws-trending-now'),
  },
  {
    rule: 'promotion-metric',
    what: 'an unknown metric of a recipe whose metrics are not documented',
    severity: 'warning',
    valid: promoting('{"metric": "average_rewards_at_k", "minimum": 5}', 'aws-semantic-similarity'),
    invalid: promoting('{"metric": §"covrage", "minimum": 0.1}', 'aws-semantic-similarity'),
  },
  {
    rule: 'promotion-metric',
    what: 'a metric of objectives, for a solution without an objective',
    valid: promoting('{"metric": "precision_at_5", "minimum": 0.5}'),
    invalid: promoting('{"metric": §"average_rewards_at_k", "minimum": 5}'),
  },
  {
    rule: 'promotion-limit',
    what: 'a minimum above the maximum',
    valid: promoting('{"metric": "coverage", "minimum": 0.1, "maximum": 0.1}'),
    invalid: promoting('{"metric": "coverage", "minimum": §0.2, "maximum": 0.1}'),
  },
  {
    rule: 'promotion-limit',
    what: 'a rule without a limit',
    valid: promoting('{"metric": "coverage", "maximumDrop": "10%"}'),
    invalid: promoting('§{"metric": "coverage"}'),
  },
  {
    rule: 'promotion-limit',
    what: 'a minimum above the maximum of another rule',
    valid: promoting(`${COVERED}, {"metric": "precision_at_5", "maximum": 0.05}`),
    invalid: promoting('{"metric": "coverage", "minimum": §0.2}, {"metric": "coverage", "maximum": 0.1}'),
  },
  ...LIMIT_VALUES.map(
    ([limit, valid, invalid]): RuleCase => ({
      rule: 'promotion-limit',
      what: `${limit} ${invalid}`,
      severity: 'warning',
      valid: promoting(`{"metric": "coverage", "${limit}": ${valid}}`),
      invalid: promoting(`{"metric": "coverage", "${limit}": §${invalid}}`),
    }),
  ),
  {
    rule: 'promotion-limit',
    what: 'an empty promotion',
    severity: 'warning',
    valid: section('{"approval": "manual"}'),
    invalid: section('§{}'),
  },
  {
    rule: 'promotion-limit',
    what: 'a promotion without rules',
    severity: 'warning',
    valid: promoting('{"metric": "hits_at_1_percent", "minimum": 5}', 'aws-item-affinity'),
    invalid: section('§{"rules": [], "onMissingMetrics": "hold"}'),
  },
  {
    rule: 'promotion-over',
    what: 'a baseline that the file does not have',
    valid: comparing(RISE),
    invalid: comparing('"minimumRise": "20%", "over": §"c"'),
  },
  {
    rule: 'promotion-over',
    what: 'the solution itself as its baseline',
    valid: comparing('"maximumDrop": "20%", "over": "b"'),
    invalid: comparing('"minimumRise": "20%", "over": §"a"'),
  },
  {
    rule: 'promotion-over',
    what: 'a baseline of a rule that compares nothing',
    valid: comparing('"minimum": 0.1, "minimumRise": 0, "over": "b"'),
    invalid: comparing('"minimum": 0.1, "over": §"b"'),
  },
  {
    rule: 'promotion-over',
    what: 'a baseline whose recipe has other metrics',
    valid: comparing(RISE, { b: promotes(COVERED) }),
    invalid: comparing('"minimumRise": "20%", "over": §"b"', {}, 'aws-item-affinity'),
  },
  {
    rule: 'promotion-over',
    what: 'a baseline without a schedule',
    severity: 'warning',
    valid: comparing(RISE, { a: `${FULL}, `, b: `"workflowConfig": {${FULL}}` }),
    invalid: comparing('"minimumRise": "20%", "over": §"b"', { a: `${FULL}, ` }),
  },
  {
    rule: 'promotion-reminder',
    valid: section('{"approval": "manual", "remindAfter": "24 hours"}'),
    invalid: section('{"approval": "manual", "remindAfter": §"23 hours"}'),
  },
  {
    rule: 'promotion-synced-campaign',
    valid: promoting(COVERED, undefined, '', campaign('"syncWithLatestSolutionVersion": false')),
    invalid: promoting(COVERED, undefined, '', campaign('"syncWithLatestSolutionVersion": §true')),
  },
];
