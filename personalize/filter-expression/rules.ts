import { LIMITS } from '../limits';

/** The demand in one sentence, for the reference. A violation is a warning if AWS may allow it. */
const error = (demands: string) => ({ severity: 'error', demands }) as const;
const warning = (demands: string) => ({ severity: 'warning', demands }) as const;

/** The semantic rules of filter expressions, by name. */
export const FILTER_RULES = {
  'filter-automatic-field': error(
    'No filter uses EXPIRATION_TIMESTAMP or REPEAT_FREQUENCY of actions, which Personalize applies by itself.',
  ),
  'filter-case': warning('ItemID, UserID and ActionID are spelled exactly so, and fields as in their schema.'),
  'filter-dataset': error('A filter uses datasets that the file has.'),
  'filter-field': error('A filter uses fields of the schemas in the file; of interactions only EVENT_TYPE.'),
  'filter-field-type': error('A filter uses fields that are neither textual nor boolean.'),
  'filter-fields-limit': warning(
    `A filter uses at most ${LIMITS.filterFields.max} dataset fields, unless AWS allows more.`,
  ),
  'filter-mixed-datasets': error('One clause of a filter uses one dataset.'),
  'filter-operator': warning('IN and NOT IN of a filter compare strings, the other operators numbers.'),
  'filter-placeholder': error('A placeholder of a filter follows IN or a comparison, not NOT IN.'),
  'filter-precedence': warning('One clause of a filter joins its conditions either by AND or by OR.'),
  'filter-quotes': warning('Strings in a filter have double quotes.'),
  'filter-target': error('A filter uses datasets that match what it includes or excludes.'),
  'filter-wildcard': error('"*" in a filter means any event type, and is used for nothing else.'),
};

export type FilterRule = keyof typeof FILTER_RULES;
