import { chmodSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

/** Where package.json's `bin` points, in the folder of all that belongs to it. */
const CLI_FOLDER = join('dist', 'cli');
const CLI_FILE = 'index.mjs';

const PROJECT_ROOT = resolve(__dirname, '..');

/**
 * Bundles the command line with everything that it needs. Each `import()` becomes a file of its own, so that `--help` does not
 * even read the AWS SDK. Only ES modules can be split; some dependencies are CommonJS and call `require` for what is Node's.
 * @param folder absolute, or relative to the project
 * @returns absolute path of the file to run
 */
export function buildCli(folder = CLI_FOLDER): string {
  const outdir = resolve(PROJECT_ROOT, folder);
  rmSync(outdir, { recursive: true, force: true });
  buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: { index: 'cli/main.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // The main file of jsonc-parser is UMD, whose requires no bundler can follow.
    mainFields: ['module', 'main'],
    minify: true,
    // Names of errors are shown and compared.
    keepNames: true,
    legalComments: 'none',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  const file = join(outdir, CLI_FILE);
  chmodSync(file, 0o755);
  return file;
}

if (require.main === module) buildCli();
