/** The answer of a call; undefined if it failed with one of these errors. */
export async function undefinedOn<Answer>(
  call: Promise<Answer>,
  ...expected: readonly (new (
    input: never,
  ) => Error)[]
): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (expected.some((each) => error instanceof each)) return undefined;
    throw error;
  }
}
