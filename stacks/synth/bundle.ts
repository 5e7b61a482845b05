import { relative } from 'node:path';
import { type BuildOptions, buildSync, version } from 'esbuild';
import { zipSync } from 'fflate';
import { type Bundle, BundleCache } from './bundle-cache';
import { PROJECT_ROOT } from './project-root';

const OPTIONS = {
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node22',
  // A CommonJS bundle starts faster than an ES module (measured).
  format: 'cjs',
  // ES modules of the SDK bundle a third smaller than its CommonJS.
  mainFields: ['module', 'main'],
  alias: {
    '@aws-sdk/credential-provider-node': './functions/shared/sdk/credentials.ts',
    '@aws-sdk/endpoint-cache': './functions/shared/sdk/endpoint-cache.ts',
    '@smithy/core/event-streams': './functions/shared/sdk/event-streams.ts',
  },
  outfile: 'index.js',
  metafile: true,
  write: false,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/** Zip's own epoch. In local time, because that is what fflate writes. */
const ZIP_OPTIONS = { level: 9, mtime: new Date(1980, 0, 1) } as const;

const cache = new BundleCache(JSON.stringify([version, OPTIONS, ZIP_OPTIONS.level]));

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
  const { metafile, outputFiles } = buildSync({ ...OPTIONS, absWorkingDir: PROJECT_ROOT, entryPoints: [entry] });
  const [code] = outputFiles;
  if (code === undefined) throw new Error(`esbuild made no output of ${entry}`);
  const zip = zipSync({ 'index.js': code.contents }, ZIP_OPTIONS);
  return cache.store(entry, Object.keys(metafile.inputs), zip);
}
