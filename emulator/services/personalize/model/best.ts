/** Keeps the numbers that have the highest scores. Of two numbers with equal scores, the smaller number is better. */
export class Best {
  private readonly kept: number[] = [];

  /**
   * @param max maximum number of numbers to keep
   * @param score scores, indexed by number
   */
  constructor(
    private readonly max: number,
    private readonly score: Float64Array,
  ) {}

  /**
   * Adds a number if it is better than the worst number that is kept, or if fewer than `max` numbers are kept. `kept` is a heap whose first
   * element is the worst number.
   */
  add(number: number): void {
    const { kept } = this;
    if (kept.length < this.max) {
      kept.push(number);
      this.rise(kept.length - 1);
    } else if (this.isBetter(number, kept[0] ?? 0)) {
      kept[0] = number;
      this.sink();
    }
  }

  /** Returns the kept numbers, the best first. */
  sorted(): readonly number[] {
    return this.kept.toSorted((one, other) => (this.isBetter(one, other) ? -1 : 1));
  }

  private isBetter(one: number, other: number): boolean {
    const [first = 0, second = 0] = [this.score[one], this.score[other]];
    return first === second ? one < other : first > second;
  }

  private rise(from: number): void {
    let child = from;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!this.swapIfWorse(child, parent)) return;
      child = parent;
    }
  }

  private sink(): void {
    let parent = 0;
    for (;;) {
      const [left, right] = [2 * parent + 1, 2 * parent + 2];
      if (left >= this.kept.length) return;
      const isRight = right < this.kept.length && this.isBetter(this.kept[left] ?? 0, this.kept[right] ?? 0);
      const child = isRight ? right : left;
      if (!this.swapIfWorse(child, parent)) return;
      parent = child;
    }
  }

  /**
   * Exchanges two elements of the heap if the child is worse than its parent.
   * @returns true if the elements were exchanged
   */
  private swapIfWorse(child: number, parent: number): boolean {
    const [lower = 0, upper = 0] = [this.kept[child], this.kept[parent]];
    if (!this.isBetter(upper, lower)) return false;
    this.kept[parent] = lower;
    this.kept[child] = upper;
    return true;
  }
}
