import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { bundle } from '../../../stacks/synth/bundle';
import { temporaryFolder } from '../../support/synthesis';

/** Writes a handler into a new folder, and beside it a file that the handler imports. @returns the path of the handler */
function sources(greeting = 'hello'): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'greeting.ts'), `export const greeting: string = '${greeting}';`);
  writeFileSync(
    join(folder, 'handler.ts'),
    "import { greeting } from './greeting';\nexport const handler = async (name: string) => `${greeting} ${name}`;",
  );
  return join(folder, 'handler.ts');
}

function code(zipPath: string): string {
  const files = unzipSync(readFileSync(zipPath));
  expect(Object.keys(files)).toEqual(['index.js']);
  return new TextDecoder().decode(files['index.js']);
}

describe('bundle', () => {
  test('makes a zip of one CommonJS file that exports the handler', async () => {
    // Act
    const { zipPath } = bundle(sources());

    // Assess
    const module = { exports: {} as { handler?: (name: string) => Promise<string> } };
    new Function('module', code(zipPath))(module);
    expect(await module.exports.handler?.('you')).toBe('hello you');
  });

  test('returns the same bytes for the same sources in another folder', () => {
    // Act
    const one = bundle(sources());
    const other = bundle(sources());

    // Assess
    expect(readFileSync(other.zipPath)).toEqual(readFileSync(one.zipPath));
    expect(other.sha256).toBe(one.sha256);
  });

  test('bundles again after an imported file has changed, and makes the same bundle as before after the file was changed back', () => {
    // Prepare
    const entry = sources();
    const greeting = join(entry, '..', 'greeting.ts');
    const before = bundle(entry);
    const original = readFileSync(greeting);

    // Act
    writeFileSync(greeting, "export const greeting: string = 'goodbye';");
    const changed = bundle(entry);
    writeFileSync(greeting, original);
    const restored = bundle(entry);

    // Assess
    expect(code(changed.zipPath)).toContain('goodbye');
    expect(changed.sha256).not.toBe(before.sha256);
    expect(restored).toEqual(before);
  });

  test('notices a change to a file that two bundles of one synthesis share', () => {
    // Prepare
    const entry = sources();
    const sibling = join(entry, '..', 'sibling.ts');
    writeFileSync(sibling, "import { greeting } from './greeting';\nexport const handler = async () => greeting;");
    bundle(entry);
    bundle(sibling);
    writeFileSync(join(entry, '..', 'greeting.ts'), "export const greeting: string = 'goodbye';");

    // Act
    const hashes = new Map();
    const bundles = [entry, sibling].map((file) => bundle(file, hashes));

    // Assess
    for (const { zipPath } of bundles) expect(code(zipPath)).toContain('goodbye');
  });

  test('names the file that does not compile', () => {
    // Prepare
    const entry = sources();
    writeFileSync(entry, "import { missing } from './missing';\nexport const handler = missing;");

    // Act and assess
    expect(() => bundle(entry)).toThrow(/handler\.ts.*Could not resolve "\.\/missing"/);
  });
});
