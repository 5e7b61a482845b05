/** The maintained fork of CDKTF, its bindings of the AWS provider, and the constructs that both require. */
const PACKAGES = {
  cdktn: '0.24.0',
  '@cdktn/provider-aws': '25.7.0',
  constructs: '10.7.2',
} as const;

type Manifest = { readonly devDependencies: Readonly<Record<string, string>> };

/** Returns a source file that imports the fork instead of CDKTF. */
export function withCdktn(source: string): string {
  return source.replaceAll(/(from ')(@?)cdktf(\/provider-aws\/lib\/[^']+)?(')/g, '$1$2cdktn$3$4');
}

/** Returns a `package.json` with the fork instead of CDKTF. */
export function manifestWithCdktn<M extends Manifest>(manifest: M): object {
  const others = Object.entries(manifest.devDependencies).filter(([name]) => !/^@?cdktf\b/.test(name));
  return { ...manifest, devDependencies: { ...Object.fromEntries(others), ...PACKAGES } };
}

/**
 * Returns JSON pointers to the differences between two synthesized configurations. The version of the tool that made
 * them is not compared.
 */
export function differences(one: unknown, other: unknown, path = ''): readonly string[] {
  if (path === '/~1~1/metadata/version' || Object.is(one, other)) return [];
  if (!isStructure(one) || !isStructure(other)) return [path];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) =>
    differences(one[name], other[name], `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function isStructure(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
