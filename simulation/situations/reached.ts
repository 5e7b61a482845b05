import type { World } from '../simulate/world';
import { SITUATIONS } from './index';

/** Maximum milliseconds between two situations that count as simultaneous. */
const TOGETHER = 10 * 60_000;

/** Situations that a scenario reached. */
export interface Reached {
  /** Number of times that a situation was reached, by its name. */
  readonly times: Readonly<Record<string, number>>;
  /** Pairs of names of situations that were reached within ten minutes of each other. Each pair is listed once. */
  readonly pairs: readonly (readonly [string, string])[];
}

/** Starts to observe a scenario. @returns a function that returns the situations reached so far */
export function watchSituations(world: World): () => Reached {
  const times = new Map<string, number[]>();
  for (const { name, watch } of SITUATIONS)
    watch(world, () => times.set(name, [...(times.get(name) ?? []), world.local.clock.now()]));
  return () => {
    const names = [...times.keys()];
    const pairs = names.flatMap((one, index) =>
      names.slice(index + 1).flatMap((other) => {
        const theirs = times.get(other) ?? [];
        const met = times.get(one)?.some((at) => theirs.some((their) => Math.abs(their - at) <= TOGETHER));
        return met ? [[one, other] as const] : [];
      }),
    );
    return { times: Object.fromEntries([...times].map(([name, { length }]) => [name, length])), pairs };
  };
}
