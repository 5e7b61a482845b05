import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { bundle } from '../../stacks/synth/bundle';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import type { SynthSettings } from '../../stacks/synth/synth-settings';
import { synthesize } from '../../stacks/synth/synthesize';
import { thirdPartyLicenses } from '../build-cli/third-party-licenses';
import type { ReleaseFile } from './archive';
import { type Configuration, example, moduleReadme, rootReadme, withoutLinksUp } from './texts';

/** Settings of a root module. They have no backend, so that a file beside `cdk.tf.json` can configure any. */
const ROOT: SynthSettings = { provider: true, preventDestroy: false };
/** Settings of a module that other configurations call. The calling configuration has the provider. */
const CHILD: SynthSettings = { provider: false, preventDestroy: false };

export function releaseFiles(version: string): readonly ReleaseFile[] {
  const root = moduleFiles(ROOT);
  const child = moduleFiles(CHILD);
  return [
    ...root,
    text('README.md', rootReadme(version, configurationOf(root))),
    ...child.map(({ path, content }) => ({ path: `module/${path}`, content })),
    text('module/README.md', moduleReadme(version, configurationOf(child))),
    text('example/main.tf', example()),
    ...documents(),
    { path: 'LICENSE', content: readFileSync(join(PROJECT_ROOT, 'LICENSE')) },
    text('THIRD-PARTY-LICENSES.txt', thirdPartyLicenses(PROJECT_ROOT, filesOfFunctions())),
  ];
}

/** Returns `cdk.tf.json` and the functions' code. */
function moduleFiles(settings: SynthSettings): readonly ReleaseFile[] {
  const outdir = mkdtempSync(join(tmpdir(), 'personalize-mlops-'));
  try {
    const folder = dirname(synthesize(outdir, settings));
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((file) => statSync(file).isFile())
      .map((file) => ({
        path: relative(folder, file).split(sep).join('/'),
        content: readFileSync(file),
      }));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/** Files of the project and of packages from which the functions' bundles are built, relative to the project. */
export function filesOfFunctions(): readonly string[] {
  return readdirSync(join(PROJECT_ROOT, 'functions'))
    .map((name) => join(PROJECT_ROOT, 'functions', name, 'handler.ts'))
    .filter((handler) => existsSync(handler))
    .flatMap((handler) => bundle(handler).inputs);
}

/** All documents, because descriptions of variables and outputs refer to them. */
function documents(): readonly ReleaseFile[] {
  const folder = join(PROJECT_ROOT, 'docs');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(md|json|tf|py|mjs)$/.test(name))
    .map((name) => name.split(sep).join('/'))
    .map((name) => text(`docs/${name}`, withoutLinksUp(name, readFileSync(join(folder, name), 'utf8'))));
}

function configurationOf(files: readonly ReleaseFile[]): Configuration {
  const file = files.find(({ path }) => path === 'cdk.tf.json');
  if (file === undefined) throw new Error('The synthesized stack has no cdk.tf.json.');
  return JSON.parse(new TextDecoder().decode(file.content));
}

function text(path: string, content: string): ReleaseFile {
  return { path, content: new TextEncoder().encode(content) };
}
