import { clockTime, durationBetween } from '../../time';
import { html, type Markup } from '../markup';
import type { PageData } from '../page-data';
import { isBad, nameOf, summary } from './grid';
import {
  checkTable,
  countTable,
  eventTable,
  metricTable,
  notificationList,
  notificationText,
  resourceTable,
  useTable,
} from './tables';
import { versionSection } from './versions';

/** Maximum number of failures in the banner. The grid shows all failures. */
const MAX_LISTED = 8;

/** Renders the page without its grid. */
export function body(data: PageData): Markup {
  const { from, to, resources, versions, checks, uses, notifications, events, metrics, counts } = data;
  const unused = uses.filter(({ isUnused }) => isUnused).length;
  const folded = [
    ['resources', `Resources (${resources.length})`],
    [
      'uses',
      `Billed use of Amazon Personalize (${uses.length}${unused === 0 ? '' : `, of which ${unused} had no request for recommendations`})`,
    ],
    ['checks', `Checks of rows (${checks.length})`],
    ['events', `Events (${events.length})`],
    ['metrics', `CloudWatch metrics (${metrics.length})`],
    ['counts', counts.map(({ what, total }) => `${total.toLocaleString('en')} ${what}`).join(', ')],
  ] as const;
  return html`<main>
${banner(data)}
<section id="timeline" aria-labelledby="h-runs"><h2 id="h-runs">Runs</h2> <button id="all" hidden>Show all days</button>
<p class="hint"><small>${clockTime(from)} to ${clockTime(to)} UTC on the virtual clock. A square is a run: <i class="run good"></i> succeeded <i class="run bad"></i> failed <i class="run idle"></i> unchanged <i class="run open"></i> other. Choose a name to list its runs, a square to see the run's timeline, a day or week to zoom in.</small></p>
<div id="grid" tabindex="-1"></div><section id="run" aria-label="Chosen run"></section></section>
${versions.length === 0 ? '' : html`<section aria-labelledby="h-versions"><h2 id="h-versions">Versions (${versions.length})</h2>${versionSection(versions)}</section>`}
<section aria-labelledby="h-notes"><h2 id="h-notes">Notifications (${notifications.length})</h2>${notificationList(notifications)}</section>
<section aria-labelledby="h-more"><h2 id="h-more">More</h2>${folded.map(([part, text]) => html`<details data-part="${part}"><summary>${text}</summary></details>`)}</section>
</main>`;
}

/** Renders the content of a folded part when it is opened. */
export function part(data: PageData, name: string, index: number): Markup {
  const notification = data.notifications[index];
  const parts: Readonly<Record<string, () => Markup>> = {
    resources: () => resourceTable(data.resources),
    uses: () => useTable(data.uses),
    checks: () => checkTable(data.checks),
    events: () => eventTable(data.events),
    metrics: () => metricTable(data.metrics),
    counts: () => countTable(data.counts),
    notification: () => (notification === undefined ? html`` : notificationText(notification)),
  };
  return parts[name]?.() ?? html``;
}

function banner({ title, from, to, runs, versions }: PageData): Markup {
  const failed = [...runs.keys()].filter((index) => isBad(runs[index]));
  const waiting = versions.filter(({ decision }) => /HELD|CANDIDATE/.test(decision?.decision ?? '')).length;
  const result = failed.length > 0 ? `${failed.length} of ${runs.length} runs failed` : 'No run failed';
  return html`<header class="banner ${failed.length > 0 ? 'bad' : 'good'}"><h1>${result}</h1>
<p>${title}. ${summary(runs)}, in ${durationBetween(from, to)}${waiting > 0 ? html`; <a href="#h-versions">${waiting === 1 ? '1 version waits' : `${waiting} versions wait`} for a decision</a>` : ''}</p>
${failed.length === 0 ? '' : html`<ul>${failed.slice(0, MAX_LISTED).map((index) => html`<li><a href="#run" data-run="${index}">${clockTime(runs[index]?.from ?? 0)} ${nameOf(runs[index])} of ${runs[index]?.datasetGroup}</a> ${runs[index]?.error?.split('\n')[0]}</li>`)}</ul>`}
${failed.length > MAX_LISTED ? html`<p>${failed.length - MAX_LISTED} more: see the red squares.</p>` : ''}</header>`;
}
