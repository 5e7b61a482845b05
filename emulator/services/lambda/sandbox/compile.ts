import { Script } from 'node:vm';
import { type CodeFiles, TASK_ROOT } from '../code';

/** Runs a CommonJS file with the given values of Node's module scope. */
export type Run = (exports: unknown, module: object, require: object, filename: string, dirname: string) => void;

/**
 * A compiled file. It takes the values of the globals, and returns a function that runs the file with these globals.
 */
type WithGlobals = (...globals: unknown[]) => Run;

/** The globals are parameters of the outer function, so the file's own top-level names may shadow them. */
const OPENING = '{ return function (exports, module, require, __filename, __dirname) {';
const CLOSING = '\n}})';

/** Compiled files by code and path. All environments with the same code share them. */
const compiled = new WeakMap<CodeFiles, Map<string, WithGlobals>>();

/**
 * Compiles a file of a function's code.
 * @param path path of the file, relative to the task root
 * @param globals values by name; every call must have the same names in the same order
 * @throws SyntaxError if the file is not valid JavaScript
 */
export function compile(code: CodeFiles, path: string, globals: Readonly<Record<string, unknown>>): Run {
  const files = compiled.get(code) ?? new Map<string, WithGlobals>();
  compiled.set(code, files);
  const withGlobals = files.get(path) ?? compileFile(code, path, Object.keys(globals));
  files.set(path, withGlobals);
  return withGlobals(...Object.values(globals));
}

function compileFile(code: CodeFiles, path: string, names: readonly string[]): WithGlobals {
  const source = Buffer.from(code.get(path) ?? []).toString();
  const opening = `(function (${names.join(', ')}) ${OPENING}`;
  // `compileFunction` would be simpler, but in Node.js 20.9 it refuses a column offset below 0.
  const script = new Script(`${opening}${source}${CLOSING}`, {
    filename: `${TASK_ROOT}/${path}`,
    columnOffset: -opening.length,
  });
  return script.runInThisContext() as WithGlobals;
}
