import { palette, type RenderOptions } from './palette';
import { clockTime, type Moment } from './time';

export interface ProgressLine extends RenderOptions {
  /** Virtual time. */
  readonly now: Moment;
  /** What happens, in a word: usually a status. */
  readonly kind: string;
  readonly text: string;
}

/** Width of Personalize's longest status without a reason, `CREATE IN_PROGRESS`. */
const KIND_WIDTH = 18;

/** One line about an event, after its time on the virtual clock. */
export function renderProgressLine({ now, kind, text, ...options }: ProgressLine): string {
  const colours = palette(options);
  const padding = ' '.repeat(Math.max(0, KIND_WIDTH - kind.length));
  return `${colours.faint(clockTime(now))}  ${colours.status(kind)}${padding}  ${text}`;
}
