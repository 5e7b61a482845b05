import { Script } from 'node:vm';
import { type CodeFiles, TASK_ROOT } from '../code';

/** Runs a CommonJS file with the given values of Node's module scope. */
export type Run = (
  exports: unknown,
  module: object,
  require: object,
  filename: string,
  dirname: string,
) => void;

/** Takes the values of the global names and gives the file with these globals. */
type WithGlobals = (...globals: unknown[]) => Run;

/** The names of the outer function are the globals; the file's own top-level names may shadow them. */
const OPENING = '{ return function (exports, module, require, __filename, __dirname) {';
const CLOSING = '\n}})';

/** Compiled once for all environments of a function: a bundle has half a megabyte. */
const compiled = new WeakMap<CodeFiles, Map<string, WithGlobals>>();

/**
 * @param path relative to the task root
 * @param globals by name, always the same names
 * @throws SyntaxError
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
  // `compileFunction` refuses an offset below 0 in Node.js 20.9.
  const script = new Script(`${opening}${source}${CLOSING}`, {
    filename: `${TASK_ROOT}/${path}`,
    columnOffset: -opening.length,
  });
  return script.runInThisContext() as WithGlobals;
}
