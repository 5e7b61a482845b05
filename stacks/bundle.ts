import { relative } from 'node:path';
import { type BuildOptions, buildSync, version } from 'esbuild';
import { zipSync } from 'fflate';
import { type Bundle, BundleCache } from './bundle-cache';
import { PROJECT_ROOT } from './project-root';

/**
 * Chosen for a short cold start: ES modules of the SDK (`mainFields`) bundle a third smaller than its CommonJS, and a
 * CommonJS bundle starts faster than an ES module (measured).
 */
const OPTIONS = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  outfile: 'index.js',
  write: false,
  metafile: true,
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
  const { outputFiles, metafile } = buildSync({
    ...OPTIONS,
    absWorkingDir: PROJECT_ROOT,
    entryPoints: [entry],
  });
  const [code] = outputFiles;
  if (code === undefined) throw new Error(`esbuild made no output of ${entry}`);
  return cache.store(
    entry,
    Object.keys(metafile.inputs),
    zipSync({ 'index.js': code.contents }, ZIP_OPTIONS),
  );
}
