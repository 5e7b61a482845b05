import { builtinModules, createRequire } from 'node:module';
import { posix } from 'node:path';
import { type CodeFiles, TASK_ROOT } from '../code';
import { compile } from './compile';
import { refusingModule } from './refusing-module';
import type { World } from './world';

const hostRequire = createRequire(__filename);

/** Built-in modules that functions share with the host, because these modules have no effects outside the process. */
const SHARED = [
  'assert',
  'async_hooks',
  'buffer',
  'diagnostics_channel',
  'events',
  'path',
  'punycode',
  'querystring',
  'stream',
  'stream/promises',
  'stream/web',
  'string_decoder',
  'url',
  'util',
  'util/types',
  'zlib',
];

/** The `require` of a function: the files of its own code, and the built-in modules that the sandbox supports. */
export class SandboxModules {
  private readonly loaded = new Map<string, { exports: unknown }>();
  private readonly builtIns = new Map<string, unknown>();

  constructor(
    private readonly code: CodeFiles,
    private readonly world: World,
  ) {}

  /** @param path path of a file, relative to the task root */
  load(path: string): unknown {
    const already = this.loaded.get(path);
    if (already !== undefined) return already.exports;
    const module = { exports: {} as unknown };
    this.loaded.set(path, module);
    if (path.endsWith('.json')) module.exports = JSON.parse(Buffer.from(this.code.get(path) ?? []).toString());
    else this.evaluate(path, module);
    return module.exports;
  }

  /** Returns the file to which a path refers; undefined if there is none. The path may omit the extension or `/index.js`. */
  resolve(path: string): string | undefined {
    return [path, `${path}.js`, `${path}.cjs`, `${path}.json`, `${path}/index.js`].find((name) => this.code.has(name));
  }

  private evaluate(path: string, module: { exports: unknown }): void {
    const file = `${TASK_ROOT}/${path}`;
    const require = (name: string) => this.require(name, path);
    const run = compile(this.code, path, this.world.globals);
    run.call(module.exports, module.exports, module, require, file, posix.dirname(file));
  }

  private require(name: string, from: string): unknown {
    if (name.startsWith('.')) {
      const path = this.resolve(posix.join(posix.dirname(from), name));
      if (path !== undefined) return this.load(path);
    } else if (builtinModules.includes(bareName(name))) {
      return this.builtIn(bareName(name));
    }
    throw Object.assign(new Error(`Cannot find module '${name}'\nRequire stack:\n- ${TASK_ROOT}/${from}`), {
      code: 'MODULE_NOT_FOUND',
    });
  }

  private builtIn(name: string): unknown {
    const module = this.builtIns.get(name) ?? this.makeBuiltIn(name);
    this.builtIns.set(name, module);
    return module;
  }

  private makeBuiltIn(name: string): unknown {
    if (name in this.world.builtIns) return this.world.builtIns[name];
    const real = hostRequire(`node:${name}`);
    return SHARED.includes(name) ? real : refusingModule(name, real, {});
  }
}

function bareName(name: string): string {
  return name.startsWith('node:') ? name.slice('node:'.length) : name;
}
