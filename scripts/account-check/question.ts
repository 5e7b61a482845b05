import type { Sandbox } from './sandbox';

/** Something about AWS that neither its documents nor an account have confirmed. */
export interface Question {
  /** `<service>-<subject>`: code and documents point to it. */
  readonly id: string;
  /** Without a full stop, e.g. "whether an import ignores the byte-order mark of a csv". */
  readonly asks: string;
  /** What the local AWS does, as after "Emulated: ", and what an operator should know of it. */
  readonly emulated: string;
  readonly check: Check | NotAsked;
}

/** How an account is asked. */
export interface Check {
  /** In words, with what is created beside the bucket and the roles that several questions share. */
  readonly creates: string;
  /** Most that it costs, in US dollars, by the public prices of us-east-1 (2026-11). */
  readonly dollars: number;
  /** What `ask` returns if AWS does as the local AWS. */
  readonly expected: string;
  /** Makes the calls. @returns what AWS did, in a few words without names and numbers of the account */
  readonly ask: (sandbox: Sandbox) => Promise<string>;
}

/** Why no account is asked: it would take weeks, another account, or more money than the answer is worth. */
export interface NotAsked {
  readonly notAsked: string;
}
