import type { World } from '../simulate/world';

/** A situation in which the product could make a mistake. Scenarios should reach every situation. */
export interface Situation {
  readonly name: string;
  /** Starts to observe the scenario. @param reached called each time the situation occurs */
  watch(world: World, reached: () => void): void;
}
