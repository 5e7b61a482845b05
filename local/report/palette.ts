import picocolors from 'picocolors';
import type { Paint } from '../../lib/text/progress-line';

/** Colors of text in a terminal. */
export interface Palette extends Paint {
  readonly heading: (text: string) => string;
}

const GOOD = /^(ACTIVE|SUCCEEDED)$/;
const BAD = /FAILED|TIMED_OUT|ABORTED|STOPPED/;

/** @param colour true to write ANSI colors */
export function palette(colour: boolean): Palette {
  const { bold, dim, green, red, yellow } = picocolors.createColors(colour);
  return {
    heading: bold,
    faint: dim,
    status: (status) => {
      if (GOOD.test(status)) return green(status);
      if (status === 'UNCHANGED') return dim(status);
      return BAD.test(status) ? red(status) : yellow(status);
    },
  };
}
