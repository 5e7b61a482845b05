import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { requireWritable, UnwritableFolder } from '../stacks/synth/writable';
import { archive } from './package/archive';
import { releaseFiles } from './package/release-files';

/** Writes the release for teams without Node.js: `dist/personalize-mlops-<version>.tar.gz`. */
async function main(): Promise<void> {
  const { version }: { version: string } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'));
  const release = `personalize-mlops-${version}`;
  requireWritable(join(PROJECT_ROOT, 'dist'));
  const content = await archive(release, releaseFiles(version));
  const file = join('dist', `${release}.tar.gz`);
  writeFileSync(join(PROJECT_ROOT, file), content);
  console.log(`${createHash('sha256').update(content).digest('hex')}  ${file}`);
}

main().catch((error: unknown) => {
  if (!(error instanceof UnwritableFolder)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
