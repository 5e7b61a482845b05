import { clockTime, durationBetween } from '../time';
import { html, Markup } from './markup';
import type { PageData } from './page-data';
import { countList, eventTable, metricTable, notificationList, resourceTable } from './sections';
import { STYLE } from './style';
import { timeline } from './timeline';

/** Makes the browser block all requests and scripts of the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const LEGEND = [
  ['waiting', 'waits'],
  ['working', 'in progress'],
  ['updating', 'being updated'],
  ['failed', 'failed'],
] as const;

/** A self-contained page about a run of the local AWS, without scripts or requests. */
export function renderPage(data: PageData): string {
  const sections: readonly (readonly [id: string, title: string, body: Markup])[] = [
    ['timeline', 'Timeline', html`${legend()}${timeline(data)}`],
    ['resources', `Resources (${data.resources.length})`, resourceTable(data.resources)],
    ['notifications', `Notifications (${data.notifications.length})`, notificationList(data.notifications)],
    ['events', `Events (${data.events.length})`, eventTable(data.events)],
    ['metrics', `Metrics (${data.metrics.length})`, metricTable(data.metrics)],
  ];
  return html`${new Markup('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${data.title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<h1>${data.title}</h1>
<p>${clockTime(data.from)} to ${clockTime(data.to)} on the virtual clock (UTC): ${durationBetween(data.from, data.to)}</p>
<nav>${sections.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
<h2 id="counts">What it took</h2>
<div class="counts">${countList(data.counts)}</div>
${sections.map(([id, title, body]) => html`<h2 id="${id}">${title}</h2>\n${body}\n`)}
</body>
</html>
`.text;
}

function legend(): Markup {
  return html`<p class="legend"><small>Click a row for details. ${LEGEND.map(([kind, text]) => html`<span class="bar ${kind}"></span>${text}`)}; a mark below a bar is a poll by a function.</small></p>
`;
}
