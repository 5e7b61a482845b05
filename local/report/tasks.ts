import { palette, type RenderOptions } from './palette';
import { renderTable } from './table';
import { clockTime, type Moment } from './time';

export interface TaskRow {
  readonly name: string;
  readonly schedule: string;
  /** Numbers of runs by how they ended. */
  readonly succeeded: number;
  readonly skipped: number;
  readonly failed: number;
  readonly running: number;
  /** When the last run began; absent if there was none. */
  readonly last?: Moment;
  readonly next?: Moment;
}

/** A table of what is done again and again, and how it has gone so far. */
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
