import { clockTime, durationBetween } from '../time';
import { Axis } from './axis';
import { html, type Markup } from './markup';
import type { PageData, Phase, ResourceData, RunData } from './page-data';

/** Maximum number of marks in a row; beyond it, they are thinned out. The details have the number of polls. */
const MARKS = 60;

/** A row for each run and each resource on one axis. A click shows the details. */
export function timeline(data: PageData): Markup {
  const axis = new Axis(data.from, data.to);
  return html`<div class="axis" aria-hidden="true"><span></span><div class="track">${axis
    .ticks()
    .map(({ left, label }) => html`<span class="tick" style="left:${left}%">${label}</span>`)}</div></div>
<h3>Runs</h3>
${data.runs.map((run) => runRow(run, data.to, axis))}
<h3>Resources</h3>
${data.resources.map((resource) => resourceRow(resource, axis))}`;
}

function runRow(run: RunData, now: number, axis: Axis): Markup {
  const { datasetGroup, workflow, trigger, status, from, to, error } = run;
  const kind = status === 'SUCCEEDED' || status === 'RUNNING' ? 'run' : 'failed';
  return row({
    id: `run ${datasetGroup} ${workflow} ${trigger} ${clockTime(from)}`,
    label: html`<b>${workflow || trigger}</b> <small>${datasetGroup}</small>`,
    status,
    bars: [bar(axis, { status, kind, from, to: to ?? now })],
    detail: [
      ['Dataset group', datasetGroup],
      ['Trigger', trigger],
      ['Began', clockTime(from)],
      ['Took', to === undefined ? 'in progress' : durationBetween(from, to)],
      ['Error', error],
    ],
  });
}

function resourceRow(resource: ResourceData, axis: Axis): Markup {
  const { type, name, arn, status, failureReason, phases, polls } = resource;
  return row({
    id: arn,
    label: html`<b>${name}</b> <small>${type}</small>`,
    status,
    bars: [...phases.map((phase) => bar(axis, phase)), marks(axis, polls)],
    detail: [
      ['ARN', arn],
      ['Failure reason', failureReason],
      ...phases.map(
        ({ status: of, from, to }) =>
          [of, `${clockTime(from)}, ${durationBetween(from, to)}`] as readonly [string, string],
      ),
      ['Polls', polls.length === 0 ? undefined : String(polls.length)],
    ],
  });
}

interface Row {
  readonly id: string;
  readonly label: Markup;
  readonly status: string;
  readonly bars: readonly Markup[];
  /** Title and text. An entry without text is not shown. */
  readonly detail: readonly (readonly [string, string | undefined])[];
}

function row({ id, label, status, bars, detail }: Row): Markup {
  const facts = detail.filter(([, text]) => text !== undefined && text !== '');
  return html`<details class="row" data-id="${id}"><summary><span class="label"><span class="name">${label}</span> <i class="${statusClass(status)}">${status}</i></span><div class="track">${bars}</div></summary>
<dl>${facts.map(([title, text]) => html`<dt>${title}</dt><dd>${text}</dd>`)}</dl></details>
`;
}

function bar(axis: Axis, { status, kind, from, to }: Omit<Phase, 'kind'> & { kind: Phase['kind'] | 'run' }): Markup {
  return html`<span class="bar ${kind}" style="left:${axis.percent(from)}%;width:${axis.width(from, to)}%" title="${status}, ${durationBetween(from, to)}"></span>`;
}

function marks(axis: Axis, polls: readonly number[]): Markup {
  const every = Math.ceil(polls.length / MARKS);
  return html`${polls
    .filter((_, index) => index % every === 0)
    .map((at) => html`<span class="poll" style="left:${axis.percent(at)}%"></span>`)}`;
}

/** The status is shown as text too, so colour is never the only sign. */
export function statusClass(status: string): 'good' | 'bad' | 'open' {
  if (/^(ACTIVE|SUCCEEDED)$/.test(status)) return 'good';
  return /FAILED|REFUSED|TIMED_OUT|ABORTED|STOPPED/.test(status) ? 'bad' : 'open';
}
