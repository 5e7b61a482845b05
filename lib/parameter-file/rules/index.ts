import { ATTRIBUTION_RULES } from './attribution-rules';
import { BASELINE_RULES } from './baseline-rules';
import { BUDGET_RULES } from './budget-rules';
import { CAPACITY_RULES } from './capacity-rules';
import { DATA_CHECK_RULES } from './data-check-rules';
import { DOMAIN_RULES } from './domain-rules';
import { EXPLORATION_RULES } from './exploration-rules';
import { FILTER_RULES } from './filter-rules';
import { HYPERPARAMETER_RULES } from './hyperparameter-rules';
import { JOB_RULES } from './job-rules';
import { NAME_RULES } from './name-rules';
import { PROMOTION_RULES } from './promotion-rules';
import { QUOTA_RULES } from './quota-rules';
import { RECIPE_RULES } from './recipe-rules';
import type { Rule } from './rule';
import { SCHEDULE_RULES } from './schedule-rules';
import { SCHEMA_RULES } from './schema-rules';
import { TAG_RULES } from './tag-rules';
import { THEME_RULES } from './theme-rules';
import { TRAINING_RULES } from './training-rules';

export { checkRules } from './rule';

/** All rules across several fields. */
export const RULES: readonly Rule[] = [
  ...NAME_RULES,
  ...TAG_RULES,
  ...SCHEDULE_RULES,
  ...DOMAIN_RULES,
  ...SCHEMA_RULES,
  ...DATA_CHECK_RULES,
  ...FILTER_RULES,
  ...RECIPE_RULES,
  ...THEME_RULES,
  ...EXPLORATION_RULES,
  ...TRAINING_RULES,
  ...HYPERPARAMETER_RULES,
  ...JOB_RULES,
  ...ATTRIBUTION_RULES,
  ...PROMOTION_RULES,
  ...BASELINE_RULES,
  ...CAPACITY_RULES,
  ...BUDGET_RULES,
  ...QUOTA_RULES,
];
