import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { compileFunction } from 'node:vm';

/** Name of the global through which test files get what a source file exports; `transform.js` has it too. */
export const SOURCES = '__sources';

/** @param path of a source file, relative to the project with `/` between folders, or of a package's file */
type Sources = (path: string) => unknown;

/** By the folder of the run: Jest in watch mode has several. */
const loading = new Map<string, Promise<Sources>>();

/**
 * All sources as one bundle, built once per run of Jest and loaded once per process. A file runs when it is first asked for.
 * @param roots absolute paths of the folders of sources; that of tests is left out
 */
export function loadSources(projectRoot: string, roots: readonly string[]): Promise<Sources> {
  const { TEST_BUILDS_FOLDER: folder = '' } = process.env;
  const sources = loading.get(folder) ?? load(projectRoot, roots, join(folder, 'sources.cjs'));
  loading.set(folder, sources);
  return sources;
}

async function load(projectRoot: string, roots: readonly string[], file: string): Promise<Sources> {
  if (!existsSync(file)) await build(projectRoot, roots, file);
  const module: { exports: Readonly<Record<string, () => unknown>> } = { exports: {} };
  // Where packages are resolved from.
  const require = createRequire(join(projectRoot, 'sources.cjs'));
  compileFunction(readFileSync(file, 'utf8'), ['module', 'require'], { filename: file })(module, require);
  const loaded = new Map<string, unknown>();
  return (path) => {
    if (!loaded.has(path)) loaded.set(path, module.exports[path]?.() ?? require(join(projectRoot, path)));
    return loaded.get(path);
  };
}

async function build(projectRoot: string, roots: readonly string[], file: string): Promise<void> {
  const { bundle } = await import('../../../scripts/bundle.mjs');
  const folders = roots.map((root) => relative(projectRoot, root)).filter((folder) => folder !== 'test');
  const members = folders
    .flatMap((folder) => filesOf(projectRoot, folder))
    .map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`);
  const contents = `module.exports = { ${members.join(', ')} };`;
  // `compileFunction` has no `import()`.
  const entry = { stdin: { contents, resolveDir: projectRoot }, supported: { 'dynamic-import': false } };
  const text = await bundle(entry, file);
  // There as a whole or not at all: two workers of Jest may build at once.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function filesOf(projectRoot: string, folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.d)\.ts$/.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`);
}
