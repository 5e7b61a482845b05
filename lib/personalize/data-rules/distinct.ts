/** Maximum number of texts that a counter keeps. Packed, this many texts take 88 KB, so three counters fit into one item of DynamoDB. */
const CAPACITY = 8192;

/** A share, from 0 to 1. */
export interface EstimatedShare {
  readonly share: number;
  /** Estimated standard error. It is 0 if the share is exact, but also if a sample has no missing text. */
  readonly error: number;
}

/**
 * Lower bound of an estimated share, two standard errors below the estimate. If this bound is above a limit, the share
 * is almost certainly above the limit.
 */
export const leastShare = ({ share, error }: EstimatedShare) => share - 2 * error;

/**
 * Counts distinct texts, and how often each text occurs. Up to `capacity` texts, the counts are exact. Above this number, a sample of the
 * texts is kept with their exact counts. The number of distinct texts then has a standard error of 1.3 % by default, numbers of rarer kinds
 * of texts have a greater one (adaptive sampling: P. Flajolet, "On Adaptive Sampling", Computing 43, 1990).
 */
export class Distinct {
  /** Number of occurrences, by text. A counter that was read from JSON has hashes in place of texts. */
  readonly counts = new Map<string | number, number>();
  /** Number of zero bits with which the hash of a kept text must begin. If the number is 0, all texts are kept. */
  zeros: number;

  /**
   * @param json JSON of another counter. Default: an empty counter
   * @param capacity number of texts that are counted exactly
   */
  constructor(
    json = '',
    private readonly capacity = CAPACITY,
  ) {
    const [zeros = 0, ...counts] = new Uint32Array(Uint8Array.from(Buffer.from(json, 'base64')).buffer);
    this.zeros = zeros;
    for (let at = 0; at < counts.length; at += 2) this.counts.set(counts[at] ?? 0, counts[at + 1] ?? 0);
  }

  /** This counter in base64, with hashes in place of texts. Only a counter that is empty or was read from such JSON may merge it. */
  toJSON(): string {
    const counts = [...this.counts].flatMap(([text, times]) => [hash(text), times]);
    return Buffer.from(Uint32Array.from([this.zeros, ...counts]).buffer).toString('base64');
  }

  add(text: string | number, times = 1): void {
    if (this.zeros > 0 && !this.isKept(text)) return;
    this.counts.set(text, (this.counts.get(text) ?? 0) + times);
    while (this.counts.size > this.capacity) this.sampleFrom(this.zeros + 1);
  }

  /** @param others a counter, or its JSON */
  merge(others: Distinct | string): void {
    const { counts, zeros } = typeof others === 'string' ? new Distinct(others) : others;
    if (zeros > this.zeros) this.sampleFrom(zeros);
    for (const [text, times] of counts) this.add(text, times);
  }

  /** Estimated number of texts that occur at least `minTimes` times; exact if no sample was taken. */
  count({ minTimes = 1 } = {}): number {
    return [...this.counts.values()].filter((times) => times >= minTimes).length * 2 ** this.zeros;
  }

  /** True if the text is among the kept texts. */
  has(text: string): boolean {
    return this.counts.has(text) || this.counts.has(hash(text) >>> 0);
  }

  /**
   * Share of this counter's occurrences whose text the other counter does not have. Both counters must be from JSON, or
   * neither. The occurrences of missing texts are divided by the number of occurrences that the sample is expected to
   * have. The real number is not used: if the sample lacked the most frequent texts that both counters have, the real
   * number would be too low, and the share too high.
   * @param all number of occurrences of all texts in this counter's data, including texts that a sample left out
   */
  shareMissingIn(others: Distinct, all: number): EstimatedShare {
    const missing = [...this.counts].filter(([text]) => others.isKept(text) && !others.counts.has(text));
    /** Probability that both counters keep a text. */
    const kept = 2 ** -Math.max(this.zeros, others.zeros);
    let [sum, squares] = [0, 0];
    for (const [, times] of missing) {
      sum += times;
      squares += times ** 2;
    }
    const total = kept * Math.max(all, 1);
    return { share: Math.min(1, sum / total), error: Math.sqrt((1 - kept) * squares) / total };
  }

  private sampleFrom(zeros: number): void {
    this.zeros = zeros;
    for (const text of this.counts.keys()) if (!this.isKept(text)) this.counts.delete(text);
  }

  private isKept(text: string | number): boolean {
    return Math.clz32(hash(text)) >= this.zeros;
  }
}

/** FNV-1a hash of 32 bits with one more step, because some characters do not change the highest bits of FNV-1a. */
function hash(text: string | number): number {
  if (typeof text === 'number') return text;
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return Math.imul(value ^ (value >>> 15), 0x85ebca6b);
}
