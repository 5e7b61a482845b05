import type { DatasetType } from '../../personalize/dataset-types';
import {
  checkFilterExpression,
  type FilterExpression,
  type FilterProblem,
  type FilterSyntaxError,
  filteredFields,
  parseFilterExpression,
} from '../../personalize/filter-expression';
import { type SchemaField, schemaFields } from '../../personalize/schema';
import { didYouMean } from '../did-you-mean';
import { joinPointer } from '../json-pointer';
import type { Element, Outline } from '../outline';
import type { Rule } from './rule';

/** What the semantic checks of filter expressions demand, each under its own name. */
const DEMANDS: Readonly<Record<FilterProblem['rule'], string>> = {
  'filter-dataset': 'A filter uses datasets that the file has.',
  'filter-field': 'A filter uses fields that the schemas in the file have; of interactions only EVENT_TYPE.',
  'filter-field-type': 'A filter uses fields that are neither textual nor boolean.',
  'filter-fields-limit': 'A filter uses at most 5 dataset fields.',
  'filter-mixed-datasets': 'One clause of a filter uses one dataset.',
  'filter-operator': 'IN and NOT IN compare strings, the other operators numbers.',
  'filter-precedence': 'One clause of a filter joins its conditions either by AND or by OR.',
  'filter-quotes': 'Strings stand in double quotes.',
  'filter-target': 'A filter uses datasets that go with what it includes or excludes.',
  'filter-wildcard': '"*" stands for any event type, and nowhere else.',
};

/** Quota of Personalize: distinct dataset fields over all filters of a dataset group. */
const MAX_FIELDS_PER_GROUP = 10;

/** The API's longest expression; a longer one is not even parsed. */
const LONGEST_EXPRESSION = 2500;

export const FILTER_RULES: readonly Rule[] = [
  {
    name: 'filter-syntax',
    severity: 'error',
    demands: 'A filter expression follows the grammar of Personalize.',
    *check(outline) {
      for (const { filter, text, parsed } of filterExpressions(outline)) {
        if (!('error' in parsed)) continue;
        const { offset, message } = parsed.error;
        yield {
          path: expressionPointer(filter),
          offset,
          value: text,
          message: `The filter expression is wrong at character ${offset + 1}: ${message}.`,
        };
      }
    },
  },
  ...Object.entries(DEMANDS).map(
    ([name, demands]): Rule => ({
      name,
      severity: 'error',
      demands,
      *check(outline) {
        for (const { filter, text, problems } of filterExpressions(outline)) {
          for (const { rule, severity, offset, message, known } of problems) {
            if (rule !== name) continue;
            const word = /[A-Za-z_]+$/.exec(/^[\w.]*/.exec(text.slice(offset))?.[0] ?? '')?.[0];
            yield {
              path: expressionPointer(filter),
              offset,
              severity,
              value: text,
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
    severity: 'error',
    demands: `All filters of a dataset group together use at most ${MAX_FIELDS_PER_GROUP} dataset fields.`,
    *check(outline) {
      const used = new Set<string>();
      for (const { filter, text, parsed } of filterExpressions(outline)) {
        if (!('expression' in parsed)) continue;
        for (const [field, offset] of filteredFields(parsed.expression)) {
          used.add(field);
          if (used.size !== MAX_FIELDS_PER_GROUP + 1) continue;
          yield {
            path: expressionPointer(filter),
            offset,
            value: text,
            message: `${field} is one dataset field too many: all filters together use at most ${MAX_FIELDS_PER_GROUP}.`,
          };
          return;
        }
      }
    },
  },
];

interface FilterFinding {
  readonly filter: Element;
  readonly text: string;
  readonly parsed: { readonly expression: FilterExpression } | { readonly error: FilterSyntaxError };
  readonly problems: readonly FilterProblem[];
}

/** Each expression is parsed once for all rules. */
const PARSED = new WeakMap<Outline, readonly FilterFinding[]>();

function filterExpressions(outline: Outline): readonly FilterFinding[] {
  const known = PARSED.get(outline);
  if (known) return known;
  const schemas: Partial<Record<DatasetType, readonly SchemaField[]>> = {};
  for (const { info, schema } of outline.datasets)
    schemas[info.datasetType] = schemaFields(schema.config.schema);
  const found = outline.filters.flatMap((filter) => {
    const text = filter.config.filterExpression;
    if (typeof text !== 'string' || text === '' || text.length > LONGEST_EXPRESSION) return [];
    const parsed = parseFilterExpression(text);
    const problems = 'expression' in parsed ? checkFilterExpression(parsed.expression, schemas) : [];
    return { filter, text, parsed, problems };
  });
  PARSED.set(outline, found);
  return found;
}

function expressionPointer({ configPointer }: Element): string {
  return joinPointer(configPointer, 'filterExpression');
}
