import { palette, type RenderOptions } from './palette';
import { renderTable } from './table';
import { clockTime, durationBetween, type Moment } from './time';

export interface RunRow {
  readonly datasetGroup: string;
  readonly workflow: string;
  readonly trigger: string;
  readonly status: string;
  readonly startedAt: Moment;
  readonly finishedAt?: Moment;
  readonly error?: string;
}

/** A table of runs, followed by their errors. */
export function renderRuns(rows: readonly RunRow[], options: RenderOptions = {}): string {
  const colours = palette(options);
  const table = renderTable(
    ['Dataset group', 'Workflow', 'Trigger', 'Status', 'Started', 'Duration'],
    rows.map(({ datasetGroup, workflow, trigger, status, startedAt, finishedAt }) => [
      datasetGroup,
      workflow,
      trigger,
      colours.status(status),
      clockTime(startedAt),
      durationBetween(startedAt, finishedAt),
    ]),
    colours,
  );
  const errors = rows.flatMap(({ datasetGroup, workflow, error }) =>
    error === undefined ? [] : [`${[datasetGroup, workflow].filter(Boolean).join(' ')}: ${error}`],
  );
  return [table, ...errors].join('\n');
}
