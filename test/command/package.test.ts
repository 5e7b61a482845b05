import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { builtCli } from '../support/cli';
import { interactionsCsv } from '../support/personalize-testbed';

const MEGABYTE = 1_000_000;

const cli = builtCli();

describe('the npm package', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'package-tests-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const npm = (...args: readonly string[]) =>
    execFileSync('npm', [...args, '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: folder,
      encoding: 'utf8',
    }).trim();

  test('has less than 3 MB, is installed offline without other packages, and runs the command', () => {
    // Prepare
    const source = join(folder, 'source');
    for (const file of ['package.json', 'README.md', 'LICENSE', 'docs/parameter-file.schema.json'])
      cpSync(join(PROJECT_ROOT, file), join(source, file));
    cpSync(dirname(cli.file), join(source, 'dist/cli'), { recursive: true });

    // Act
    const tarball = join(folder, npm('pack', source));
    npm('install', '--prefix', folder, tarball);
    const run = (...args: readonly string[]) =>
      execFileSync(join(folder, 'node_modules/.bin/personalize-mlops'), args, { encoding: 'utf8' });

    // Assess
    const { name, version, ...manifest }: { name: string; version: string; private: boolean } = JSON.parse(
      readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'),
    );
    // The scope of the package's name has no owner on the npm registry yet: see README.md.
    expect(name).toMatch(/^@[^/]+\//);
    expect(manifest.private).toBe(true);
    expect(statSync(tarball).size).toBeLessThan(3 * MEGABYTE);
    expect(npm('ls', '--all', '--parseable', '--prefix', folder).split('\n')).toHaveLength(2);
    const installed = join(folder, 'node_modules', name);
    expect(readFileSync(join(installed, 'dist/cli/THIRD-PARTY-LICENSES.txt'), 'utf8')).toMatch(/^commander \d/m);
    expect(run('--version')).toBe(`${version}\n`);
    expect(run('validate', join(PROJECT_ROOT, 'examples/movies/train/dataset-group-name-1/config.json'))).toMatch(
      / is valid\n$/,
    );
    const data = join(folder, 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'interactions.csv'), interactionsCsv());
    run('init', data, '--name', 'shop');
    const { $schema }: { $schema: string } = JSON.parse(readFileSync(join(data, 'config.json'), 'utf8'));
    expect(join(data, $schema)).toBe(join(installed, 'docs/parameter-file.schema.json'));
  });
});
