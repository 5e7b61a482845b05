/**
 * Runs a TypeScript program of this project as one file: `node scripts/bundled.mjs local/main.ts run examples/movies`. As a bundle, the
 * local AWS starts faster and runs a fifteenth faster (measured) than as separate modules, since calls go straight to functions.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, stop } from 'esbuild';

const PROJECT_ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** Below `node_modules`, so that packages that are not bundled are resolved from here. */
const FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'personalize-mlops', 'programs');

/** Each module keeps its own `__dirname` and `__filename`. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\b__(?:dir|file)name\b/.test(text)) return undefined;
      const places = `const __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)};`;
      return { contents: `${places} ${text.replace(/^#!.*/, '')}`, loader: 'ts' };
    });
  },
};

/** @returns path of the bundle; undefined if the program does not compile, which esbuild has printed */
async function bundle(program) {
  // One file per program, however often it changes.
  const name = createHash('sha256').update(program).digest('hex').slice(0, 16);
  const file = join(FOLDER, `${name}.cjs`);
  try {
    const text = await compile(program, file);
    // Written atomically: several processes may bundle at once.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
    return file;
  } catch (error) {
    if (Array.isArray(error.errors)) return undefined;
    throw error;
  } finally {
    // Otherwise a process of esbuild would stay as long as the program runs.
    await stop();
  }
}

/** @param outfile final path, for the paths in its source map */
async function compile(program, outfile) {
  const {
    outputFiles: [{ text }],
  } = await build({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [program],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: `node${process.versions.node}`,
    format: 'cjs',
    sourcemap: 'inline',
    write: false,
    logLevel: 'warning',
    plugins: [ownPlaces],
  });
  return text;
}

const [, , name] = process.argv;
if (name === undefined) {
  console.error('Usage: node scripts/bundled.mjs <program.ts> [arguments]');
  process.exit(2);
}
try {
  mkdirSync(FOLDER, { recursive: true });
  accessSync(FOLDER, constants.W_OK);
} catch {
  console.error(
    `'${FOLDER}' cannot be written, as in a read-only checkout. Compiled programs are kept there: allow it, or work in a copy of the project.`,
  );
  process.exit(1);
}
const program = resolve(name);
const file = await bundle(program);
if (file === undefined) process.exit(1);
process.setSourceMapsEnabled(true);
process.argv.splice(1, 2, program);
await import(pathToFileURL(file));
