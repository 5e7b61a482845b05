import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PROJECT_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Plugin that gives each TypeScript module in a bundle its own `__dirname` and `__filename`, if the module uses them. */
const ownPlaces = {
  name: 'own-places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\b__(?:dir|file)name\b/.test(text)) return undefined;
      const places = `const __dirname = ${JSON.stringify(dirname(path))}, __filename = ${JSON.stringify(path)};`;
      return { contents: `${places} ${text.replace(/^#!.*/, '')}`, loader: 'ts' };
    });
  },
};

/**
 * Bundles TypeScript of this project into one file for this version of Node.js, without packages.
 * @param entry options of esbuild that say what to bundle. Relative paths are relative to the project
 * @param outfile path at which the caller stores the bundle. Paths in the source map are relative to it
 * @returns the bundle's text, and the absolute paths of its sources
 * @throws esbuild's error with `errors`, which esbuild has printed
 */
export async function bundle(entry, outfile) {
  // esbuild is only loaded if something must be bundled.
  const { build, stop } = await import('esbuild');
  try {
    const {
      outputFiles: [{ text }],
      metafile: { inputs },
    } = await build({
      absWorkingDir: PROJECT_ROOT,
      ...entry,
      outfile,
      bundle: true,
      packages: 'external',
      platform: 'node',
      target: `node${process.versions.node}`,
      format: 'cjs',
      sourcemap: 'inline',
      write: false,
      metafile: true,
      logLevel: 'warning',
      plugins: [ownPlaces],
    });
    return { text, sources: Object.keys(inputs).map((path) => resolve(PROJECT_ROOT, path)) };
  } finally {
    // Otherwise a process of esbuild would run as long as this one.
    await stop();
  }
}
