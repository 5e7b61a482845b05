import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const RECONCILER = join(__dirname, '..', '..', 'lib', 'reconciler');

const folders = readdirSync(RECONCILER, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Folders of the reconciler whose files a folder imports. */
function importedBy(folder: string): ReadonlySet<string> {
  const texts = readdirSync(join(RECONCILER, folder)).map((file) =>
    readFileSync(join(RECONCILER, folder, file), 'utf8'),
  );
  const found = texts.flatMap((text) =>
    [...text.matchAll(/ from '\.\.\/([\w-]+)(?:\/|')/g)].map(([, name = '']) => name),
  );
  return new Set(found.filter((name) => folders.includes(name)));
}

/** Folders that a folder imports, directly or through others. */
function reachedFrom(folder: string, reached = new Set<string>()): ReadonlySet<string> {
  for (const next of importedBy(folder)) {
    if (reached.has(next)) continue;
    reached.add(next);
    reachedFrom(next, reached);
  }
  return reached;
}

test('no folder of the reconciler imports a folder that imports it, directly or indirectly', () => {
  expect(folders.length).toBeGreaterThan(5);
  expect(folders.filter((folder) => reachedFrom(folder).has(folder))).toEqual([]);
});
