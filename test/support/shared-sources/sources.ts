import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { join, relative, sep } from 'node:path';
import { compileFunction } from 'node:vm';

/** Name of the global through which test files get what a source file exports. `transform.js` uses the same name. */
export const SOURCES = '__sources';

/** Name of the global with Node's own `process`, which sources use. The `process` of a test file is a copy. */
export const PROCESS = '__process';

export interface Sources {
  /** @param path a source file or a file of a package, relative to the project, with `/` between folders */
  readonly get: (path: string) => unknown;
  /** Makes the stacks of an error and its causes show places in source files. */
  readonly locate: (error: unknown) => void;
}

/** Text that esbuild writes before the source map. */
const MAP = '//# sourceMappingURL=data:application/json;base64,';

/** File name of the bundle, also in stack traces. */
const NAME = 'sources.cjs';
const PLACE = /[^\s(]*\bsources\.cjs:(\d+):(\d+)/g;

/** Loaded sources, by the folder of a run of Jest. In watch mode, a process has several runs. */
const loading = new Map<string, Promise<Sources>>();

/**
 * All sources as one bundle, built once per run of Jest and loaded once per process. A source file runs when it is first used.
 * @param roots absolute paths of the folders of sources. The folder `test` is left out if it is among them
 */
export function loadSources(projectRoot: string, roots: readonly string[]): Promise<Sources> {
  const { TEST_BUILDS_FOLDER: folder = '' } = process.env;
  const sources = loading.get(folder) ?? load(projectRoot, roots, join(folder, NAME));
  loading.set(folder, sources);
  return sources;
}

async function load(projectRoot: string, roots: readonly string[], file: string): Promise<Sources> {
  if (!existsSync(file)) await build(projectRoot, roots, file);
  const module: { exports: Readonly<Record<string, () => unknown>> } = { exports: {} };
  // Packages and the map's sources are resolved from this path. No file may exist there: Jest would read and parse that
  // file for each of the many stacks that are logged by functions in the local AWS.
  const filename = join(projectRoot, NAME);
  const require = createRequire(filename);
  const [code = '', map = ''] = readFileSync(file, 'utf8').split(MAP);
  compileFunction(code, ['module', 'require'], { filename })(module, require);
  const loaded = new Map<string, unknown>();
  const locate = locator(projectRoot, map);
  const get = (path: string) => {
    try {
      if (!loaded.has(path)) loaded.set(path, module.exports[path]?.() ?? require(join(projectRoot, path)));
      return loaded.get(path);
    } catch (error) {
      locate(error);
      throw error;
    }
  };
  return { get, locate };
}

/** @param map in base64; it is parsed when the first stack needs it */
function locator(projectRoot: string, map: string): Sources['locate'] {
  let sourceMap: SourceMap | undefined;
  const inSource = (place: string, line: number, column: number) => {
    sourceMap ??= new SourceMap(JSON.parse(Buffer.from(map, 'base64').toString()));
    const found = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in found)) return place;
    return `${join(projectRoot, found.originalSource)}:${found.originalLine + 1}:${found.originalColumn + 1}`;
  };
  return (error) => {
    for (let each = error; each instanceof Error; each = each.cause)
      each.stack = each.stack?.replaceAll(PLACE, (place, line, column) =>
        inSource(place, Number(line), Number(column)),
      );
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
  const { text } = await bundle(entry, join(projectRoot, NAME));
  // The file appears as a whole, because two workers of Jest may build at once.
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
}

function filesOf(projectRoot: string, folder: string): readonly string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /(?<!\.d)\.ts$/.test(path))
    .map((path) => `${folder}/${path.split(sep).join('/')}`);
}
