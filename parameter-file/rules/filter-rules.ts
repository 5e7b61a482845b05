import { type FilterProblem, filteredFields } from '../../personalize/filter-expression';
import { LIMITS, limitSource } from '../../personalize/limits';
import { didYouMean } from '../did-you-mean';
import { parsedFilters } from './parsed-filters';
import type { Rule } from './rule';

/** The semantic rules of filter expressions, by name. */
const DEMANDS: Readonly<Record<FilterProblem['rule'], string>> = {
  'filter-automatic-field':
    'No filter uses EXPIRATION_TIMESTAMP or REPEAT_FREQUENCY of actions, which Personalize applies by itself.',
  'filter-case': 'ItemID, UserID and ActionID are spelled exactly so, and fields as in their schema.',
  'filter-dataset': 'A filter uses datasets that the file has.',
  'filter-field': 'A filter uses fields of the schemas in the file; of interactions only EVENT_TYPE.',
  'filter-field-type': 'A filter uses fields that are neither textual nor boolean.',
  'filter-fields-limit': `A filter uses at most ${LIMITS.filterFields.max} dataset fields, unless AWS allows more.`,
  'filter-mixed-datasets': 'One clause of a filter uses one dataset.',
  'filter-operator': 'IN and NOT IN of a filter compare strings, the other operators numbers.',
  'filter-placeholder': 'A placeholder of a filter follows IN or a comparison, not NOT IN.',
  'filter-precedence': 'One clause of a filter joins its conditions either by AND or by OR.',
  'filter-quotes': 'Strings in a filter have double quotes.',
  'filter-target': 'A filter uses datasets that match what it includes or excludes.',
  'filter-wildcard': '"*" in a filter means any event type, and is used for nothing else.',
};

/** Rules whose violations AWS may allow. */
const WARNINGS: ReadonlySet<string> = new Set<FilterProblem['rule']>([
  'filter-case',
  'filter-fields-limit',
  'filter-operator',
  'filter-precedence',
  'filter-quotes',
]);

/** See {@link Rule.warns}. */
const WARNS: Readonly<Partial<Record<string, string>>> = {
  'filter-dataset': 'in a file without "datasets".',
  'filter-target': 'for ItemID by Users and UserID by Items.',
} satisfies Partial<Record<FilterProblem['rule'], string>>;

export const FILTER_RULES: readonly Rule[] = [
  {
    name: 'filter-syntax',
    demands: 'A filter follows the grammar of Personalize.',
    *check(outline) {
      for (const { path, text, parsed } of parsedFilters(outline)) {
        if (!('error' in parsed)) continue;
        const { offset } = parsed.error;
        const message = `The filter expression is wrong at character ${offset + 1}: ${parsed.error.message}.`;
        yield { path, offset, value: text, message };
      }
    },
  },
  ...Object.entries(DEMANDS).map(
    ([name, demands]): Rule => ({
      name,
      ...(WARNINGS.has(name) && { severity: 'warning' }),
      demands,
      ...(WARNS[name] !== undefined && { warns: WARNS[name] }),
      *check(outline) {
        for (const { path, text, problems } of parsedFilters(outline)) {
          for (const { rule, severity, offset, message, known } of problems) {
            if (rule !== name) continue;
            const word = /[A-Za-z_]+$/.exec(/^[\w.]*/.exec(text.slice(offset))?.[0] ?? '')?.[0];
            const lenient = severity === 'warning' || (rule === 'filter-dataset' && !outline.hasDatasets);
            yield {
              ...{ path, offset, value: text, ...(lenient && { severity: 'warning' }) },
              message: `In the filter expression at character ${offset + 1}, ${message}.`,
              hint: known && word !== undefined ? didYouMean(word, known) : undefined,
            };
          }
        }
      },
    }),
  ),
  {
    name: 'filter-fields-group-limit',
    severity: 'warning',
    demands: `All filters of a dataset group together use at most ${LIMITS.filterFieldsOfGroup.max} dataset fields, unless AWS allows more.`,
    *check(outline) {
      const limit = LIMITS.filterFieldsOfGroup;
      const used = new Set<string>();
      for (const { path, text, parsed } of parsedFilters(outline)) {
        if (!('expression' in parsed)) continue;
        for (const [field, offset] of filteredFields(parsed.expression)) {
          used.add(field);
          if (used.size !== limit.max + 1) continue;
          const message = `With ${field}, the filters use more than ${limit.max} dataset fields; AWS allows ${limit.max} in a dataset group ${limitSource(limit)}.`;
          yield { path, offset, value: text, message };
          return;
        }
      }
    },
  },
];
