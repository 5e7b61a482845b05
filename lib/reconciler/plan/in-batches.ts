/** Number of resources that are read at once. Personalize throttles more than some tens of calls a second, and the SDK then waits. */
const AT_ONCE = 10;

/** Results of reads, in order, with {@link AT_ONCE} reads at a time. */
export async function inBatches<Each, Result>(
  all: readonly Each[],
  read: (each: Each) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (let index = 0; index < all.length; index += AT_ONCE)
    results.push(...(await Promise.all(all.slice(index, index + AT_ONCE).map(read))));
  return results;
}
