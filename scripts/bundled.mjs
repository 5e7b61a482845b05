/**
 * Runs a TypeScript program of this project as one file: `node scripts/bundled.mjs local/main.ts run examples/movies`. As a bundle, the
 * local AWS starts faster and runs a fifteenth faster (measured) than as separate modules, since calls go straight to functions.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, PROJECT_ROOT } from './bundle.mjs';

/** Below `node_modules`, so that packages that are not bundled are resolved from here. */
const FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'personalize-mlops', 'programs');

/** @returns path of the bundle; undefined if the program does not compile, which esbuild has printed */
async function written(program) {
  // One file per program, however often it changes.
  const name = createHash('sha256').update(program).digest('hex').slice(0, 16);
  const file = join(FOLDER, `${name}.cjs`);
  try {
    const text = await bundle({ entryPoints: [program] }, file);
    // Written atomically: several processes may bundle at once.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, text);
    renameSync(unfinished, file);
    return file;
  } catch (error) {
    if (Array.isArray(error.errors)) return undefined;
    throw error;
  }
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
const file = await written(program);
if (file === undefined) process.exit(1);
process.setSourceMapsEnabled(true);
process.argv.splice(1, 2, program);
await import(pathToFileURL(file));
