import type { World } from '../simulate/world';

/** Reports a violation. @param what description of the violation */
export type Broken = (what: string) => void;

/** A rule that must hold under all faults. */
export interface Invariant {
  readonly name: string;
  /** Starts to observe the scenario while it plays. */
  watch?(world: World, broken: Broken): void;
  /** Checks after the faults have stopped and all work has ended, but before the last uploads, which repair many violations. */
  rested?(world: World, broken: Broken): Promise<void>;
  /** Checks at the end, when all work has ended. */
  check?(world: World, broken: Broken): Promise<void>;
}
