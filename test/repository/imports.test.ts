import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const layout = /^## Layout$.*?^## /ms.exec(readFileSync(join(PROJECT_ROOT, 'CONTRIBUTING.md'), 'utf8'))?.[0] ?? '';
/** Folders of sources, each with those that it may import, as CONTRIBUTING says. */
const table = new Map(
  layout.split('\n').flatMap((line) => {
    const [, folder, allowed] = /^\| `([\w./-]+?)\/?` \|.*\| ([^|]*) ?\|$/.exec(line) ?? [];
    if (folder === undefined || allowed === undefined || allowed.startsWith('everything')) return [];
    return [[folder, [...allowed.matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name)] as const];
  }),
);
const biome: { readonly overrides: readonly Override[] } = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'biome.json'), 'utf8'),
);

interface Override {
  readonly includes: readonly string[];
  readonly linter: {
    readonly rules: {
      readonly style: {
        readonly noRestrictedImports?: { readonly options: { readonly patterns: readonly Pattern[] } };
      };
    };
  };
}

interface Pattern {
  readonly group: readonly string[];
}

const sources = [...table.keys()].flatMap((name) =>
  name.endsWith('.ts')
    ? [name]
    : readdirSync(join(PROJECT_ROOT, name), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .map((path) => join(name, path)),
);
const imports = new Map(sources.map((source) => [source, importsOf(source)]));

/** Files of this project that a source imports, for their types too. */
function importsOf(source: string): readonly string[] {
  const text = readFileSync(join(PROJECT_ROOT, source), 'utf8');
  return [...text.matchAll(/(?:from|import\(|import) '(\.[^']*)'/g)].flatMap(([, specifier = '']) => {
    const path = join(PROJECT_ROOT, dirname(source), specifier);
    const found = [`${path}.ts`, join(path, 'index.ts'), path].find((each) => existsSync(each) && /\.\w+$/.test(each));
    return found === undefined ? [] : [relative(PROJECT_ROOT, found)];
  });
}

function folderOf(path: string): string {
  return path.split('/')[0] ?? '';
}

/** Files that a file needs, and what those need, itself among them only if a way leads back. */
function reached(from: string): ReadonlySet<string> {
  const found = new Set<string>();
  const left = [...(imports.get(from) ?? [])];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    left.push(...(imports.get(next) ?? []));
  }
  return found;
}

describe('imports', () => {
  it('point only where the table of CONTRIBUTING allows', () => {
    // Act
    const others = [...imports].flatMap(([source, imported]) =>
      imported
        .filter((path) => table.has(folderOf(path)) && folderOf(path) !== folderOf(source))
        .filter((path) => !table.get(folderOf(source))?.includes(folderOf(path)))
        .map((path) => `${source} imports ${path}`),
    );

    // Assess
    expect(sources.length).toBeGreaterThan(500);
    expect(others).toEqual([]);
  });

  it('never lead back to where they began', () => {
    // Act
    const circles = sources.filter((source) => reached(source).has(source));

    // Assess
    expect(circles).toEqual([]);
  });

  it('are known for every folder', () => {
    // Act
    const folders = readdirSync(PROJECT_ROOT, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^(\..*|node_modules|dist|cdktf\.out)$/.test(entry.name))
      .map(({ name }) => name)
      .filter((name) =>
        readdirSync(join(PROJECT_ROOT, name), { recursive: true, encoding: 'utf8' }).some((path) =>
          path.endsWith('.ts'),
        ),
      );

    // Assess
    expect(folders.filter((name) => !table.has(name)).sort()).toEqual(['scripts', 'test']);
  });
});

describe('the lint rules', () => {
  const folders = [...table.keys()].filter((name) => !['main.ts', 'statemachines', 'examples'].includes(name));

  it.each([...folders, 'main.ts'])('forbid %s what the table of CONTRIBUTING does not allow', (folder) => {
    // Prepare
    const allowed = table.get(folder) ?? [];
    const expected = folders.filter((name) => name !== folder && !allowed.includes(name)).sort();

    // Act
    const { linter } = biome.overrides.find(({ includes }) => folderOf(includes[0] ?? '') === folder) ?? {};
    const groups = linter?.rules.style.noRestrictedImports?.options.patterns ?? [];

    // Assess
    const forbidden = groups.flatMap(({ group }) => group).filter((each) => /^\*\*\/[\w-]+\/\*\*$/.test(each));
    const partly = folder === 'stacks' ? ['functions'] : [];
    expect(forbidden.map((each) => each.slice(3, -3)).sort()).toEqual([...expected, ...partly].sort());
  });
});
