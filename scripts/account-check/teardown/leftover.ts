/** A resource of the check that is still in the account. */
export interface Leftover {
  /** Name for people. */
  readonly name: string;
  readonly remove: () => Promise<unknown>;
}

/**
 * Finds the check's resources in a list of the account's resources. A list that cannot be read counts as a leftover
 * itself, so that the next pass reads it again.
 * @param what name of the list for people, e.g. `campaigns`
 */
export async function listed<Page>(
  what: string,
  pages: AsyncIterable<Page>,
  ours: (page: Page) => readonly Leftover[],
): Promise<readonly Leftover[]> {
  const left: Leftover[] = [];
  try {
    for await (const page of pages) left.push(...ours(page));
  } catch (error) {
    left.push({ name: `whatever ${what} there are`, remove: () => Promise.reject(error) });
  }
  return left;
}
