import type { World } from '../simulate/world';

/** A situation in which something can go wrong. Invariants are worth only as much as the situations that seeds reach. */
export interface Situation {
  readonly name: string;
  /** Starts to observe the scenario. @param reached called each time it happens */
  watch(world: World, reached: () => void): void;
}
