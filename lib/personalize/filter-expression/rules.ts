import { LIMITS } from '../limits';

/**
 * Rules, each as one sentence for the reference documentation. The violation of a rule is only a warning if AWS may
 * allow the expression.
 */
const error = (demands: string) => ({ severity: 'error', demands }) as const;
const warning = (demands: string) => ({ severity: 'warning', demands }) as const;

/** The semantic rules of filter expressions, by name. */
export const FILTER_EXPRESSION_RULES = {
  'filter-automatic-field': error('EXPIRATION_TIMESTAMP and REPEAT_FREQUENCY are applied by Personalize itself.'),
  'filter-case': warning('ItemID, UserID and ActionID have this spelling, and fields have the spelling of the schema.'),
  'filter-dataset': error('Datasets of a filter are in the file.'),
  'filter-field': error(
    'A filter uses fields of the schemas. The only field of the interactions that it can use is EVENT_TYPE.',
  ),
  'filter-field-type': error('Fields of a filter are neither textual nor boolean.'),
  'filter-fields-limit': warning(`A filter uses at most ${LIMITS.filterFields.max} fields.`),
  'filter-mixed-datasets': error('A clause uses one dataset.'),
  'filter-operator': warning('IN and NOT IN compare strings, the other operators compare numbers.'),
  'filter-placeholder': error('A placeholder follows IN or a comparison, not NOT IN.'),
  'filter-precedence': warning('A clause joins conditions by AND or by OR.'),
  'filter-quotes': warning('Strings have double quotes.'),
  'filter-target': error(
    'A filter on items uses datasets that describe items. A filter on users or actions uses datasets that describe these.',
  ),
  'filter-wildcard': error('"*" stands for any event type, and for nothing else.'),
};

export type FilterRule = keyof typeof FILTER_EXPRESSION_RULES;
