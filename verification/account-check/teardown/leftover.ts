/** Something of the check that is still in the account. */
export interface Leftover {
  /** For people. */
  readonly name: string;
  readonly remove: () => Promise<unknown>;
}
