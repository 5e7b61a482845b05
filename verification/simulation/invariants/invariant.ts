import type { World } from '../world';

/** Says what breaks an invariant, in words. */
export type Broken = (what: string) => void;

/** What must hold whatever goes wrong. */
export interface Invariant {
  readonly name: string;
  /** Begins to look, for what can be seen while the scenario plays. */
  watch?(world: World, broken: Broken): void;
  /** Looks when everything has come to rest after the faults, before the last uploads put right what they can. */
  rested?(world: World, broken: Broken): Promise<void>;
  /** Looks once everything has come to rest. */
  check?(world: World, broken: Broken): Promise<void>;
}
