import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { thirdPartyLicenses } from '../../../scripts/build-cli/third-party-licenses';

const FILES = {
  'node_modules/b/package.json': '{ "name": "b", "version": "2.0.0" }',
  'node_modules/b/license': 'Free.\r\n',
  'node_modules/b/NOTICE.txt': 'By B.',
  'node_modules/@a/a/package.json': '{ "name": "@a/a", "version": "1.0.0" }',
  'node_modules/@a/a/LICENSE-MIT.md': 'As it is.',
  'node_modules/b/node_modules/c/package.json': '{ "name": "c", "version": "3.0.0" }',
  'node_modules/b/node_modules/c/LICENSE': 'As it is.\n',
  'node_modules/d/package.json': '{ "name": "d", "version": "4.0.0", "license": "ISC" }',
  'node_modules/e/package.json': '{ "name": "e", "version": "5.0.0" }',
};

describe('thirdPartyLicenses', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'licenses-tests-'));
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  });
  afterAll(() => rmSync(root, { recursive: true }));

  test('lists each license text once, below the names of its packages, whatever the order of the bundled files', () => {
    // Prepare
    const bundled = [
      'cli/main.ts',
      ...['d', 'b/node_modules/c', 'b', '@a/a'].map((name) => `node_modules/${name}/x.js`),
    ];

    // Act
    const [text, again] = [bundled, bundled.toReversed()].map((files) => thirdPartyLicenses(root, files));

    // Assess
    const parts = text?.split(/\n\n-+\n\n/);
    expect(parts).toEqual([
      '@a/a 1.0.0\nc 3.0.0\n\nAs it is.',
      'b 2.0.0\n\nBy B.\n\nFree.',
      'd 4.0.0\n\nISC, by its package.json\n',
    ]);
    expect(again).toBe(text);
  });

  test('refuses a package without a license, and names the package', () => {
    // Act and assess
    expect(() => thirdPartyLicenses(root, ['node_modules/e/x.js'])).toThrow(
      /^e 5\.0\.0 has neither .*: node_modules\/e$/,
    );
  });
});
