import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../stacks/synth/project-root';
import { differences, manifestWithCdktn, withCdktn } from './cdktn/swap';
import { copyFolder } from './copy-folder';

/** Files and folders that synthesis reads. */
const FILES = ['main.ts', 'cdktf.json', 'package.json', 'package-lock.json', 'tsconfig.json'];
const FOLDERS = ['functions', 'lib', 'stacks', 'statemachines'];
const OUTPUT = join('cdktf.out', 'stacks', 'personalize', 'cdk.tf.json');

/** Compares what CDKTF and its fork `cdktn` synthesize, because switching must stay possible (decision 2). Needs the npm registry. */
function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'personalize-mlops-cdktn-'));
  try {
    copyTo(folder);
    npm(folder, 'install', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error');
    const found = differences(synthesized(PROJECT_ROOT), synthesized(folder));
    for (const path of found) console.error(`differs: ${path}`);
    console.log(
      found.length === 0 ? 'cdktf and cdktn synthesize the same configuration.' : `${found.length} differences.`,
    );
    process.exitCode = found.length === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function copyTo(folder: string): void {
  for (const file of FILES) writeFileSync(join(folder, file), readFileSync(join(PROJECT_ROOT, file)));
  for (const name of FOLDERS) copyFolder(join(PROJECT_ROOT, name), join(folder, name));
  const names = readdirSync(join(folder, 'stacks'), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => name.endsWith('.ts'));
  for (const path of ['main.ts', ...sources.map((name) => join('stacks', name))]) {
    rewrite(join(folder, path), withCdktn);
  }
  rewrite(join(folder, 'package.json'), (text) => JSON.stringify(manifestWithCdktn(JSON.parse(text))));
}

function rewrite(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

/** Returns the synthesized configuration of the sources in a folder, with the settings of the environment. */
function synthesized(folder: string): unknown {
  npm(folder, 'run', '--silent', 'synth');
  return JSON.parse(readFileSync(join(folder, OUTPUT), 'utf8'));
}

function npm(folder: string, ...args: readonly string[]): void {
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
}

main();
