import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackages } from '../../../stacks/synth/installed-packages';
import { temporaryFolder } from '../../support/synthesis';

describe('the result of installedPackages', () => {
  test('changes when the lock file changes, and again when its packages are installed', () => {
    // Prepare
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'node_modules'));
    const write = (path: string, version: string) =>
      writeFileSync(join(folder, path), JSON.stringify({ packages: { 'node_modules/a': { version } } }));
    write('package-lock.json', '1.0.0');
    write('node_modules/.package-lock.json', '1.0.0');
    const before = installedPackages(folder);

    // Act
    write('package-lock.json', '1.0.1');
    const pulled = installedPackages(folder);
    write('node_modules/.package-lock.json', '1.0.1');
    const installed = installedPackages(folder);

    // Assess
    expect(new Set([before, pulled, installed]).size).toBe(3);
  });

  test('has the lock file, even without the list that only npm writes into node_modules', () => {
    // Prepare
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'package-lock.json'), '{}');

    // Act and assess
    expect(installedPackages(folder)).toContain('{}');
  });
});
