import { clockTime, durationBetween } from '../../time';
import { html, type Markup } from '../markup';
import type {
  CheckData,
  CountData,
  EventData,
  MetricData,
  NotificationData,
  ResourceData,
  UseData,
} from '../page-data';
import { statusClass } from './status';

const NONE = html`<p>None.</p>`;

export function table(headings: readonly string[], rows: readonly (readonly (Markup | string | number)[])[]): Markup {
  if (rows.length === 0) return NONE;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="Table of ${rows.length} rows"><table><thead><tr>${headings.map((heading) => html`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table></div>`;
}

export function rounded(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}

export function resourceTable(resources: readonly ResourceData[]): Markup {
  return table(
    ['Type', 'Name', 'Status', 'Time', 'Polls', 'ARN'],
    resources.map(({ type, name, status, phases, polls, arn, failureReason }) => [
      type,
      name,
      html`<i class="${statusClass(status)}">${status}</i>${failureReason === undefined ? '' : html`<br>${failureReason}`}`,
      durationBetween(phases[0]?.from ?? 0, phases.at(-1)?.to ?? 0),
      polls,
      html`<code>${arn}</code>`,
    ]),
  );
}

export function useTable(uses: readonly UseData[]): Markup {
  return table(
    ['Dataset group', 'Use', 'Billed', 'Requests'],
    uses.map(({ datasetGroup, what, billed, requests, isUnused }) => [
      datasetGroup,
      what,
      billed,
      isUnused ? html`<b>none</b>` : (requests?.toLocaleString('en') ?? '-'),
    ]),
  );
}

export function checkTable(checks: readonly CheckData[]): Markup {
  return table(
    ['Checked', 'Dataset group', 'Dataset', 'Result', 'Rows', 'Distinct', 'Nulls', 'Times', 'Violations'],
    checks.map(
      ({ at, datasetGroup, dataset, verdict, rows, isComplete, counts, nulls, oldest, newest, violations }) => [
        ...[clockTime(at), datasetGroup, dataset],
        html`<i class="${statusClass(verdict)}">${verdict}</i>`,
        `${rows.toLocaleString('en')}${isComplete ? '' : ' (partly read)'}`,
        listed(counts),
        listed(nulls),
        oldest === undefined || newest === undefined ? '-' : `${clockTime(oldest)} to ${clockTime(newest)}`,
        listed(violations),
      ],
    ),
  );
}

/** Lists counts without zeros: `users 1,200, items 80`. */
function listed(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return parts.map(([name, count]) => `${name} ${count.toLocaleString('en')}`).join(', ') || '-';
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
    ['Metric', 'Dimensions', 'Samples', 'Sum', 'Last'],
    metrics.map(({ name, of, samples, sum, last }) => [name, of, samples, rounded(sum), rounded(last)]),
  );
}

export function countTable(counts: readonly CountData[]): Markup {
  const rows = counts.flatMap(({ what, total, parts }) => [
    [html`<b>${what}</b>`, html`<b>${total.toLocaleString('en')}</b>`],
    ...parts.map(({ name, count }) => [name, count.toLocaleString('en')]),
  ]);
  return table(['What', 'Number'], rows);
}

/** Renders one line for each notification. The texts of a notification appear when the reader opens its line. */
export function notificationList(notifications: readonly NotificationData[]): Markup {
  if (notifications.length === 0) return NONE;
  return html`<div class="notes">${notifications.map(
    ({ at, subject }, index) =>
      html`<details data-part="notification" data-index="${index}"><summary><time>${clockTime(at)}</time> ${subject}</summary></details>`,
  )}</div>`;
}

/** Renders the text of the e-mail, with the other formats folded away. */
export function notificationText({ texts }: NotificationData): Markup {
  const [first, ...others] = texts;
  return html`<pre tabindex="0">${first?.text}</pre>${others.map(
    ({ protocols, text }) =>
      html`<details><summary>${protocols.join(', ')}</summary><pre tabindex="0">${pretty(text)}</pre></details>`,
  )}`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}
