import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

const FOLDERS = readdirSync(PROJECT_ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !/^(\..*|node_modules|dist|cdktf\.out|test|examples)$/.test(entry.name))
  .map(({ name }) => name);

/** Texts outside of tests and examples that may name a file of the project. Decisions and the changelog are left out, because they describe the past. */
const TEXTS = [
  'README.md',
  'CONTRIBUTING.md',
  'biome.json',
  ...FOLDERS.flatMap((folder) =>
    readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|mjs|md|json)$/.test(path) && !path.startsWith('decisions'))
      .map((path) => join(folder, path)),
  ),
];

const PATH = new RegExp(`(?<![\\w/.@-])(?:${FOLDERS.join('|')})/[\\w./-]+\\.(?:ts|mjs|json|md)\\b`, 'g');

describe('Comments and documents', () => {
  it('name only files that exist', () => {
    // Act
    const missing = TEXTS.flatMap((text) =>
      [...readFileSync(join(PROJECT_ROOT, text), 'utf8').matchAll(PATH)]
        .filter(([path]) => !existsSync(join(PROJECT_ROOT, path)))
        .map(([path]) => `${text} names ${path}`),
    );

    // Assess
    expect(TEXTS.length).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });
});
