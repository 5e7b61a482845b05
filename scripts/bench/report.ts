import Table from 'cli-table3';
import type { Machine } from './machine';
import type { Figure } from './measure';

export interface MeasureResult {
  readonly name: string;
  readonly figures: readonly Figure[];
  /** Peak memory of the process that measured the figures. */
  readonly peakMemoryMegabytes: number;
}

const HEADINGS = ['Measure', 'Value', 'Unit', 'Beside', 'Ratio'];

export function describeMachine({ processor, cores, memoryGigabytes, system, versions }: Machine): string {
  const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${processor}, ${cores} cores, ${memoryGigabytes} GB, ${system}\n${list.join(', ')}`;
}

export function renderMeasure({ name, figures, peakMemoryMegabytes }: MeasureResult): string {
  const table = new Table({ head: HEADINGS, style: { head: [], border: [] }, colAligns: ['left', 'right'] });
  table.push(...rows({ figures, peakMemoryMegabytes }));
  return `${name}\n${table.toString()}`;
}

/** Renders the table for docs/performance.md. */
export function renderMarkdown({ name, figures, peakMemoryMegabytes }: MeasureResult): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const lines = [line(HEADINGS), '|---|--:|---|---|--:|', ...rows({ figures, peakMemoryMegabytes }).map(line)];
  return [`### ${name}`, '', ...lines].join('\n');
}

function rows({ figures, peakMemoryMegabytes }: Omit<MeasureResult, 'name'>): string[][] {
  return [...figures.map(row), row({ name: 'peak memory of the process', value: peakMemoryMegabytes, unit: 'MB' })];
}

function row({ name, value, unit, besides }: Figure): string[] {
  return [
    name,
    round(value),
    unit,
    besides ? `${besides.name}: ${round(besides.value)}` : '',
    besides ? (value / besides.value).toFixed(3) : '',
  ];
}

/** Rounds fractions to four significant digits, because some limits are ratios close to 1, such as 1.03. Integers are not rounded. */
function round(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
