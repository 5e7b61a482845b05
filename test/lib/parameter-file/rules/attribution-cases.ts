import { ALL_DATASETS, dataset, FIELDS, fileWithoutDatasets, parameterFile, record } from '../sample-text';
import type { RuleCase } from './rule-case';

const attribution = (expression: string, mark = '', more = '') =>
  `${mark}"metricAttribution": {"serviceConfig": {"name": "a", "metrics": [{"eventType": "click", "metricName": "m", "expression": ${expression}}${more}]}}`;
const withMetric = (expression: string, more?: string) =>
  parameterFile({ sections: [attribution(expression, '', more)] });
const metricNamed = (name: string) => `, {"eventType": "view", "metricName": ${name}, "expression": "SAMPLECOUNT()"}`;
const publishing = (publish: string) =>
  parameterFile({ datasets: [...ALL_DATASETS, `"serviceConfig": {"publishAttributionMetricsToS3": ${publish}}`] });
const withInteractions = (fields: readonly string[], mark = '') =>
  parameterFile({
    datasets: [dataset('interactions', record('Interactions', fields))],
    sections: [attribution('"SAMPLECOUNT()"', mark)],
  });

export const ATTRIBUTION_CASES: readonly RuleCase[] = [
  {
    rule: 'attribution-interactions',
    severity: 'warning',
    valid: withInteractions(FIELDS.interactions),
    invalid: withInteractions(FIELDS.interactions.slice(0, 3), '§'),
  },
  {
    rule: 'attribution-interactions',
    what: 'datasets without interactions',
    severity: 'warning',
    valid: fileWithoutDatasets(attribution('"SAMPLECOUNT()"')),
    invalid: parameterFile({ datasets: [dataset('items')], sections: [attribution('"SAMPLECOUNT()"', '§')] }),
  },
  {
    rule: 'attribution-metric-names',
    valid: withMetric('"SAMPLECOUNT()"', metricNamed('"n"')),
    invalid: withMetric('"SAMPLECOUNT()"', metricNamed('§"m"')),
  },
  ...[
    'AVERAGE(Items.PRICE)',
    'SUM(Users.AGE)',
    'SUM(Items.PRIZE)',
    'SUM(Items.GENRES)',
    'SUM(Interactions.USER_ID)',
  ].map((expression) => ({
    rule: 'attribution-expression',
    what: expression,
    valid: withMetric('"SUM(Items.PRICE)"'),
    invalid: withMetric(`§"${expression}"`),
  })),
  {
    rule: 'attribution-metrics',
    severity: 'warning',
    valid: publishing('false'),
    invalid: publishing('§true'),
  },
];
