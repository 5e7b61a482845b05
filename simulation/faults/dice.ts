import type { Random } from '../../emulator/core/random';
import { DELAYS, FAULT_KINDS, FAULT_RATES, type FaultKind } from './rates';

/** Callback for each fault, called when the fault happens. @param subject text that names the affected call or resource */
export type FaultListener = (kind: FaultKind, subject: string) => void;

/** Draws which faults happen, by random numbers from the seed, and counts the faults. After `stop()`, no fault is drawn. */
export class Dice {
  private readonly counted = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  private readonly listeners: FaultListener[] = [];
  private rolling = true;

  /**
   * @param kinds the faults that may happen
   * @param scale factor for all rates. If it is 0, no fault is drawn
   */
  constructor(
    private readonly random: Random,
    private readonly kinds: ReadonlySet<FaultKind>,
    private readonly scale: number,
  ) {}

  onFault(listener: FaultListener): void {
    this.listeners.push(listener);
  }

  /** Draws if a fault happens, and counts the fault if so. */
  strikes(kind: FaultKind, subject: string): boolean {
    if (!this.draws(kind)) return false;
    this.count(kind, subject);
    return true;
  }

  /**
   * Draws if a fault happens, but does not count the fault. A random number is always consumed, so that the draws of other kinds do not
   * change if one kind is excluded.
   * @param drawn number in [0, 1) from another stream. Default: the next number of this stream
   */
  draws(kind: FaultKind, drawn = this.random.float()): boolean {
    return this.rolling && this.kinds.has(kind) && drawn < FAULT_RATES[kind] * this.scale;
  }

  /**
   * Draws if a fault happens, and in which variant. Counts the fault if it happens. Both draws use the same random number, so that the
   * number of variants does not change any other draw.
   * @returns undefined if the fault does not happen
   */
  strikesAs<Variant>(kind: FaultKind, subject: string, variants: readonly Variant[]): Variant | undefined {
    const drawn = this.random.float();
    const rate = FAULT_RATES[kind] * this.scale;
    if (!this.rolling || !this.kinds.has(kind) || drawn >= rate) return undefined;
    this.count(kind, subject);
    return variants[Math.floor((drawn / Math.min(rate, 1)) * variants.length)];
  }

  /** Counts a fault when it happens: a fault that `draws` has drawn, or a lasting fault, which is not drawn. */
  count(kind: FaultKind, subject: string): void {
    this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    for (const listener of this.listeners) listener(kind, subject);
  }

  coin(): boolean {
    return this.random.float() < 0.5;
  }

  /** Draws a delay within the range of its kind, in milliseconds. */
  delay(kind: keyof typeof DELAYS): number {
    const [min, max] = DELAYS[kind];
    return this.random.integer(min, max);
  }

  hex(length: number): string {
    return this.random.hex(length);
  }

  stop(): void {
    this.rolling = false;
  }

  get isRolling(): boolean {
    return this.rolling;
  }

  counts(): ReadonlyMap<FaultKind, number> {
    return this.counted;
  }
}
