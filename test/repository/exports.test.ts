import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const FOLDERS = ['cli', 'functions', 'lib', 'local', 'stacks'];

/** Names that every Lambda function exports. Files that import them rename them to the function's name. */
const OF_FUNCTIONS = ['definition', 'handler'];

const EXPORT =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|const|let|class|interface|type|enum) (\w+)/gm;

/** Exported names, each with the files that declare it. */
function declarations(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const paths = FOLDERS.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /(?<!\.d)\.ts$/.test(path))
      .map((path) => join(folder, path)),
  );
  for (const path of paths) {
    const text = readFileSync(join(PROJECT_ROOT, path), 'utf8');
    for (const name of new Set([...text.matchAll(EXPORT)].map(([, name = '']) => name)))
      found.set(name, [...(found.get(name) ?? []), path]);
  }
  return found;
}

test('no two files of the product export the same name, except definition and handler', () => {
  // Act
  const all = declarations();

  // Assess
  const shared = [...all].filter(([name, paths]) => paths.length > 1 && !OF_FUNCTIONS.includes(name));
  expect(all.size).toBeGreaterThan(1_000);
  expect(shared.map(([name, paths]) => `${name}: ${paths.join(', ')}`)).toEqual([]);
});
