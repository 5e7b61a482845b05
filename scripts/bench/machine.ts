import { readFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** Properties of this machine, and versions of software, that affect the figures. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

const LIBRARIES = ['cdktf', 'esbuild', 'jsonata', 'dynalite'];

export function thisMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    versions: {
      node: process.versions.node,
      ...Object.fromEntries(LIBRARIES.map((library) => [library, installedVersion(library)])),
    },
  };
}

function installedVersion(library: string): string {
  const manifest = readFileSync(join(PROJECT_ROOT, 'node_modules', library, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { readonly version: string }).version;
}
