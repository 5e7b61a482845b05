import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator';

const DIGITS = [...'0123456789abcdef'];

/** The only source of random numbers in the local AWS: the same seed gives the same numbers on any machine. */
export class Random {
  private readonly generator: RandomGenerator;

  constructor(private readonly seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /**
   * Returns an independent stream, so that draws of one service do not change the draws of another. Two streams with the
   * same name draw the same numbers.
   */
  fork(name: string): Random {
    let hash = this.seed | 0;
    for (const character of name) hash = (Math.imul(hash, 31) + (character.codePointAt(0) ?? 0)) | 0;
    return new Random(hash);
  }

  /** Draws a number in [0, 1). */
  float(): number {
    return uniformFloat64(this.generator);
  }

  /** Draws an integer in [from, to]. */
  integer(from: number, to: number): number {
    return uniformInt(this.generator, from, to);
  }

  /** Draws `length` lower-case hexadecimal characters. */
  hex(length: number): string {
    let text = '';
    while (text.length < length) text += DIGITS[this.integer(0, 15)];
    return text;
  }

  /** Draws a UUID of version 4. */
  uuid(): string {
    const variant = DIGITS[8 + this.integer(0, 3)];
    return `${this.hex(8)}-${this.hex(4)}-4${this.hex(3)}-${variant}${this.hex(3)}-${this.hex(12)}`;
  }
}
