import type { Random } from '../../local-aws/core/random';
import { DELAYS, FAULT_KINDS, FAULT_RATES, type FaultKind } from './rates';

/** Told of each fault as it happens. @param subject what it befell, for people */
export type FaultListener = (kind: FaultKind, subject: string) => void;

/** Decides from the seed which calls go wrong, and counts them. Silent once it is told to stop. */
export class Dice {
  private readonly counted = new Map<FaultKind, number>(FAULT_KINDS.map((kind) => [kind, 0]));
  private readonly listeners: FaultListener[] = [];
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

  onFault(listener: FaultListener): void {
    this.listeners.push(listener);
  }

  /** Draws, and counts if it befalls. */
  befalls(kind: FaultKind, subject: string): boolean {
    if (!this.draws(kind)) return false;
    this.count(kind, subject);
    return true;
  }

  /** A draw is made in any case, so that leaving one kind out does not change what befalls the others. */
  draws(kind: FaultKind): boolean {
    const drawn = this.random.float();
    return this.rolling && this.kinds.has(kind) && drawn < FAULT_RATES[kind] * this.scale;
  }

  /** Draws, counts if it befalls, and says which of the ways it takes: by the same draw, so that their number shifts no other. */
  befallsAs<Way>(kind: FaultKind, subject: string, ways: readonly Way[]): Way | undefined {
    const drawn = this.random.float();
    const rate = FAULT_RATES[kind] * this.scale;
    if (!this.rolling || !this.kinds.has(kind) || drawn >= rate) return undefined;
    this.count(kind, subject);
    return ways[Math.floor((drawn / Math.min(rate, 1)) * ways.length)];
  }

  /** For a fault that was drawn before it was sure to happen. */
  count(kind: FaultKind, subject: string): void {
    this.counted.set(kind, (this.counted.get(kind) ?? 0) + 1);
    for (const listener of this.listeners) listener(kind, subject);
  }

  coin(): boolean {
    return this.random.float() < 0.5;
  }

  /** Milliseconds. */
  delay(kind: keyof typeof DELAYS): number {
    const [least, most] = DELAYS[kind];
    return this.random.integer(least, most);
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
