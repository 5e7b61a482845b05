import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { PROJECT_ROOT } from './project-root';

/** A function's code, ready for Lambda. */
export interface Bundle {
  /** Zip file on this machine, holding `index.js`. */
  readonly zipPath: string;
  /** SHA-256 of the zip, in hexadecimal. */
  readonly sha256: string;
}

interface Manifest {
  /** SHA-256 of the bundle's zip file. */
  readonly zip: string;
  /** Files that went into the bundle, relative to the project, with their SHA-256. */
  readonly inputs: Readonly<Record<string, string>>;
}

const FOLDER = join(PROJECT_ROOT, 'node_modules', '.cache', 'personalize-mlops', 'bundles');

/** Bundles of earlier synths, used again if all their files are the same: hashing is ten times faster than bundling. */
export class BundleCache {
  private readonly tools: string;

  /** @param tools options and versions that a bundle depends on besides its files */
  constructor(tools: string) {
    // The lock file, since an install can make imports resolve to other files than those that the manifest lists.
    this.tools = hash(tools + readFileSync(join(PROJECT_ROOT, 'package-lock.json'), 'utf8'));
  }

  /** @returns the bundle of an entry file, if one of its current sources is cached */
  find(entry: string): Bundle | undefined {
    const path = this.manifestPath(entry);
    if (!existsSync(path)) return undefined;
    const { zip, inputs }: Manifest = JSON.parse(readFileSync(path, 'utf8'));
    const unchanged = Object.entries(inputs).every(([input, sha256]) => hashOfFile(input) === sha256);
    const bundle = { zipPath: zipPath(zip), sha256: zip };
    return unchanged && existsSync(bundle.zipPath) ? bundle : undefined;
  }

  /** @param inputs files that went into the bundle, relative to the project */
  store(entry: string, inputs: readonly string[], zip: Uint8Array): Bundle {
    const sha256 = hash(zip);
    const bundle = { zipPath: zipPath(sha256), sha256 };
    const manifest: Manifest = {
      zip: sha256,
      inputs: Object.fromEntries(inputs.map((input) => [input, hashOfFile(input) ?? ''])),
    };
    replaceFile(bundle.zipPath, zip);
    replaceFile(this.manifestPath(entry), JSON.stringify(manifest));
    return bundle;
  }

  private manifestPath(entry: string): string {
    return join(FOLDER, `${hash(this.tools + entry)}.json`);
  }
}

function zipPath(sha256: string): string {
  return join(FOLDER, sha256, 'function.zip');
}

/** Writes atomically, since several synths may run at once. */
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
