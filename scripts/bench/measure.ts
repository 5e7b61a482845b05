/** One line of the table. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** Unit, e.g. `ms`, `KB`; empty for a count. */
  readonly unit: string;
  /** Value to compare with, e.g. a limit, or the value of an empty app. */
  readonly besides?: { readonly name: string; readonly value: number };
}

/** A group of figures that are measured together, in a process of its own. */
export interface Measure {
  readonly name: string;
  take(): Promise<readonly Figure[]>;
}

/** Median; of an even number of values, the higher of the two in the middle. A single disturbed measurement hardly changes it. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Wall time of the work, in milliseconds. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
