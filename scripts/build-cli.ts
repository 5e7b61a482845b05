import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildOptions, buildSync, type Metafile } from 'esbuild';
import { thirdPartyLicenses } from './build-cli/third-party-licenses';

/** Folder of the command's files. package.json's `bin` names `CLI_FILE` in this folder. */
const CLI_FOLDER = join('dist', 'cli');
const CLI_FILE = 'index.mjs';

const PROJECT_ROOT = resolve(__dirname, '..');

/**
 * Options of esbuild. Each `import()` becomes a separate file, so that `--help` does not load the AWS SDK. esbuild
 * splits only ES modules, which have neither `require` nor `__dirname`, so the banner defines both. CommonJS
 * dependencies call `require` for modules of Node.js. The command finds the package's files from `__dirname`, which is
 * two folders below the package, both in the sources (in `cli/commands/`) and in the bundle.
 */
const OPTIONS = {
  absWorkingDir: PROJECT_ROOT,
  entryPoints: { index: 'cli/main.ts' },
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
  // All licenses are in one file.
  legalComments: 'none',
  metafile: true,
  banner: {
    js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url); const __dirname = require('node:path').dirname(require('node:url').fileURLToPath(import.meta.url));",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles the command with all its dependencies, and writes their licenses beside it.
 * @param folder folder to write to, absolute or relative to the project. Its earlier content is deleted
 * @returns absolute path of the file to run
 */
export function buildCli(folder = CLI_FOLDER): string {
  const outdir = resolve(PROJECT_ROOT, folder);
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = buildSync({ ...OPTIONS, outdir });
  writeFileSync(join(outdir, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(PROJECT_ROOT, bundledFiles(metafile)));
  const file = join(outdir, CLI_FILE);
  chmodSync(file, 0o755);
  return file;
}

/** Files of the project and of packages that the command's bundle contains, relative to the project. Writes nothing. */
export function filesOfCli(): readonly string[] {
  return bundledFiles(buildSync({ ...OPTIONS, outdir: CLI_FOLDER, write: false }).metafile);
}

/** Files whose code is in an output. esbuild drops other inputs. */
function bundledFiles({ outputs }: Metafile): readonly string[] {
  return Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
}

if (require.main === module) buildCli();
