import type { DatasetType } from '../../personalize/dataset-types';
import {
  checkFilterExpression,
  type FilterExpression,
  type FilterProblem,
  type FilterSyntaxError,
  parseFilterExpression,
} from '../../personalize/filter-expression';
import { LIMITS } from '../../personalize/limits';
import { type SchemaField, schemaFields } from '../../personalize/schema';
import { joinPointer } from '../json-pointer';
import type { Element, Outline } from '../outline';

export interface ParsedFilter {
  readonly filter: Element;
  /** Pointer to the expression. */
  readonly path: string;
  readonly text: string;
  readonly parsed: { readonly expression: FilterExpression } | { readonly error: FilterSyntaxError };
  readonly problems: readonly FilterProblem[];
}

/** Cache of the parsed filters of each outline, so that each expression is parsed once for all rules. */
const PARSED = new WeakMap<Outline, readonly ParsedFilter[]>();

/**
 * Filters with their parsed expressions. A filter is left out if its expression is not a text, is empty or is too long.
 */
export function parsedFilters(outline: Outline): readonly ParsedFilter[] {
  const known = PARSED.get(outline);
  if (known) return known;
  const schemas: Partial<Record<DatasetType, readonly SchemaField[]>> = {};
  for (const { info, schema } of outline.datasets) schemas[info.datasetType] = schemaFields(schema.config.schema);
  const found = outline.filters.flatMap((filter) => {
    const text = filter.config.filterExpression;
    if (typeof text !== 'string' || text === '' || [...text].length > LIMITS.filterCharacters.max) return [];
    const parsed = parseFilterExpression(text);
    const problems = 'expression' in parsed ? checkFilterExpression(parsed.expression, schemas) : [];
    return [{ filter, path: joinPointer(filter.configPointer, 'filterExpression'), text, parsed, problems }];
  });
  PARSED.set(outline, found);
  return found;
}
