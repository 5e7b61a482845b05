import 'uplot/dist/uPlot.min.css';
import type { Markup } from '../markup';
import type { PageData } from '../page-data';
import { body, part } from '../view/body';
import { grid, rowsOf, type TimeRange } from '../view/grid';
import { runDetail, runList } from '../view/run';
import { drawCharts } from './charts';

/**
 * Draws the report from the data in its page. Then draws what the reader selects: a run, a row of runs, a day or week, or
 * a folded part.
 */
const data = JSON.parse(element('data').textContent ?? '') as PageData;
const everything: TimeRange = { from: data.from, to: data.to + 1 };
let range = everything;

document.body.append(...nodes(body(data)));
drawGrid();
drawCharts(data.versions);

document.addEventListener('click', ({ target }) => {
  const chosen =
    target instanceof Element ? target.closest<HTMLElement>('[data-run],[data-row],[data-from],#all,.close') : null;
  if (chosen === null) return;
  const { run, row, from, to } = chosen.dataset;
  if (run !== undefined) showRun(Number(run));
  else if (row !== undefined) toggleRow(chosen, Number(row));
  else if (chosen.matches('.close')) element('run').replaceChildren();
  else zoom(from === undefined ? everything : { from: Number(from), to: Number(to) });
});

// Toggle events do not bubble, so they are captured.
document.addEventListener(
  'toggle',
  ({ target }) => {
    if (!(target instanceof HTMLDetailsElement) || target.dataset.part === undefined) return;
    const [summary] = target.children;
    if (target.open && summary !== undefined)
      target.replaceChildren(summary, ...nodes(part(data, target.dataset.part, Number(target.dataset.index))));
  },
  true,
);

function drawGrid(): void {
  element('grid').replaceChildren(...nodes(grid(data, range)));
  element('all').hidden = range === everything;
}

function zoom(chosen: TimeRange): void {
  range = chosen;
  drawGrid();
  element(range === everything ? 'grid' : 'all').focus();
}

function toggleRow(button: HTMLElement, index: number): void {
  const list = button.parentElement?.nextElementSibling;
  const row = rowsOf(data)[index];
  if (!(list instanceof HTMLElement) || row === undefined) return;
  list.hidden = !list.hidden;
  button.setAttribute('aria-expanded', String(!list.hidden));
  if (!list.hidden) list.replaceChildren(...nodes(runList(data, row, range)));
}

function showRun(index: number): void {
  element('run').replaceChildren(...nodes(runDetail(data, index)));
  element('run').querySelector<HTMLElement>('h3')?.focus();
}

function nodes({ text }: Markup): readonly Node[] {
  const template = document.createElement('template');
  template.innerHTML = text;
  return [...template.content.childNodes];
}

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element '${id}'.`);
  return found;
}
