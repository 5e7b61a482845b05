/** A question, with the answers of the local AWS and of the suite's software. */
export interface Answer {
  readonly asked: unknown;
  readonly ours: string;
  readonly theirs: string;
}

export interface Options {
  readonly cases: number;
  readonly seed: number;
}

/** Software of AWS with which the local AWS is compared. */
export interface Suite {
  readonly name: string;
  /** Fetches the software, by its package name, into an empty folder. */
  readonly fetch: (folder: string) => void;
  readonly run: (folder: string, options: Options) => readonly Answer[];
}
