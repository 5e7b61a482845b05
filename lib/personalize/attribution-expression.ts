import type { DatasetType } from './dataset-types';

/** The value that a metric attribution computes for events of a type. */
export type AttributionExpression =
  | { readonly counts: true }
  | { readonly counts: false; readonly dataset: DatasetType; readonly column: string };

/** Datasets by their names in expressions. */
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
