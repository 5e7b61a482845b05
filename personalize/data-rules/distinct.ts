/** Most texts that are kept: at 256 characters each, some 25 MB. */
const CAPACITY = 50_000;

/**
 * Counts distinct texts and how often each occurs: exactly up to 50,000 of them, beyond that from a sample, to about 1 %
 * (adaptive sampling: P. Flajolet, "On Adaptive Sampling", Computing 43, 1990).
 */
export class Distinct {
  private counts = new Map<string, number>();
  /** Only texts are kept whose hash ends in so many zeros. */
  private zeros = 0;

  add(text: string, times = 1): void {
    if (this.zeros > 0 && !this.isKept(text)) return;
    this.counts.set(text, (this.counts.get(text) ?? 0) + times);
    while (this.counts.size > CAPACITY) this.sampleFrom(this.zeros + 1);
  }

  merge({ counts, zeros }: Distinct): void {
    if (zeros > this.zeros) this.sampleFrom(zeros);
    for (const [text, times] of counts) this.add(text, times);
  }

  /** Whether all texts are counted, not a sample. */
  get isExact(): boolean {
    return this.zeros === 0;
  }

  get size(): number {
    return this.counts.size * 2 ** this.zeros;
  }

  /** How many occur at least so often. */
  sizeFrom(times: number): number {
    let found = 0;
    for (const count of this.counts.values()) if (count >= times) found += 1;
    return found * 2 ** this.zeros;
  }

  /** The texts that occur most often, and how often. */
  commonest(number: number): readonly (readonly [text: string, times: number])[] {
    return [...this.counts].sort(([, one], [, other]) => other - one).slice(0, number);
  }

  private sampleFrom(zeros: number): void {
    this.zeros = zeros;
    for (const text of this.counts.keys()) if (!this.isKept(text)) this.counts.delete(text);
  }

  private isKept(text: string): boolean {
    return (hash(text) & (2 ** this.zeros - 1)) === 0;
  }
}

const { imul } = Math;

/** FNV-1a, with the last step of MurmurHash3, without which its lowest bits depend on those of the text only. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = imul(value ^ text.charCodeAt(index), 0x01000193);
  value = imul(value ^ (value >>> 16), 0x85ebca6b);
  value = imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
