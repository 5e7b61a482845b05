/** Number of resources to read at once. Personalize throttles more than some tens of calls a second. Then the SDK waits. */
const AT_ONCE = 10;

/** Reads all items, {@link AT_ONCE} at a time. The results have the order of the items. */
export async function inBatches<Each, Result>(
  all: readonly Each[],
  read: (each: Each) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < all.length; index += AT_ONCE)
    results.push(...(await Promise.all(all.slice(index, index + AT_ONCE).map(read))));
  return results;
}
