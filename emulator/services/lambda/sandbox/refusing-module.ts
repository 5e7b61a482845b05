/**
 * Returns a replacement for a built-in module. The replacement can be loaded, but its functions throw, except for
 * those in `allowed`. SDK clients load such modules at start, but never call the functions that throw.
 * @param real the built-in module, for the names of its functions and for its other members
 */
export function refusingModule(name: string, real: object, allowed: Readonly<Record<string, unknown>>): object {
  const members = refusing.get(real) ?? refusingMembers(name, real);
  refusing.set(real, members);
  return { ...members, ...allowed };
}

/** Members of a replacement before `allowed` is added, by built-in module. All execution environments share them. */
const refusing = new WeakMap<object, object>();

function refusingMembers(name: string, real: object): object {
  const members = Object.entries(real).map(([member, value]) => [
    member,
    typeof value === 'function' ? refuse(`${name}.${member}`) : value,
  ]);
  return Object.fromEntries(members);
}

function refuse(name: string): () => never {
  return function refused(): never {
    throw new Error(`A Lambda function has used ${name}, which the local Lambda does not implement.`);
  };
}
