import type { World } from '../simulate/world';

/** Reports a violation. @param what description of the violation */
export type Broken = (what: string) => void;

/** A rule that must hold under all faults. */
export interface Invariant {
  readonly name: string;
  /** Starts to observe the scenario while it plays. */
  watch?(world: World, broken: Broken): void;
  /** Checks when the faults have stopped and nothing is running, before the last uploads repair what they can. */
  rested?(world: World, broken: Broken): Promise<void>;
  /** Checks at the end, when nothing is running. */
  check?(world: World, broken: Broken): Promise<void>;
}
