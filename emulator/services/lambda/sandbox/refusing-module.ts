/**
 * Returns a built-in module that functions may load. They may call only the members in `allowed`; its other functions throw. SDK clients
 * load such modules at start, but never call them.
 * @param real the module itself, for the names of its functions
 */
export function refusingModule(name: string, real: object, allowed: Readonly<Record<string, unknown>>): object {
  const members = refusing.get(real) ?? refusingMembers(name, real);
  refusing.set(real, members);
  return { ...members, ...allowed };
}

/** Refusing members of each module, shared by all execution environments. */
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
    throw new Error(`A function called ${name}, which does not exist in the local Lambda.`);
  };
}
