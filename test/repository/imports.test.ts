import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** A row of the table in CONTRIBUTING, which defines the imports that each folder may make. */
interface Folder {
  readonly path: string;
  /** True if the folder imports only types, and no code, from the AWS SDK. */
  readonly isPure: boolean;
  /** Patterns of files that the folder may import besides its own. Undefined if the folder may import everything. */
  readonly allowed: readonly RegExp[] | undefined;
}

interface Import {
  readonly specifier: string;
  /** Imported file of this project; undefined for a package. */
  readonly file: string | undefined;
  readonly isType: boolean;
}

const layout = /^## Layout$.*?^## /ms.exec(readFileSync(join(PROJECT_ROOT, 'CONTRIBUTING.md'), 'utf8'))?.[0] ?? '';
const rows = [...layout.matchAll(/^\| `([\w./-]+?)\/?` \|(.*)\| ([^|]*?) ?\|$/gm)];
const paths = rows.map(([, path = '']) => path);
const table = rows.map(([, path = '', what = '', allowed = '']): Folder => {
  const patterns = [...allowed.matchAll(/`([^`]+)`/g)].map(([, name = '']) => pattern(name));
  return { path, isPure: /\bPure\b/.test(what), allowed: allowed === 'everything' ? undefined : patterns };
});
const TEXT = pattern('text');

const sources = table.flatMap(({ path }) => sourcesBelow(path));
const imports = new Map(sources.map((source) => [source, importsOf(source)]));

/**
 * Pattern of the files that a name in the table allows. A name without a slash is a folder at the root or in `lib/`.
 * A name with a slash is a path, in which `*` stands for one folder or file.
 */
function pattern(name: string): RegExp {
  const path = name.includes('/') ? name : [name, `lib/${name}`].find((each) => paths.includes(each));
  if (path === undefined) throw new Error(`The table of CONTRIBUTING names "${name}", which has no row.`);
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}${name.includes('/') ? '$' : '/'}`);
}

function sourcesBelow(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(join(PROJECT_ROOT, path), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join(path, file));
}

function importsOf(source: string): readonly Import[] {
  const text = readFileSync(join(PROJECT_ROOT, source), 'utf8');
  const statements = [...text.matchAll(/^(?:import|export) (type )?(?:[^;'"]*? from )?'([^']+)'/gm)];
  const calls = [...text.matchAll(/((?:await|=>) )?import\('([^']+)'\)/g)];
  return [
    ...statements.map(([, type, specifier = '']) => ({ specifier, isType: type !== undefined })),
    ...calls.map(([, loaded, specifier = '']) => ({ specifier, isType: loaded === undefined })),
  ].map((each) => ({ ...each, file: fileOf(source, each.specifier) }));
}

function fileOf(source: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const path = join(PROJECT_ROOT, dirname(source), specifier);
  const found = [`${path}.ts`, join(path, 'index.ts'), path].find((each) => existsSync(each) && /\.\w+$/.test(each));
  return found && relative(PROJECT_ROOT, found);
}

function folderOf(file: string): Folder | undefined {
  return table.find(({ path }) => file === path || file.startsWith(`${path}/`));
}

function mayImport(source: string, file: string): boolean {
  const { path, allowed } = folderOf(source) ?? {};
  if (allowed === undefined || folderOf(file) === undefined || file.startsWith(`${path}/`)) return true;
  return [TEXT, ...allowed].some((each) => each.test(file));
}

/** Nodes that can be reached from a node, directly or indirectly. The node itself is among them only if it is in a cycle. */
function reached(from: string, next: (node: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [...next(from)];
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    left.push(...next(node));
  }
  return found;
}

function filesImportedBy(source: string): readonly string[] {
  return (imports.get(source) ?? []).flatMap(({ file }) => file ?? []);
}

function reconcilerFolder(file: string): readonly string[] {
  return /^lib\/reconciler\/([\w-]+)\//.exec(file)?.slice(1) ?? [];
}

describe('imports', () => {
  it('follow the table in CONTRIBUTING', () => {
    // Act
    const others = [...imports].flatMap(([source, imported]) =>
      imported
        .filter(({ file }) => file !== undefined && !mayImport(source, file))
        .map(({ specifier }) => `${source} imports ${specifier}`),
    );

    // Assess
    expect(sources.length).toBeGreaterThan(1_000);
    expect(others).toEqual([]);
  });

  it('from the AWS SDK into pure folders are imports of types, not of code', () => {
    // Act
    const calling = [...imports]
      .filter(([source]) => folderOf(source)?.isPure)
      .flatMap(([source, imported]) =>
        imported
          .filter(({ specifier, isType }) => specifier.startsWith('@aws-sdk/') && !isType)
          .map(({ specifier }) => `${source} imports ${specifier}`),
      );

    // Assess
    expect(table.filter(({ isPure }) => isPure).length).toBeGreaterThan(3);
    expect(calling).toEqual([]);
  });

  it('form no cycle', () => {
    // Act
    const circles = sources.filter((source) => reached(source, filesImportedBy).has(source));

    // Assess
    expect(circles).toEqual([]);
  });

  it('form no cycle between folders of the reconciler', () => {
    // Prepare
    const folders = [...new Set(sources.flatMap(reconcilerFolder))];
    const importedBy = (folder: string) =>
      sources
        .filter((source) => reconcilerFolder(source).includes(folder))
        .flatMap(filesImportedBy)
        .flatMap(reconcilerFolder)
        .filter((other) => other !== folder);

    // Act
    const circles = folders.filter((folder) => reached(folder, importedBy).has(folder));

    // Assess
    expect(folders.length).toBeGreaterThan(5);
    expect(circles).toEqual([]);
  });
});

describe('the table of CONTRIBUTING', () => {
  it('has a row for each folder with TypeScript files', () => {
    // Act
    const folders = readdirSync(PROJECT_ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\..*|node_modules|dist|cdktf\.out)$/.test(entry.name))
      .flatMap(({ name }) =>
        name === 'lib' ? readdirSync(join(PROJECT_ROOT, name)).map((each) => `lib/${each}`) : name,
      )
      .filter((path) => sourcesBelow(path).length > 0);

    // Assess
    expect(folders.filter((path) => !paths.includes(path))).toEqual([]);
  });

  it('allows no folder an import that none of its files makes', () => {
    // Act
    const needless = table.flatMap(({ path, allowed = [] }) => {
      const imported = sourcesBelow(path).flatMap((source) => imports.get(source) ?? []);
      return allowed
        .filter((each) => !imported.some(({ file }) => file !== undefined && each.test(file)))
        .map((each) => `${path} does not import ${each.source}`);
    });

    // Assess
    expect(needless).toEqual([]);
  });
});
