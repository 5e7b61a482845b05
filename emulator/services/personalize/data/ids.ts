/** Numbers distinct texts from 0, in the order in which they are added. */
export class Ids {
  readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** @param keyOf returns the key of a text. Texts with the same key get the same number. Default: the text is its own key */
  constructor(private readonly keyOf: (text: string) => string = (text) => text) {}

  /**
   * Adds a text if it is new.
   * @returns the number of the text
   */
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
