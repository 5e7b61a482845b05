/** Most texts that are kept: 88 KB if packed, and three fit into an item of DynamoDB. */
const CAPACITY = 8192;

/**
 * Counts distinct texts and how often each occurs: exactly up to 8,192 of them, beyond that from a sample, with a standard error
 * of 1.3 % (adaptive sampling: P. Flajolet, "On Adaptive Sampling", Computing 43, 1990).
 */
export class Distinct {
  /** By text; by its hash from JSON. */
  private counts = new Map<string | number, number>();
  /** Only texts are kept whose hash ends in so many zeros. */
  private zeros = 0;

  /** As base64, to merge with others from JSON. Has hashes in place of texts. */
  toJSON(): string {
    const bytes = Buffer.alloc(1 + 8 * this.counts.size);
    bytes[0] = this.zeros;
    let at = 1;
    for (const [text, times] of this.counts) {
      bytes.writeInt32LE(hash(text), at);
      bytes.writeUInt32LE(Math.min(times, 2 ** 32 - 1), at + 4);
      at += 8;
    }
    return bytes.toString('base64');
  }

  add(text: string | number, times = 1): void {
    if (this.zeros > 0 && !this.isKept(text)) return;
    this.counts.set(text, (this.counts.get(text) ?? 0) + times);
    while (this.counts.size > CAPACITY) this.sampleFrom(this.zeros + 1);
  }

  /** @param others as they are, or from JSON */
  merge(others: Distinct | string): void {
    const { counts, zeros } = typeof others === 'string' ? Distinct.fromJson(others) : others;
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

  /** Of all occurrences, the share whose text is not among the others, from 0 to 1. Both must be from JSON, or neither. */
  shareMissingIn(others: Distinct): number {
    let [all, missing] = [0, 0];
    for (const [text, times] of this.counts) {
      if (!others.isKept(text)) continue;
      all += times;
      if (!others.counts.has(text)) missing += times;
    }
    return all === 0 ? 0 : missing / all;
  }

  /** The texts that occur most often, and how often. */
  commonest(number: number): readonly (readonly [text: string, times: number])[] {
    const sorted = [...this.counts].sort(([, one], [, other]) => other - one);
    return sorted.slice(0, number).map(([text, times]) => [String(text), times]);
  }

  private static fromJson(json: string): Distinct {
    const bytes = Buffer.from(json, 'base64');
    const distinct = new Distinct();
    distinct.zeros = bytes[0] ?? 0;
    for (let at = 1; at < bytes.length; at += 8) distinct.counts.set(bytes.readInt32LE(at), bytes.readUInt32LE(at + 4));
    return distinct;
  }

  private sampleFrom(zeros: number): void {
    this.zeros = zeros;
    for (const text of this.counts.keys()) if (!this.isKept(text)) this.counts.delete(text);
  }

  private isKept(text: string | number): boolean {
    return (hash(text) & (2 ** this.zeros - 1)) === 0;
  }
}

const { imul } = Math;

/** FNV-1a, with the last step of MurmurHash3, without which its lowest bits depend on those of the text only. */
function hash(text: string | number): number {
  if (typeof text === 'number') return text;
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = imul(value ^ text.charCodeAt(index), 0x01000193);
  value = imul(value ^ (value >>> 16), 0x85ebca6b);
  value = imul(value ^ (value >>> 13), 0xc2b2ae35);
  return value ^ (value >>> 16);
}
