import { clockTime, durationBetween } from '../../time';
import { Axis } from '../axis';
import { html, type Markup } from '../markup';
import type { PageData, Phase, ResourceData } from '../page-data';
import { isBad, nameOf, type Row, runText, type TimeRange, within } from './grid';
import { statusClass } from './status';

/** Renders a button for each run of a row in a time range, failed runs first. The button shows the timeline of the run. */
export function runList(data: PageData, row: Row, range: TimeRange): Markup {
  const shown = within(data, row.runs, range);
  const sorted = [...shown].sort((one, other) => Number(isBad(data.runs[other])) - Number(isBad(data.runs[one])));
  return html`${sorted.map((index) => {
    const run = data.runs[index];
    return run && html`<button data-run="${index}" class="${statusClass(run.status)}">${runText(run)}</button>`;
  })}`;
}

/** Renders a run, with a timeline of the changes in Amazon Personalize during the run. */
export function runDetail(data: PageData, index: number): Markup {
  const run = data.runs[index];
  if (run === undefined) return html``;
  const { datasetGroup, workflow, status, from, to = data.to, error } = run;
  const axis = new Axis(from, to);
  const rows = data.resources.flatMap((resource) => {
    const phases = resource.phases.filter((phase) => phase.from <= to && phase.to >= from);
    return phases.length === 0 ? [] : [resourceRow(resource, phases, axis)];
  });
  return html`<h3 tabindex="-1">${nameOf(run)} of ${datasetGroup}: <i class="${statusClass(status)}">${status}</i> <button class="close">Close</button></h3>
<p>${workflow}, ${runText(run)}</p>${error === undefined ? '' : html`<p class="bad error">${error}</p>`}
${rows.length === 0 ? html`<p>Nothing changed in Amazon Personalize while it ran.</p>` : html`<div class="axis" aria-hidden="true"><span>Changes in Amazon Personalize during the run</span><div class="track">${axis.ticks().map(({ left, label }) => html`<span class="tick" style="left:${left}%">${label}</span>`)}</div></div>${rows}`}
`;
}

function resourceRow({ type, name, failureReason }: ResourceData, phases: readonly Phase[], axis: Axis): Markup {
  const text = phases.map(({ status, from, to }) => `${status} ${durationBetween(from, to)}`.trim()).join(', ');
  return html`<div class="axis"><span><b>${name}</b> <small>${type}: ${text}</small>${failureReason === undefined ? '' : html` <i class="bad">${failureReason}</i>`}</span>
<div class="track" role="img" aria-label="${name}: ${text}">${phases.map(
    ({ kind, status, from, to }) =>
      html`<span class="bar ${kind}" style="left:${axis.percent(from)}%;width:${axis.width(from, to)}%" title="${status}, ${clockTime(from)}, ${durationBetween(from, to)}"></span>`,
  )}</div></div>
`;
}
