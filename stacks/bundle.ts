import { relative } from 'node:path';
import { type BuildOptions, buildSync, type OutputFile, version } from 'esbuild';
import { zipSync } from 'fflate';
import { type Bundle, BundleCache } from './bundle-cache';
import { plainKeys } from './plain-keys';
import { PROJECT_ROOT } from './project-root';

const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  outfile: 'index.js',
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** First all modules are joined. ES modules of the SDK (`mainFields`) bundle a third smaller than its CommonJS. */
const JOIN = {
  ...OPTIONS,
  format: 'esm',
  mainFields: ['module', 'main'],
  metafile: true,
  alias: {
    '@aws-sdk/credential-provider-node': './functions/shared/sdk/credentials.ts',
    '@aws-sdk/endpoint-cache': './functions/shared/sdk/endpoint-cache.ts',
    '@smithy/core/event-streams': './functions/shared/sdk/event-streams.ts',
  },
} as const satisfies BuildOptions;

/** Then what is of no use is left out. A CommonJS bundle starts faster than an ES module (measured). */
const MINIFY = { ...OPTIONS, format: 'cjs', minify: true } as const satisfies BuildOptions;

/** Zip's own epoch. In local time, because that is what fflate writes. */
const ZIP_OPTIONS = { level: 9, mtime: new Date(1980, 0, 1) } as const;

const cache = new BundleCache(JSON.stringify([version, JOIN, String(plainKeys), MINIFY, ZIP_OPTIONS.level]));

/**
 * Bundles an entry file with all that it imports. The same sources give the same bytes on any machine and path.
 * @param entry absolute path of the handler's file
 * @throws if the file or one of its imports does not compile
 */
export function bundle(entry: string): Bundle {
  const key = relative(PROJECT_ROOT, entry);
  return cache.find(key) ?? build(key);
}

function build(entry: string): Bundle {
  // Paths that esbuild writes are relative to the working folder, so that they are the same on every machine.
  const joined = buildSync({ ...JOIN, absWorkingDir: PROJECT_ROOT, entryPoints: [entry] });
  const contents = plainKeys(onlyFile(joined, entry).text);
  const minified = buildSync({ ...MINIFY, absWorkingDir: PROJECT_ROOT, stdin: { contents } });
  return cache.store(
    entry,
    Object.keys(joined.metafile.inputs),
    zipSync({ 'index.js': onlyFile(minified, entry).contents }, ZIP_OPTIONS),
  );
}

function onlyFile(
  { outputFiles: [file] }: { readonly outputFiles: readonly OutputFile[] },
  entry: string,
): OutputFile {
  if (file === undefined) throw new Error(`esbuild made no output of ${entry}`);
  return file;
}
