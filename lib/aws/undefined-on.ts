/** The answer of a call; undefined if the call failed with one of the `expected` errors. */
export async function undefinedOn<Answer>(
  call: Promise<Answer>,
  ...expected: readonly (new (
    ...input: never
  ) => Error)[]
): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (expected.some((each) => error instanceof each)) return undefined;
    throw error;
  }
}
