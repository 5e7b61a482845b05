import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes the folder for files that test files share (`built-once.ts`), before Jest starts its workers. */
function globalSetup(): void {
  // Each worker would print this warning, which concerns no test.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  // `cli.ts` sets it too, for commands in another process; this is for commands in a test's own process.
  process.env.AWS_DISABLE_CLOCK_SKEW_CORRECTION = 'true';
  process.env.TEST_BUILDS_FOLDER = mkdtempSync(join(tmpdir(), 'test-builds-'));
}

export = globalSetup;
