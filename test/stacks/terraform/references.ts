import { type Configuration, resources } from '../../support/configuration';

/** Matches the address of a resource, a data source or a variable in an expression. */
const REFERENCE = /(?<![\w."])(data\.[a-z_]+\.[a-z_][\w-]*|var\.[a-z_]+|aws_[a-z_0-9]+\.[a-z_][\w-]*)/g;

/** Addresses that a value refers to, in its expressions and in `depends_on`. */
export function referencesIn(value: unknown): string[] {
  if (typeof value === 'string') return expressionsIn(value).flatMap((text) => text.match(REFERENCE) ?? []);
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'depends_on' ? (inner as string[]) : referencesIn(inner),
  );
}

/** References to blocks that the configuration does not have, as `address -> reference`. */
export function danglingReferences(configuration: Configuration): string[] {
  const known = new Set([
    ...resources(configuration).map(([address]) => address),
    ...Object.keys(configuration.variable).map((name) => `var.${name}`),
    ...Object.entries(configuration.data).flatMap(([type, blocks]) =>
      Object.keys(blocks).map((name) => `data.${type}.${name}`),
    ),
  ]);
  const places = [
    ...resources(configuration),
    ...Object.entries(configuration.output ?? {}).map(([name, block]) => [`output.${name}`, block] as const),
  ];
  return places.flatMap(([address, block]) =>
    referencesIn(block)
      .filter((reference) => !known.has(reference))
      .map((reference) => `${address} -> ${reference}`),
  );
}

/** Addresses on a cycle of references, or undefined. */
export function findCycle(configuration: Configuration): string[] | undefined {
  const edges = new Map(resources(configuration).map(([address, block]) => [address, referencesIn(block)]));
  const finished = new Set<string>();
  const visit = (address: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(address)) return [...path.slice(path.indexOf(address)), address];
    if (finished.has(address)) return undefined;
    for (const next of edges.get(address) ?? []) {
      const cycle = visit(next, [...path, address]);
      if (cycle) return cycle;
    }
    finished.add(address);
    return undefined;
  };
  for (const address of edges.keys()) {
    const cycle = visit(address, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Texts between `${` and `}`. `$${` is only text. */
function expressionsIn(text: string): string[] {
  return [...text.matchAll(/(?<!\$)\$\{((?:[^{}"]|"(?:[^"\\]|\\.)*")*)\}/g)].map(([, expression]) => expression ?? '');
}
