import type { EnvironmentContext, JestEnvironment, JestEnvironmentConfig } from '@jest/environment';
import { ModernFakeTimers } from '@jest/fake-timers';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import { COMMAND_HOST, commandHost } from '../command-host';
import { restoreStorage, simplifyStorage } from '../context-of-tests';
import { loadSources, PROCESS, SOURCES, type Sources } from './sources';

/** Classes of objects that sources and tests pass to each other and check with `instanceof`. */
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
 * Loads the sources of this project once for all test files of a Jest worker, outside of Jest's modules. So only the first test file waits
 * until they are compiled and optimized. `transform.js` passes the sources to the tests.
 */
class SharedSources extends TestEnvironment implements JestEnvironment {
  private readonly loadSources: () => Promise<Sources>;
  private sources: Sources | undefined;
  private readonly outer = { console, env: process.env };

  constructor(config: JestEnvironmentConfig, context: EnvironmentContext) {
    super(config, context);
    const { rootDir, roots } = config.projectConfig;
    this.loadSources = () => loadSources(rootDir, roots);
    // Fake timers replace the timers that sources use.
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
  }

  override async setup(): Promise<void> {
    // Sources are loaded before `simplifyStorage`, so that they get Node.js's own `AsyncLocalStorage`.
    const sources = await this.loadSources();
    await super.setup();
    simplifyStorage();
    this.sources = sources;
    // Each test file gets new functions, because Jest empties the globals of a test file that has ended.
    const shared = {
      [SOURCES]: (path: string) => sources.get(path),
      [COMMAND_HOST]: (file: string) => commandHost(file),
      [PROCESS]: process,
    };
    Object.assign(this.global, CLASSES, shared);
    globalThis.console = this.global.console;
    // A getter, because a test may replace its `process.env` as a whole.
    setEnvironment({ get: () => this.global.process.env });
  }

  /** Makes the stack of a failure show places in source files. */
  handleTestEvent(event: Circus.Event): void {
    // This is the first event: the test runner has been loaded.
    if (event.name === 'setup') restoreStorage();
    if ('error' in event) this.sources?.locate(event.error);
  }

  override async teardown(): Promise<void> {
    restoreStorage();
    globalThis.console = this.outer.console;
    setEnvironment({ value: this.outer.env, writable: true });
    await super.teardown();
  }
}

/** Sets the environment variables that sources read. */
function setEnvironment(env: PropertyDescriptor): void {
  Object.defineProperty(process, 'env', { ...env, enumerable: true, configurable: true });
}

export = SharedSources;
