import type { JestEnvironment } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import { restoreStorage, simplifyStorage } from './context-of-tests';

/**
 * Environment without Node.js's calls at each promise. All projects use it: what one test file makes Node.js call, it also calls for later
 * files in the same worker.
 */
class WithoutPromiseHooks extends TestEnvironment implements JestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    simplifyStorage();
  }

  handleTestEvent(event: Circus.Event): void {
    // This is the first event: the test runner has been loaded.
    if (event.name === 'setup') restoreStorage();
  }

  override async teardown(): Promise<void> {
    restoreStorage();
    await super.teardown();
  }
}

export = WithoutPromiseHooks;
