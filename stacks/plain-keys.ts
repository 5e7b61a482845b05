/**
 * Writes `{ [_hQ]: x }` as `{ "httpQuery": x }` where `_hQ` is a variable that a bundled module sets to a text once and for all.
 *
 * The AWS SDK describes each operation with such keys. To esbuild a computed key may have an effect, so that it keeps the
 * descriptions of all operations: 60 KB in a function that gets an object from S3.
 * @param code what esbuild joins: names at the top are never used for anything else further in, and its spacing is always the same
 */
export function plainKeys(code: string): string {
  const texts = new Map(
    [...code.matchAll(/^var (\w+) = ("(?:[^"\\\n]|\\.)*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return code.replace(/(?<=[{,]\s*)\[(\w+)\]: /g, (key, name: string) => {
    const text = texts.get(name);
    // Written plainly, this key alone means something else: the prototype.
    return text === undefined || text === '"__proto__"' ? key : `${text}: `;
  });
}
