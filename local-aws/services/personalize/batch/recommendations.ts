import type { Random } from '../../../core/random';

/** Plausible recommendations: real ids in a seeded order, with decreasing scores. */
export class Recommendations {
  /**
   * @param itemIds ids of all items that the model knows
   * @param userIds ids of all users that it knows
   */
  constructor(
    private readonly random: Random,
    private readonly itemIds: readonly string[],
    private readonly userIds: readonly string[],
  ) {}

  /** @param except an item that is not recommended for itself */
  items(count: number, except?: string): string[] {
    const drawn = this.draw(this.itemIds, count + 1).filter((id) => id !== except);
    return drawn.slice(0, count);
  }

  /** The same at each call. */
  popularItems(count: number): string[] {
    return this.itemIds.slice(0, count);
  }

  users(count: number): string[] {
    return this.draw(this.userIds, count);
  }

  shuffled<T>(elements: readonly T[]): T[] {
    return this.draw(elements, elements.length);
  }

  /** Decreasing, with a sum of at most 1. */
  scores(count: number): number[] {
    const weights = Array.from({ length: count }, (_, index) => 1 / (index + 1 + this.random.float()));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    return weights.map((weight) => round(weight / total, 7));
  }

  /** Decreasing from about 0.6 to -0.1. */
  relevances(count: number): number[] {
    return Array.from({ length: count }, (_, index) => {
      const share = (index + this.random.float()) / Math.max(1, count);
      return round(0.6 - 0.7 * share, 8);
    });
  }

  /** Distinct elements: a walk with a step that visits all elements before it repeats one. */
  private draw<T>(pool: readonly T[], count: number): T[] {
    const { length } = pool;
    if (length === 0) return [];
    const start = this.random.integer(0, length - 1);
    let step = this.random.integer(1, length);
    while (commonDivisor(step, length) !== 1) step = (step % length) + 1;
    const picked = Array.from({ length: Math.min(count, length) }, (_, index) => (start + index * step) % length);
    return picked.flatMap((index) => pool.slice(index, index + 1));
  }
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
