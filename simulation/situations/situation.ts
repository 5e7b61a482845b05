import type { World } from '../simulate/world';

/** Something that can go wrong only where it happens: an invariant is worth what the seeds reach. */
export interface Situation {
  readonly name: string;
  /** Starts to observe the scenario. @param reached called each time it happens */
  watch(world: World, reached: () => void): void;
}
