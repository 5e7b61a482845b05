import type { World } from '../simulate/world';

/** Something that can only go wrong where it happens: invariants are worth as much as the seeds reach. */
export interface Situation {
  readonly name: string;
  /** Starts to observe the scenario. @param reached called each time it happens */
  watch(world: World, reached: () => void): void;
}
