import type { Random } from '../random';
import { DELAYS, FAULT_KINDS, FAULT_RATES, type FaultKind } from './rates';

/** Decides from the seed which calls go wrong, and counts them. Silent once it is told to stop. */
export class Dice {
  private readonly counted = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  private rolling = true;

  /**
   * @param kinds what may go wrong at all
   * @param scale of all rates; 0 for a world in which nothing goes wrong
   */
  constructor(
    private readonly random: Random,
    private readonly kinds: ReadonlySet<FaultKind>,
    private readonly scale: number,
  ) {}

  /** A draw is made in any case, so that leaving one kind out does not change what befalls the others. */
  befalls(kind: FaultKind): boolean {
    const drawn = this.random.float();
    if (!this.rolling || !this.kinds.has(kind) || drawn >= FAULT_RATES[kind] * this.scale) return false;
    this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    return true;
  }

  coin(): boolean {
    return this.random.float() < 0.5;
  }

  /** Milliseconds. */
  delay(kind: keyof typeof DELAYS): number {
    const [least, most] = DELAYS[kind];
    return this.random.integer(least, most);
  }

  stop(): void {
    this.rolling = false;
  }

  counts(): ReadonlyMap<FaultKind, number> {
    return this.counted;
  }
}
