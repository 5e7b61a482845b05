import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type BuildOptions, buildSync, version } from 'esbuild';
import { zipSync } from 'fflate';
import { installedPackages } from './installed-packages';
import { PROJECT_ROOT } from './project-root';

/** A function's code, ready for Lambda. */
export interface Bundle {
  /** Path of the zip file on this machine, which contains `index.js`. */
  readonly zipPath: string;
  /** SHA-256 of the zip, in hexadecimal. */
  readonly sha256: string;
  /** Files of the project and of packages in the bundle, as paths relative to the project, with slashes. */
  readonly inputs: readonly string[];
}

interface Manifest {
  /** SHA-256 of the bundle's zip file. */
  readonly zip: string;
  /** SHA-256 of the project files in the bundle, by their relative path. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Package files in the bundle. */
  readonly packages: readonly string[];
}

const OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  // A CommonJS bundle starts faster than an ES module (measured).
  format: 'cjs',
  // With the SDK's ES modules, a bundle is a third smaller than with the SDK's CommonJS modules.
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': './functions/shared/sdk/credentials.ts',
    '@aws-sdk/endpoint-cache': './functions/shared/sdk/endpoint-cache.ts',
    '@smithy/core/event-streams': './functions/shared/sdk/event-streams.ts',
  },
  outfile: 'index.js',
  // The only comments that esbuild would otherwise keep are directives for a coverage tool.
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** `mtime` is the earliest time of the zip format, in local time, because fflate writes local times. */
const ZIP_OPTIONS = { level: 9, mtime: new Date(1980, 0, 1) } as const;

/** SHA-256 of each file that was read, by its path relative to the project; undefined for a missing file. */
export type Hashes = Map<string, string | undefined>;

/** Folder of all bundles. */
export const BUNDLES = join(PROJECT_ROOT, 'node_modules', '.cache', 'personalize-mlops', 'bundles');

/**
 * Path prefix of the installed packages. Most files of a bundle have this prefix, and they only change when packages
 * are installed.
 */
const PACKAGES = 'node_modules/';

/** SHA-256 of everything that bundles depend on besides the project's files: options, versions and packages. */
const TOOLS = hash(
  JSON.stringify([version, OPTIONS, ZIP_OPTIONS.level, 'manifest 2']) + installedPackages(PROJECT_ROOT),
);

/**
 * Bundles an entry file with everything that it imports. The same sources give the same bytes on any machine and path.
 * @param entry absolute path of the handler's file
 * @param hashes SHA-256 of files, shared with other bundles of the same synthesis: hashing takes most of the time
 * @throws Error if the file or one of its imports does not compile
 */
export function bundle(entry: string, hashes: Hashes = new Map()): Bundle {
  const key = relative(PROJECT_ROOT, entry);
  return cached(key, hashes) ?? build(key);
}

function build(entry: string): Bundle {
  // esbuild writes paths relative to the working folder, which makes them the same on every machine.
  const { metafile, outputFiles } = buildSync({ ...OPTIONS, absWorkingDir: PROJECT_ROOT, entryPoints: [entry] });
  const [code] = outputFiles;
  if (code === undefined) throw new Error(`esbuild made no output of ${entry}`);
  const zip = zipSync({ 'index.js': code.contents }, ZIP_OPTIONS);
  return store(entry, Object.keys(metafile.inputs), zip);
}

/** The bundle of an earlier synthesis, if none of its files has changed. Hashing is ten times faster than bundling. */
function cached(entry: string, hashes: Hashes): Bundle | undefined {
  const path = manifestPath(entry);
  if (!existsSync(path)) return undefined;
  const { zip, inputs, packages }: Manifest = JSON.parse(readFileSync(path, 'utf8'));
  const unchanged = Object.entries(inputs).every(([input, sha256]) => {
    if (!hashes.has(input)) hashes.set(input, hashOfFile(input));
    return hashes.get(input) === sha256;
  });
  const bundle = { zipPath: zipPath(zip), sha256: zip, inputs: [...Object.keys(inputs), ...packages] };
  return unchanged && existsSync(bundle.zipPath) ? bundle : undefined;
}

/** @param files paths of the files in the bundle, relative to the project */
function store(entry: string, files: readonly string[], zip: Uint8Array): Bundle {
  const sha256 = hash(zip);
  const packages = files.filter((file) => file.startsWith(PACKAGES));
  const own = files.filter((file) => !file.startsWith(PACKAGES));
  const inputs = Object.fromEntries(own.map((file) => [file, hashOfFile(file) ?? '']));
  const bundle = { zipPath: zipPath(sha256), sha256, inputs: [...own, ...packages] };
  replaceFile(bundle.zipPath, zip);
  replaceFile(manifestPath(entry), JSON.stringify({ zip: sha256, inputs, packages } satisfies Manifest));
  return bundle;
}

function manifestPath(entry: string): string {
  return join(BUNDLES, `${hash(TOOLS + entry)}.json`);
}

function zipPath(sha256: string): string {
  return join(BUNDLES, sha256, 'function.zip');
}

/** Writes atomically, since several syntheses may run at once. */
function replaceFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, content);
  renameSync(unfinished, path);
}

function hashOfFile(path: string): string | undefined {
  const absolute = resolve(PROJECT_ROOT, path);
  return existsSync(absolute) ? hash(readFileSync(absolute)) : undefined;
}

function hash(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
