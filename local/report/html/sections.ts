import { clockTime, durationBetween } from '../time';
import { html, type Markup } from './markup';
import type { CountData, EventData, MetricData, NotificationData, ResourceData } from './page-data';
import { statusClass } from './timeline';

const NONE = html`<p>None.</p>`;

export function resourceTable(resources: readonly ResourceData[]): Markup {
  return table(
    ['Type', 'Name', 'Status', 'Time', 'ARN'],
    resources.map(({ type, name, status, phases, arn, failureReason }) => [
      type,
      name,
      html`<i class="${statusClass(status)}">${status}</i>${failureReason === undefined ? '' : html`<br>${failureReason}`}`,
      durationBetween(phases[0]?.from ?? 0, phases.at(-1)?.to ?? 0),
      html`<code>${arn}</code>`,
    ]),
  );
}

/** The e-mail, with the other protocols in a collapsed section. */
export function notificationList(notifications: readonly NotificationData[]): Markup {
  if (notifications.length === 0) return NONE;
  return html`${notifications.map(({ at, subject, message }) => {
    const { email, ...others } = message;
    return html`<article><header><time>${clockTime(at)}</time> <b>${subject}</b></header>
<pre>${email ?? message.default}</pre>
${Object.entries(others).map(([protocol, text]) => html`<details><summary>${protocol}</summary><pre>${pretty(text)}</pre></details>`)}</article>
`;
  })}`;
}

export function eventTable(events: readonly EventData[]): Markup {
  return table(
    ['Time', 'Event', 'Resource', 'Detail'],
    events.map(({ at, type, resource, detail }) => [
      clockTime(at),
      type,
      html`<code>${resource}</code>`,
      html`<code>${JSON.stringify(detail)}</code>`,
    ]),
  );
}

export function metricTable(metrics: readonly MetricData[]): Markup {
  return table(
    ['Metric', 'Of', 'Samples', 'Sum', 'Last'],
    metrics.map(({ name, of, samples, sum, last }) => [name, of, samples, rounded(sum), rounded(last)]),
  );
}

export function countList(counts: readonly CountData[]): Markup {
  return html`${counts.map(
    ({
      what,
      total,
      parts,
    }) => html`<details class="count"><summary><b>${total.toLocaleString('en')}</b> ${what}</summary>
${table(
  ['', ''],
  parts.map(({ name, count }) => [name, count]),
)}</details>
`,
  )}`;
}

function table(headings: readonly string[], rows: readonly (readonly (Markup | string | number)[])[]): Markup {
  if (rows.length === 0) return NONE;
  return html`<div class="scroll"><table><thead><tr>${headings.map((heading) => html`<th>${heading}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`;
}

function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
