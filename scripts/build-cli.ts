import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { thirdPartyLicenses } from './build-cli/third-party-licenses';

/** The folder of the command's files, to which package.json's `bin` points. */
const CLI_FOLDER = join('dist', 'cli');
const CLI_FILE = 'index.mjs';

const PROJECT_ROOT = resolve(__dirname, '..');

/**
 * Bundles the command with all its dependencies, and writes their licenses beside it. Each `import()` becomes a file of its
 * own, so that `--help` does not load the AWS SDK. esbuild splits only ES modules; CommonJS dependencies call `require` for modules of Node.js,
 * and the command finds the package's files from `__dirname`: sources and bundled files lie two folders below it.
 * @param folder absolute, or relative to the project
 * @returns absolute path of the file to run
 */
export function buildCli(folder = CLI_FOLDER): string {
  const outdir = resolve(PROJECT_ROOT, folder);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = buildSync({
    absWorkingDir: PROJECT_ROOT,
    entryPoints: { index: 'cli/main.ts' },
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    // The main file of jsonc-parser is UMD, whose requires bundlers cannot follow.
    mainFields: ['module', 'main'],
    minify: true,
    // Names of error classes are printed and compared.
    keepNames: true,
    // All are in the file of licenses.
    legalComments: 'none',
    metafile: true,
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = require('node:path').dirname(require('node:url').fileURLToPath(import.meta.url));",
    },
    logLevel: 'warning',
  });
  const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(PROJECT_ROOT, bundled));
  const file = join(outdir, CLI_FILE);
  chmodSync(file, 0o755);
  return file;
}

if (require.main === module) buildCli();
