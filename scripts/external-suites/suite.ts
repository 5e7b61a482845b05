/** A question with both answers. */
export interface Answer {
  readonly asked: unknown;
  readonly ours: string;
  readonly theirs: string;
}

export interface Options {
  readonly cases: number;
  readonly seed: number;
}

/** Others' description of AWS, and what it says about AWS. */
export interface Suite {
  readonly name: string;
  /** Fetches it by name into an empty folder. */
  readonly fetch: (folder: string) => void;
  readonly run: (folder: string, options: Options) => readonly Answer[];
}
