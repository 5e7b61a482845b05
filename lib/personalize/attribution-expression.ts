import type { DatasetType } from './dataset-types';

/**
 * A parsed expression of a metric attribution. The expression counts the events of a type (`counts: true`), or adds up
 * the values of a column.
 */
export type AttributionExpression =
  | { readonly counts: true }
  | { readonly counts: false; readonly dataset: DatasetType; readonly column: string };

/** Dataset types, by the names of datasets in expressions. */
const DATASETS: Readonly<Record<string, DatasetType>> = { Interactions: 'INTERACTIONS', Items: 'ITEMS' };

/**
 * Parses `SAMPLECOUNT()`, `SUM(Interactions.COLUMN)` or `SUM(Items.COLUMN)`. Source:
 * https://docs.aws.amazon.com/personalize/latest/dg/API_MetricAttribute.html, November 2026.
 * @returns undefined for any other text
 */
export function parseAttributionExpression(text: string): AttributionExpression | undefined {
  if (text === 'SAMPLECOUNT()') return { counts: true };
  const [, name = '', column = ''] = /^SUM\((Interactions|Items)\.([^\s().]+)\)$/.exec(text) ?? [];
  const dataset = DATASETS[name];
  return dataset && { counts: false, dataset, column };
}
