import { palette, type RenderOptions } from './palette';
import { NOTHING } from './table';
import { clockTime, type Moment } from './time';

export interface NotificationRow {
  readonly at: Moment;
  readonly subject?: string;
  /** The message by protocol; `default` is for protocols that are not listed. */
  readonly message: Readonly<Record<string, string>>;
}

/** Each notification as an e-mail shows it. */
export function renderNotifications(rows: readonly NotificationRow[], options: RenderOptions = {}): string {
  if (rows.length === 0) return NOTHING;
  const colours = palette(options);
  return rows
    .map(({ at, subject = '(no subject)', message }) => {
      const text = message.email ?? message.default ?? Object.values(message)[0] ?? '';
      return `${colours.faint(clockTime(at))}  ${colours.heading(subject)}\n${indent(text)}`;
    })
    .join('\n');
}

function indent(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}
