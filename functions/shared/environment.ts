/**
 * Reads the environment variables of a function. Called once, while the function starts. An error names the variables
 * that the stack did not set, or set to an empty text.
 */
export function readEnvironment<Name extends string>(...names: readonly Name[]): Readonly<Record<Name, string>> {
  const missing = names.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(`Environment variables not set: ${missing.join(', ')}. Add them to functions/*/definition.ts.`);
  }
  return Object.fromEntries(names.map((name) => [name, process.env[name]])) as Record<Name, string>;
}
