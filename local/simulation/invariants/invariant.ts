import type { World } from '../world';

/** What must hold whatever went wrong. */
export interface Invariant {
  readonly name: string;
  /** @returns what breaks it, in words; nothing if it holds */
  check(world: World): Promise<readonly string[]>;
}
