import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that are the same on every machine. Each example has a seed of its own. */
export interface Random {
  /** An integer in [from, to], both included. */
  integer(from: number, to: number): number;
  /** @throws Error if the list is empty */
  pick<T>(from: readonly T[]): T;
  /** Picks the first elements far more often than the last, like popular items. */
  pickPopular<T>(from: readonly T[]): T;
  chance(probability: number): boolean;
}

export function random(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const element = <T>(from: readonly T[], index: number): T => {
    const found = from[index];
    if (found === undefined) throw new Error(`There is no element ${index} in a list of ${from.length}.`);
    return found;
  };
  return {
    integer: (from, to) => uniformInt(generator, from, to),
    pick: (from) => element(from, uniformInt(generator, 0, from.length - 1)),
    pickPopular: (from) => element(from, Math.floor(from.length * uniformFloat64(generator) ** 2)),
    chance: (probability) => uniformFloat64(generator) < probability,
  };
}
