import type { EnvironmentContext, JestEnvironmentConfig } from '@jest/environment';
import type { Circus } from '@jest/types';
import { COMMAND_HOST, commandHost } from '../command-host';

import WithoutPromiseHooks = require('../environment');

import { loadSources, PROCESS, SOURCES, type Sources } from './sources';

/** Classes whose objects sources and tests exchange and check with `instanceof`. */
const CLASSES = {
  Date,
  Map,
  Set,
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  AggregateError,
};

/**
 * Node.js with the sources of this project loaded once for all test files of a Jest worker, outside of Jest's modules: loaded code is
 * already compiled and optimized when the next test file starts. `transform.js` passes them to the tests.
 */
class SharedSources extends WithoutPromiseHooks {
  private readonly loadSources: () => Promise<Sources>;
  private sources: Sources | undefined;
  private readonly outer = { console, env: process.env };

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const { rootDir, roots } = config.projectConfig;
    this.loadSources = () => loadSources(rootDir, roots);
  }

  override async setup(): Promise<void> {
    // Sources are loaded first, because they keep what they load of Node.js.
    const sources = await this.loadSources();
    await super.setup();
    this.sources = sources;
    // These functions belong to this test file: Jest empties the globals of a test file that has ended.
    const shared = {
      [SOURCES]: (path: string) => sources.get(path),
      [COMMAND_HOST]: (file: string) => commandHost(file),
      [PROCESS]: process,
    };
    Object.assign(this.global, CLASSES, shared);
    this.enter({ console: this.global.console, env: this.global.process.env });
  }

  /** Shows a failure's places in source files. */
  override handleTestEvent(event: Circus.Event): void {
    super.handleTestEvent(event);
    if ('error' in event) this.sources?.locate(event.error);
  }

  override async teardown(): Promise<void> {
    this.enter(this.outer);
    await super.teardown();
  }

  /** Lets sources print where the test file prints, and read its environment variables. */
  private enter({ console, env }: SharedSources['outer']): void {
    globalThis.console = console;
    process.env = env;
  }
}

export = SharedSources;
