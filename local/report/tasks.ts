import { palette, type RenderOptions } from './palette';
import { renderTable } from './table';
import { clockTime, type Moment } from './time';

export interface TaskRow {
  readonly name: string;
  /** With its time zone. */
  readonly schedule: string;
  /** Numbers of runs by result. */
  readonly succeeded: number;
  readonly skipped: number;
  readonly failed: number;
  readonly running: number;
  /** Start of the last run; absent if there was none. */
  readonly last?: Moment;
  readonly next?: Moment;
}

/** A table of scheduled tasks and their runs so far. */
export function renderTasks(rows: readonly TaskRow[], options: RenderOptions = {}): string {
  return renderTable(
    ['Task', 'Schedule', 'Succeeded', 'Skipped', 'Failed', 'Running', 'Last run', 'Next'],
    rows.map(({ name, schedule, succeeded, skipped, failed, running, last, next }) => [
      name,
      schedule,
      ...[succeeded, skipped, failed, running].map(String),
      last === undefined ? '' : clockTime(last),
      next === undefined ? '' : clockTime(next),
    ]),
    palette(options),
  );
}
