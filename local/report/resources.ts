import { RESOURCE_TYPES } from '../../personalize/resource-types';
import { palette, type RenderOptions } from './palette';
import { renderTable } from './table';
import { durationBetween, type Moment } from './time';

export interface ResourceRow {
  /** A resource type of Personalize, e.g. `datasetImportJob`. */
  readonly type: string;
  readonly name: string;
  readonly arn: string;
  readonly status: string;
  readonly createdAt: Moment;
  /** When the status became final. */
  readonly settledAt?: Moment;
  readonly failureReason?: string;
}

/** A table of resources with status and duration, and Personalize's reason for each failure. */
export function renderResources(rows: readonly ResourceRow[], options: RenderOptions = {}): string {
  const colours = palette(options);
  const table = renderTable(
    ['Type', 'Name', 'Status', 'Duration'],
    rows.map(({ type, name, status, createdAt, settledAt }) => [
      title(type),
      name,
      colours.status(status),
      durationBetween(createdAt, settledAt),
    ]),
    colours,
  );
  const reasons = rows.flatMap(({ type, name, failureReason }) =>
    failureReason === undefined ? [] : [`${title(type)} ${name}: ${failureReason}`],
  );
  return [table, ...reasons].join('\n');
}

function title(type: string): string {
  const titles: Readonly<Record<string, { readonly title: string }>> = RESOURCE_TYPES;
  return titles[type]?.title ?? type;
}
