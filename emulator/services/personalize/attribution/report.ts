/**
 * Reports of metric attributions. Source: developer guide, "Measuring recommendation impact with a metric attribution"
 * (https://docs.aws.amazon.com/personalize/latest/dg/metric-attributions.html) and "Publishing metric attribution reports to Amazon S3",
 * read 2026-11-29. `personalize-attribution-reports` in docs/local-aws.md lists what these pages leave open.
 */

import type { MetricAttribute } from '@aws-sdk/client-personalize';
import type { Row } from '../data/dataset-contents';
import type { ValidatedInput } from '../validated-input';

export type Metric = ValidatedInput<MetricAttribute>;

/** The value of a metric for one source in one window. */
export interface ReportLine {
  readonly metric: Metric;
  readonly source: string;
  /** Beginning of the window, in epoch seconds. */
  readonly time: number;
  readonly value: number;
}

/** Length of a report's time window, in seconds. Source: "Amazon Personalize aggregates calculations over a 15-minute window". */
export const WINDOW = 15 * 60;

/** Returns the column that the expression `SUM(dataset.column)` sums up; undefined for SAMPLECOUNT(); empty names for any other text. */
export function summedColumn(expression: string): { readonly dataset: string; readonly column: string } | undefined {
  const [, dataset = '', column = ''] = /^SUM\((\w+)\.(\w+)\)$/.exec(expression) ?? [];
  return expression === 'SAMPLECOUNT()' ? undefined : { dataset, column };
}

/** True if the metric counts events of the row's event type. */
export function counts({ eventType }: Metric, row: Row): boolean {
  return eventType.toLowerCase() === row.get('EVENT_TYPE')?.toLowerCase();
}

/**
 * Computes the lines of a report: one for each metric, source and time window that has events.
 * @param events rows of interactions
 * @param sourceOf returns the source that led to an event
 * @param itemOf returns the metadata of an item
 */
export function reportOf(
  metrics: readonly Metric[],
  events: readonly Row[],
  sourceOf: (event: Row) => string,
  itemOf: (id: string) => Row | undefined,
): readonly ReportLine[] {
  const lines = new Map<string, ReportLine>();
  for (const event of events) {
    const source = sourceOf(event);
    const time = Math.floor(Number(event.get('TIMESTAMP')) / WINDOW) * WINDOW;
    for (const metric of metrics.filter((each) => counts(each, event))) {
      const key = JSON.stringify([metric.metricName, source, time]);
      const value = (lines.get(key)?.value ?? 0) + amountOf(metric, event, itemOf);
      lines.set(key, { metric, source, time, value });
    }
  }
  return [...lines.values()];
}

function amountOf({ expression }: Metric, event: Row, itemOf: (id: string) => Row | undefined): number {
  const summed = summedColumn(expression);
  if (summed === undefined) return 1;
  const row = summed.dataset === 'Items' ? itemOf(event.get('ITEM_ID') ?? '') : event;
  return Number(row?.get(summed.column) ?? 0);
}

/** Converts a report to csv, in the format in which Personalize writes reports to S3. */
export function csvOf(lines: readonly ReportLine[]): string {
  const rows = lines.map(({ metric: { metricName, eventType, expression }, source, time, value }) => {
    const number = Number.isInteger(value) ? value.toFixed(1) : String(value);
    const mathFunction = expression.replace(/\(.*/, '').toLowerCase();
    return [metricName, eventType, number, mathFunction, source, time].join();
  });
  return `${['METRIC_NAME,EVENT_TYPE,VALUE,MATH_FUNCTION,EVENT_ATTRIBUTION_SOURCE,TIMESTAMP', ...rows].join('\n')}\n`;
}
