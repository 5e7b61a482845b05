import type { Random } from '../../emulator/core/random';
import { DELAYS, FAULT_KINDS, FAULT_RATES, type FaultKind } from './rates';

/** Called for each fault as it happens. @param subject what the fault affects, as text */
export type FaultListener = (kind: FaultKind, subject: string) => void;

/** Decides from the seed which calls fail, and counts the faults. Draws no faults after `stop()`. */
export class Dice {
  private readonly counted = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  private readonly listeners: FaultListener[] = [];
  private rolling = true;

  /**
   * @param kinds the faults that may happen
   * @param scale factor for all rates; 0 disables all faults
   */
  constructor(
    private readonly random: Random,
    private readonly kinds: ReadonlySet<FaultKind>,
    private readonly scale: number,
  ) {}

  onFault(listener: FaultListener): void {
    this.listeners.push(listener);
  }

  /** Draws, and counts the fault if it happens. */
  strikes(kind: FaultKind, subject: string): boolean {
    if (!this.draws(kind)) return false;
    this.count(kind, subject);
    return true;
  }

  /**
   * Draws without counting. It always consumes a random number, so that excluding one kind of fault does not change the others.
   * @param drawn number in [0, 1) from another stream. Default: the next number of this stream
   */
  draws(kind: FaultKind, drawn = this.random.float()): boolean {
    return this.rolling && this.kinds.has(kind) && drawn < FAULT_RATES[kind] * this.scale;
  }

  /**
   * Draws, counts the fault if it happens, and picks one of its variants. One random number decides if the fault happens and which variant,
   * so that the number of variants changes no other draw.
   * @returns undefined if the fault does not happen
   */
  strikesAs<Variant>(kind: FaultKind, subject: string, variants: readonly Variant[]): Variant | undefined {
    const drawn = this.random.float();
    const rate = FAULT_RATES[kind] * this.scale;
    if (!this.rolling || !this.kinds.has(kind) || drawn >= rate) return undefined;
    this.count(kind, subject);
    return variants[Math.floor((drawn / Math.min(rate, 1)) * variants.length)];
  }

  /** Counts a fault that `draws` has drawn and that now happens. */
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
