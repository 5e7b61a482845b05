import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyFolder } from '../../scripts/copy-folder';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'copy folder '));
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('copyFolder', () => {
  test('makes a copy in which a read-only file is writable', () => {
    // Prepare
    const file = join(folder, 'from', 'inner', 'file.txt');
    mkdirSync(join(folder, 'from', 'inner'), { recursive: true });
    writeFileSync(file, 'text');
    chmodSync(file, 0o444);

    // Act
    copyFolder(join(folder, 'from'), join(folder, 'to'));

    // Assess
    const copy = join(folder, 'to', 'inner', 'file.txt');
    expect(readFileSync(copy, 'utf8')).toBe('text');
    expect(statSync(copy).mode & 0o200).toBe(0o200);
  });
});
