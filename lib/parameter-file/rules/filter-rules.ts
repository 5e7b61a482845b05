import { FILTER_EXPRESSION_RULES, type FilterRule, filteredFields } from '../../personalize/filter-expression';
import { LIMITS, limitSource } from '../../personalize/limits';
import { didYouMean } from '../did-you-mean';
import { parsedFilters } from './parsed-filters';
import type { Rule } from './rule';

/** Texts for {@link Rule.warns}, by the name of the rule. */
const WARNS: Readonly<Record<string, string>> = {
  'filter-dataset': 'in a file without "datasets".',
  'filter-target': 'if ItemID is filtered by Users, or UserID by Items.',
} satisfies Partial<Record<FilterRule, string>>;

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
  ...Object.entries(FILTER_EXPRESSION_RULES).map(
    ([name, demanded]): Rule => ({
      name,
      ...demanded,
      ...(WARNS[name] !== undefined && { warns: WARNS[name] }),
      *check(outline) {
        for (const { path, text, problems } of parsedFilters(outline)) {
          for (const { rule, severity, offset, message, known } of problems) {
            if (rule !== name) continue;
            const word = /[A-Za-z_]+$/.exec(/^[\w.]*/.exec(text.slice(offset))?.[0] ?? '')?.[0];
            const lenient = severity === 'warning' || (rule === 'filter-dataset' && !outline.hasDatasets);
            yield {
              path,
              offset,
              value: text,
              ...(lenient && { severity: 'warning' }),
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
    demands: `All filters together use at most ${LIMITS.filterFieldsOfGroup.max} fields.`,
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
