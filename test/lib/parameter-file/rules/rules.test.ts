import { RULES } from '../../../../lib/parameter-file/rules';
import { validateParameterFile } from '../../../../lib/parameter-file/validate';
import { essence, marked } from '../marked-text';
import { ATTRIBUTION_CASES } from './attribution-cases';
import { BUDGET_CASES } from './budget-cases';
import { CAPACITY_CASES } from './capacity-cases';
import { DATA_CHECK_CASES } from './data-check-cases';
import { DOMAIN_CASES } from './domain-cases';
import { EXPLORATION_CASES } from './exploration-cases';
import { FILTER_CASES } from './filter-cases';
import { HYPERPARAMETER_CASES } from './hyperparameter-cases';
import { JOB_CASES } from './job-cases';
import { NAME_CASES } from './name-cases';
import { PROMOTION_CASES } from './promotion-cases';
import { QUOTA_CASES } from './quota-cases';
import { RECIPE_CASES } from './recipe-cases';
import { SCHEDULE_CASES } from './schedule-cases';
import { SCHEMA_CASES } from './schema-cases';
import { TAG_CASES } from './tag-cases';
import { TRAINING_CASES } from './training-cases';

const CASES = [
  ...NAME_CASES,
  ...TAG_CASES,
  ...SCHEDULE_CASES,
  ...DOMAIN_CASES,
  ...SCHEMA_CASES,
  ...DATA_CHECK_CASES,
  ...FILTER_CASES,
  ...RECIPE_CASES,
  ...TRAINING_CASES,
  ...HYPERPARAMETER_CASES,
  ...EXPLORATION_CASES,
  ...JOB_CASES,
  ...ATTRIBUTION_CASES,
  ...PROMOTION_CASES,
  ...CAPACITY_CASES,
  ...BUDGET_CASES,
  ...QUOTA_CASES,
];

describe('the rules across fields', () => {
  it('each have a case and a unique name', () => {
    // Act
    const names = RULES.map(({ name }) => name);

    // Assess
    expect(new Set(names).size).toBe(names.length);
    expect(new Set(CASES.map(({ rule }) => rule))).toEqual(new Set(names));
  });

  it('are declared with the severities that the cases have', () => {
    // Act
    const documented = RULES.map(({ name, severity = 'error', warns }) => [
      name,
      [severity, ...(warns === undefined ? [] : ['warning'])],
    ]);

    // Assess
    const found = RULES.map(({ name }) => {
      const severities = CASES.filter(({ rule }) => rule === name).map(({ severity = 'error' }) => severity);
      return [name, [...new Set(severities)].sort()];
    });
    expect(documented).toEqual(found);
  });

  describe.each(
    CASES.map((each) => [each.what === undefined ? each.rule : `${each.rule}: ${each.what}`, each] as const),
  )('%s', (_, { rule, severity = 'error', valid, invalid }) => {
    it('accepts a file that complies', () => {
      // Act
      const { problems } = validateParameterFile(valid);

      // Assess
      expect(problems).toEqual([]);
    });

    it('reports the place where a file breaks the rule, and nothing else', () => {
      // Prepare
      const { text, line, column } = marked(invalid);

      // Act
      const { problems, valid: accepted } = validateParameterFile(text);

      // Assess
      expect(essence(problems)).toEqual([{ severity, rule, line, column }]);
      expect(accepted).toBe(severity === 'warning');
    });
  });
});
