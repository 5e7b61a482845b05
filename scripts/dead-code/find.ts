import { dirname, join, normalize } from 'node:path';

/** Files that are started without an import: by npm scripts, esbuild, Node.js in a separate process, or a person. */
const ENTRIES = [
  /^(?:main|(?:cli|local|simulation)\/main)\.ts$/,
  /^functions\/[^/]+\/handler\.ts$/,
  /^functions\/shared\/sdk\//,
  /^local\/report\/html\/browser\/main\.ts$/,
  /^lib\/parameter-file\/json-schema\/write\.ts$/,
  /^lib\/personalize\/filter-expression\/generate-parser\.ts$/,
  /^docs\/[^/]+\.mjs$/,
  /^scripts\/[^/]+$/,
  /^scripts\/external-suites\/terraform\/principal\.ts$/,
  /^scripts\/bench\/empty-app\.ts$/,
  /^test\/.*\.test\.ts$/,
  /^test\/support\/(?:global-(?:setup|teardown)\.ts|shared-sources\/environment\.ts|command-process\.mjs)$/,
  /^test\/emulator\/services\/lambda\/handlers\//,
  /^simulation\/simulate\/worker\.ts$/,
];

/** Folders whose exports may be used by tests alone. */
const IS_FOR_TESTS = /^(?:test|scripts|simulation)\//;

/** Marker for everything that an import can take from a file. */
const ALL = '*';

const STATIC = /(?:import|export) (?:type )?(?:([\w$]+),? ?)?(?:\{([^}]*)\}|(\* as \w+|\*))? ?from '(\.[^']*)'/g;
const WHOLE =
  /(?:import|require|requireActual)\(\s*'(\.[^']*)'|import '(\.[^']*)'|import \w+ = require\('(\.[^']*)'\)/g;
const DECLARATION =
  /^export (?:declare )?(?:abstract )?(?:async )?(function\*?|const|let|class|interface|type|enum) (\w+)/gm;
const LIST = /^export (?:type )?\{([^}]*)\}(?: from '[^']*')?;/gm;

/**
 * Finds files that no other file imports, and unused exports, except in files that match `ENTRIES`. An export is used if
 * another file imports it. Imports by tests count only for files that match `IS_FOR_TESTS`. Without such an import, an
 * export is used only if its own file uses it, and it is a type or a test imports it. Sources must be formatted by Biome.
 * @param texts all sources, by path relative to the project
 */
export function deadCode(texts: ReadonlyMap<string, string>): readonly string[] {
  const imported = new Map([...texts.keys()].map((path) => [path, new Set<string>()]));
  const tested = new Map([...texts.keys()].map((path) => [path, new Set<string>()]));
  for (const [path, text] of texts) {
    for (const [, , names, whole, specifier = ''] of text.matchAll(STATIC))
      use(path, specifier, whole === undefined ? namesIn(names) : [ALL]);
    for (const [, ...specifiers] of text.matchAll(WHOLE))
      use(path, specifiers.find((each) => each !== undefined) ?? '', [ALL]);
  }
  return [...texts].flatMap(([path, text]) => {
    const names = imported.get(path) ?? new Set();
    const inTests = tested.get(path) ?? new Set();
    if (isEntry(path)) return [];
    if (names.size + inTests.size === 0) return [`${path}: no file imports it`];
    if (names.has(ALL) || inTests.has(ALL)) return [];
    return exportsOf(text)
      .filter(({ name }) => !names.has(name))
      .filter(({ name, isType }) => !((isType || inTests.has(name)) && isUsedIn(text, name)))
      .map(({ name }) => `${path}: no other file${inTests.has(name) ? ' but tests' : ''} imports ${name}`);
  });

  function use(from: string, specifier: string, names: readonly string[]): void {
    const path = resolved(texts, from, specifier) ?? '';
    const by = isTest(from) && !IS_FOR_TESTS.test(path) ? tested : imported;
    for (const name of names) by.get(path)?.add(name);
  }
}

function isTest(path: string): boolean {
  return path.startsWith('test/');
}

function isEntry(path: string): boolean {
  return ENTRIES.some((entry) => entry.test(path));
}

function resolved(texts: ReadonlyMap<string, string>, from: string, specifier: string): string | undefined {
  const path = normalize(join(dirname(from), specifier)).replace(/\.js$/, '');
  return [`${path}.ts`, join(path, 'index.ts'), path, `${path}.js`, `${path}.d.ts`].find((each) => texts.has(each));
}

/** Returns the imported names: a, B and c for `a, type B, c as d`. */
function namesIn(list = ''): readonly string[] {
  return list
    .split(',')
    .map((each) => /^(?:type )?(\w+)/.exec(each.trim())?.[1] ?? '')
    .filter((name) => name !== '');
}

interface Export {
  readonly name: string;
  readonly isType: boolean;
}

function exportsOf(text: string): readonly Export[] {
  return [
    ...[...text.matchAll(DECLARATION)].map(([, keyword, name = '']) => ({
      name,
      isType: keyword === 'interface' || keyword === 'type',
    })),
    ...[...text.matchAll(LIST)].flatMap(([, list]) =>
      namesIn(list?.replaceAll(/\w+ as /g, '')).map((name) => ({ name, isType: false })),
    ),
  ];
}

/** True if the text has the name more than once: in the declaration, and elsewhere, even if only in a comment. */
function isUsedIn(text: string, name: string): boolean {
  return [...text.matchAll(new RegExp(`\\b${name}\\b`, 'g'))].length > 1;
}
