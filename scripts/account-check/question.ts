import type { Sandbox } from './sandbox';

/** A question about AWS that neither its documents nor an account have answered. */
export interface Question {
  /** Id, `<service>-<subject>`, to which code and documents refer. */
  readonly id: string;
  /** The question without a full stop, e.g. "whether an import ignores the byte-order mark of a csv". */
  readonly asks: string;
  /** Continuation of "Emulated: ": what the local AWS does, and what an operator should know about it. */
  readonly emulated: string;
  readonly check: Check | NotAsked;
}

/** How to ask an account. */
export interface Check {
  /** Description of what is created, besides the resources that several questions share (`describePlan`). */
  readonly creates: string;
  /** Highest cost in US dollars, by the public prices of us-east-1 (2026-11). */
  readonly dollars: number;
  /** Answer of `ask` if AWS behaves like the local AWS. */
  readonly expected: string;
  /** Makes the calls. @returns what AWS did, in a few words without names and numbers of the account */
  readonly ask: (sandbox: Sandbox) => Promise<string>;
}

/** Reason why no account is asked, e.g. because the answer would take weeks, another account, or more money than it is worth. */
export interface NotAsked {
  readonly notAsked: string;
}
