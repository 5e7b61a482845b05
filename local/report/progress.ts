import { progressLine } from '../../personalize/progress-line';
import { palette, type RenderOptions } from './palette';
import { clockTime, type Moment } from './time';

export interface ProgressLine extends RenderOptions {
  /** Virtual time. */
  readonly now: Moment;
  /** What happens, in a word: usually a status. */
  readonly kind: string;
  readonly text: string;
}

/** One line about an event, after its time on the virtual clock. */
export function renderProgressLine({ now, kind, text, ...options }: ProgressLine): string {
  return progressLine(clockTime(now), kind, text, palette(options));
}
