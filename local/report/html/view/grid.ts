import { clockTime, durationBetween } from '../../time';
import { html, type Markup } from '../markup';
import type { PageData, RunData } from '../page-data';
import { groupsOf } from './groups';
import { statusClass } from './status';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

/** Epoch milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Runs of one dataset group with the same name, oldest first. The name of a run is its trigger, such as a task. If a
 * run has no trigger, its name is its workflow.
 */
export interface Row {
  readonly name: string;
  readonly datasetGroup: string;
  /** Schedule; empty if there is none. */
  readonly schedule: string;
  /** Indexes of runs in the page's data. */
  readonly runs: readonly number[];
}

/**
 * Returns the rows of the grid. Rows with failures come first. Within both parts, rows are in the order of their first
 * runs.
 */
export function rowsOf({ runs, tasks }: PageData): readonly Row[] {
  const groups = groupsOf(runs.keys(), (index) => JSON.stringify([nameOf(runs[index]), runs[index]?.datasetGroup]));
  const rows = [...groups].map(([key, indexes]): Row => {
    const [name, datasetGroup] = JSON.parse(key) as [string, string];
    const schedule = tasks.find((task) => task.name === name)?.schedule ?? '';
    return { name, datasetGroup, schedule, runs: indexes };
  });
  const failures = (row: Row) => row.runs.filter((index) => isBad(runs[index])).length;
  return rows.sort((one, other) => Number(failures(other) > 0) - Number(failures(one) > 0));
}

/** Returns the columns: hours for up to two days, days for up to two months, or weeks. */
export function columnsOf({ from, to }: TimeRange): readonly TimeRange[] {
  const span = to - from;
  const unit = span <= 2 * DAY ? HOUR : span <= 62 * DAY ? DAY : WEEK;
  const start = Math.floor(from / Math.min(unit, DAY)) * Math.min(unit, DAY);
  const count = Math.max(1, Math.ceil((to - start) / unit));
  return Array.from({ length: count }, (_, index) => ({ from: start + index * unit, to: start + (index + 1) * unit }));
}

/** @param range period to show */
export function grid(data: PageData, range: TimeRange): Markup {
  const columns = columnsOf(range);
  const rows = rowsOf(data);
  return html`<div class="grid" style="--columns:${columns.length}">
<div class="row head"><span></span><div class="cells">${columns.map((_, index) => heading(data, columns, index))}</div></div>
${rows.map((row, index) => rowOf(data, row, index, columns))}</div>`;
}

/** Returns the indexes of runs that began in the range. */
export function within({ runs }: PageData, indexes: readonly number[], { from, to }: TimeRange): readonly number[] {
  return indexes.filter((index) => (runs[index]?.from ?? 0) >= from && (runs[index]?.from ?? 0) < to);
}

/** Counts the results of runs in words: `4 runs: 3 succeeded, 1 failed`. */
export function summary(runs: readonly (RunData | undefined)[]): string {
  const counts = groupsOf(runs, (run) => (run?.status ?? '').toLowerCase().replaceAll('_', ' '));
  const results = [...counts].map(([status, those]) => `${those.length} ${status}`);
  return `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}: ${results.join(', ') || 'none'}`;
}

export function runText({ status, from, to }: RunData): string {
  return `${clockTime(from)} ${status}, ${to === undefined ? 'in progress' : durationBetween(from, to)}`;
}

export function nameOf(run: RunData | undefined): string {
  return run?.trigger || run?.workflow || '';
}

export function isBad(run: RunData | undefined): boolean {
  return run !== undefined && statusClass(run.status) === 'bad';
}

/** Maximum number of labels that fit beside each other on a screen of 800 px. Narrow screens hide the other labels. */
const MAX_LABELS = 20;

function heading(data: PageData, columns: readonly TimeRange[], index: number): Markup {
  const [column = { from: 0, to: 0 }, before] = [columns[index], columns[index - 1]];
  const runs = within(data, [...data.runs.keys()], column).map((each) => data.runs[each]);
  const start = clockTime(column.from);
  const isHour = column.to - column.from === HOUR;
  const [month, day] = [start.slice(5, 7), start.slice(8, 10)];
  const isNewMonth = before === undefined || clockTime(before.from).slice(5, 7) !== month;
  const isMinor = index % Math.ceil(columns.length / MAX_LABELS) > 0;
  const label = isHour ? start.slice(11, 13) : isNewMonth ? html`<span>${month}-</span>${day}` : day;
  const text = `${start.slice(0, isHour ? 16 : 10)}, ${summary(runs)}`;
  return isHour
    ? html`<span class="hour ${isMinor ? 'minor' : ''}" title="${text}">${label}</span>`
    : html`<button class="day ${isMinor && !isNewMonth ? 'minor' : ''} ${runs.some(isBad) ? 'bad' : ''}" data-from="${column.from}" data-to="${column.to}" title="${text}" aria-label="Show ${text}">${label}</button>`;
}

function rowOf(data: PageData, row: Row, number: number, columns: readonly TimeRange[]): Markup {
  const { name, datasetGroup, schedule } = row;
  const shown = columns.map((column) => within(data, row.runs, column));
  const text = summary(shown.flat().map((index) => data.runs[index]));
  const squares = (indexes: readonly number[]) =>
    indexes.map((index) => {
      const run = data.runs[index];
      return (
        run && html`<i class="run ${statusClass(run.status)}" data-run="${index}" title="${name} ${runText(run)}"></i>`
      );
    });
  return html`<div class="row"><button class="name" data-row="${number}" aria-expanded="false"><b>${name}</b> <small>${[datasetGroup, schedule, text].filter(Boolean).join('; ')}</small></button>
<div class="cells" role="img" aria-label="${name}, ${text}">${shown.map((indexes) => html`<span>${squares(indexes)}</span>`)}</div></div>
<div class="runs" hidden></div>
`;
}
