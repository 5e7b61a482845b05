import type { JestEnvironment } from '@jest/environment';
import type { Circus } from '@jest/types';
import { TestEnvironment } from 'jest-environment-node';
import { restoreStorage, simplifyStorage } from './context-of-tests';

/**
 * Node.js, without a call of it at each promise. In all projects: what one test file has Node.js call, it calls for those that run in the same
 * worker after it.
 */
class WithoutPromiseHooks extends TestEnvironment implements JestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    simplifyStorage();
  }

  handleTestEvent(event: Circus.Event): void {
    // The first event: what runs tests has been loaded.
    if (event.name === 'setup') restoreStorage();
  }

  override async teardown(): Promise<void> {
    restoreStorage();
    await super.teardown();
  }
}

export = WithoutPromiseHooks;
