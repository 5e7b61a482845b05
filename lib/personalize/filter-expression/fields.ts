import type { DatasetType } from '../dataset-types';
import type { FilterDataset, FilterExpression } from './ast';
import { parseFilterExpression } from './parse';

export const DATASET_TYPE: Readonly<Record<FilterDataset, DatasetType>> = {
  Items: 'ITEMS',
  Interactions: 'INTERACTIONS',
  Users: 'USERS',
  Actions: 'ACTIONS',
  Action_Interactions: 'ACTION_INTERACTIONS',
};

/**
 * Distinct fields by which the expression filters, as `DATASET_TYPE.NAME`, each with the offset of its first use. Fields of CurrentUser
 * and CurrentItem are not included.
 */
export function filteredFields({ clauses }: FilterExpression): Map<string, number> {
  const fields = new Map<string, number>();
  for (const { field } of clauses.flatMap(({ conditions }) => conditions)) {
    const key = `${DATASET_TYPE[field.dataset]}.${field.name.toUpperCase()}`;
    if (!fields.has(key)) fields.set(key, field.offset);
  }
  return fields;
}

/**
 * Types of the datasets that a filter expression uses, including the datasets behind `CurrentUser` and `CurrentItem`. Empty for an
 * invalid expression.
 */
export function filteredDatasets(text: string): readonly DatasetType[] {
  const parsed = parseFilterExpression(text);
  if ('error' in parsed) return [];
  const conditions = parsed.expression.clauses.flatMap((clause) => [...clause.conditions, ...clause.userConditions]);
  const named = conditions.flatMap(({ field, value }): readonly DatasetType[] => [
    DATASET_TYPE[field.dataset],
    ...(value.kind === 'current-item' ? (['ITEMS'] as const) : []),
  ]);
  return [...new Set(named)];
}
