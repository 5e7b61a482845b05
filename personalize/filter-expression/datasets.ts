import type { DatasetType } from '../dataset-types';
import type { FilterDataset } from './ast';
import { parseFilterExpression } from './parse';

export const DATASET_TYPE: Readonly<Record<FilterDataset, DatasetType>> = {
  Items: 'ITEMS',
  Interactions: 'INTERACTIONS',
  Users: 'USERS',
  Actions: 'ACTIONS',
  Action_Interactions: 'ACTION_INTERACTIONS',
};

/** The datasets that a filter expression names, `CurrentUser` and `CurrentItem` included; none for an invalid expression. */
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
