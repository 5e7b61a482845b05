const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const HOURS = [1, 2, 3, 6, 12, 24, 48, 168, 336, 720];
const STEPS = [1 / 60, 1 / 6, 1, 5, 15, 30, ...HOURS.map((hours) => hours * 60)].map((minutes) => minutes * MINUTE);

const MAX_TICKS = 6;

export interface Tick {
  /** Position in percent of the width. */
  readonly left: number;
  readonly label: string;
}

/** Positions of moments on a timeline. */
export class Axis {
  private readonly length: number;

  constructor(
    private readonly from: number,
    private readonly to: number,
  ) {
    this.length = Math.max(to - from, SECOND);
  }

  /** Position of a moment in percent of the width, at least 0 and at most 100, rounded to keep pages small. */
  percent(at: number): number {
    return round((Math.min(Math.max(at, this.from), this.to) - this.from) / this.length);
  }

  width(from: number, to: number): number {
    return Math.round((this.percent(to) - this.percent(from)) * 1000) / 1000;
  }

  /**
   * Returns at most `MAX_TICKS` + 1 ticks. They are at round times of the clock, except on an axis that is too long for every
   * round step.
   */
  ticks(): readonly Tick[] {
    const step = STEPS.find((candidate) => this.length / candidate <= MAX_TICKS) ?? this.length;
    const ticks: Tick[] = [];
    for (let at = Math.ceil(this.from / step) * step; at <= this.to; at += step) {
      ticks.push({ left: this.percent(at), label: label(at, step) });
    }
    return ticks;
  }
}

function label(at: number, step: number): string {
  const text = new Date(at).toISOString();
  if (step >= DAY) return text.slice(5, 10);
  return step >= MINUTE ? text.slice(11, 16) : text.slice(11, 19);
}

function round(share: number): number {
  return Math.round(share * 100_000) / 1000;
}
