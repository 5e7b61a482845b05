/** The living fork of CDKTF, its bindings of the AWS provider, and the constructs that both ask for. */
const PACKAGES = {
  cdktn: '0.24.0',
  '@cdktn/provider-aws': '25.7.0',
  constructs: '10.7.2',
} as const;

type Manifest = { readonly dependencies: Readonly<Record<string, string>> };

/** A source file that imports the fork in place of CDKTF. */
export function withCdktn(source: string): string {
  return source.replaceAll(/(from ')(@?)cdktf(\/provider-aws\/lib\/[^']+)?(')/g, '$1$2cdktn$3$4');
}

/** `package.json` with the fork in place of CDKTF, and without what only development needs. */
export function manifestWithCdktn<M extends Manifest>(manifest: M): object {
  const { cdktf: _cdktf, '@cdktf/provider-aws': _bindings, ...others } = manifest.dependencies;
  return { ...manifest, devDependencies: undefined, dependencies: { ...others, ...PACKAGES } };
}

/**
 * Where two synthesized configurations differ, as JSON pointers; each says by which tool it was made, and may.
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
