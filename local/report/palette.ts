import picocolors from 'picocolors';

export interface RenderOptions {
  /** Whether to write ANSI colours. Default: false. */
  readonly colour?: boolean;
}

/** What colours mean in the report: the only place that names one. */
export interface Palette {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  /** By the word itself: what has ended well, badly, or not yet. */
  readonly status: (status: string) => string;
}

const GOOD = /^(ACTIVE|SUCCEEDED)$/;
const BAD = /FAILED|TIMED_OUT|ABORTED|STOPPED/;

export function palette({ colour = false }: RenderOptions): Palette {
  const { bold, dim, green, red, yellow } = picocolors.createColors(colour);
  return {
    heading: bold,
    faint: dim,
    status: (status) => {
      if (GOOD.test(status)) return green(status);
      return BAD.test(status) ? red(status) : yellow(status);
    },
  };
}
