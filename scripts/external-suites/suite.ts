/** One question, and the two answers. */
export interface Answer {
  readonly asked: unknown;
  readonly ours: string;
  readonly theirs: string;
}

export interface Options {
  readonly cases: number;
  readonly seed: number;
}

/** What people outside of this project made, and what it says of AWS. */
export interface Suite {
  readonly name: string;
  /** Fetches it by name into an empty folder. */
  readonly fetch: (folder: string) => void;
  readonly run: (folder: string, options: Options) => readonly Answer[];
}
