import { palette, type RenderOptions } from './palette';
import { NOTHING } from './table';
import { clockTime, type Moment } from './time';

export interface NotificationRow {
  readonly at: Moment;
  readonly subject?: string;
  /** What each protocol is sent; `default` is for those that are not named. */
  readonly message: Readonly<Record<string, string>>;
}

/** Each notification as a person gets it by e-mail. */
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
