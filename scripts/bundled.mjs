/**
 * Runs a TypeScript program of this project as one file: `node scripts/bundled.mjs local/main.ts run examples/movies`. As a bundle, the
 * local AWS starts faster than as separate modules.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { bundle, PROJECT_ROOT } from './bundle.mjs';

/** Folder below `node_modules`, so that packages that are not bundled are resolved from here. */
const FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'personalize-mlops', 'programs');

/** Files that define how programs are bundled. */
const RULES = ['scripts/bundled.mjs', 'scripts/bundle.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'].map(
  (path) => join(PROJECT_ROOT, path),
);

/** Beginning of a bundle's last line, which lists the stamps of its sources and of the files in RULES. */
const SOURCES = '\n// sources: ';

/** @returns path of the bundle; undefined if the program does not compile. Then esbuild has printed why. */
async function written(program) {
  // A program has one bundle for each version of Node.js. It is replaced when the program or a file in RULES changes.
  const name = createHash('sha256').update(`${process.version} ${program}`).digest('hex').slice(0, 16);
  const file = join(FOLDER, `${name}.cjs`);
  if (isCurrent(file)) return file;
  const begun = Date.now();
  try {
    const { text, sources } = await bundle({ entryPoints: [program] }, file);
    const stamps = [...RULES, ...sources].map((path) => [path, stampOf(path, begun)]);
    // The file is replaced atomically, because several processes may bundle at once.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, `${text}${SOURCES}${JSON.stringify(stamps)}\n`);
    renameSync(unfinished, file);
    return file;
  } catch (error) {
    if (Array.isArray(error.errors)) return undefined;
    throw error;
  }
}

/** True if the bundle exists, and neither its sources nor the files in RULES have changed since its creation began. */
function isCurrent(file) {
  try {
    const text = readFileSync(file, 'utf8');
    const stamps = JSON.parse(text.slice(text.lastIndexOf(SOURCES) + SOURCES.length));
    return stamps.every(([path, stamp]) => stampOf(path) === stamp);
  } catch {
    return false;
  }
}

/** @param before epoch milliseconds. If a file was changed then or later, the bundle may have its old or its new content */
function stampOf(path, before = Number.POSITIVE_INFINITY) {
  const { mtimeMs, size } = statSync(path);
  return mtimeMs < before ? `${mtimeMs} ${size}` : 'changed meanwhile';
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
    `Folder '${FOLDER}' is not writable. Compiled programs are kept in it. Make it writable, or work in a writable copy of the project.`,
  );
  process.exit(1);
}
const program = resolve(name);
const file = await written(program);
if (file === undefined) process.exit(1);
process.setSourceMapsEnabled(true);
process.argv.splice(1, 2, program);
// `import` would parse the file once more, for the names of its exports.
createRequire(file)(file);
