/** Gives each distinct text a number, from 0 on, in the order in which texts are added. */
export class Ids {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** @param keyOf texts with the same key get the same number. Default: the text itself */
  constructor(private readonly keyOf: (text: string) => string = (text) => text) {}

  /** @returns the number of the text; a new number if the text is unknown */
  add(text: string): number {
    const key = this.keyOf(text);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.texts.length);
    return this.texts.push(text) - 1;
  }

  find(text: string): number | undefined {
    return this.numbers.get(this.keyOf(text));
  }
}
