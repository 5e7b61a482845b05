import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startWorker } from '../../simulation/worker-process';

const BUNDLED = join(__dirname, '../../scripts/bundled.mjs');

/** Folder of the test programs. Its path is constant, so that repeated runs of the tests do not pile up cached bundles. */
const FOLDER = join(__dirname, '../../node_modules/.cache/personalize-mlops/bundled-tests');

beforeAll(() => mkdirSync(FOLDER, { recursive: true }));

afterAll(() => rmSync(FOLDER, { recursive: true }));

function program(name: string, source: string): string {
  const file = join(FOLDER, name);
  writeFileSync(file, source);
  return file;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: readonly string[]): Promise<Ended> {
  return runIn(BUNDLED, ...args);
}

function runIn(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, args, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

describe('a bundled program', () => {
  test('sees the paths of its source files, its arguments and installed packages, as if it were not bundled', async () => {
    // Prepare
    program('place.ts', 'export const place: string = __filename;');
    const main = program(
      'main.ts',
      `import { place } from './place';
       import { Command } from 'commander';
       console.log(JSON.stringify([__dirname, place, process.argv.slice(1), typeof Command]));`,
    );

    // Act
    const { code, stdout } = await run(main, '--flag', 'word');

    // Assess
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual([FOLDER, join(FOLDER, 'place.ts'), [main, '--flag', 'word'], 'function']);
  });

  test('reports errors with their position in the sources', async () => {
    // Prepare
    const main = program('failing.ts', 'type Long = string;\n\nconst x: Long = "x";\nthrow new Error(x);');

    // Act
    const { code, stderr } = await run(main);

    // Assess
    expect(code).toBe(1);
    expect(stderr).toContain(`${main}:4`);
  });

  test('runs the current sources, even immediately after a change', async () => {
    // Prepare
    const word = (text: string) => program('word.ts', `export const word = '${text}';`);
    word('one');
    const main = program('changing.ts', "import { word } from './word';\nconsole.log(word);");

    // Act
    const first = await run(main);
    const unchanged = await run(main);
    word('two');
    const changed = await run(main);

    // Assess
    expect([first, unchanged, changed].map(({ stdout }) => stdout)).toEqual(['one\n', 'one\n', 'two\n']);
  });

  test('is refused with the position of its syntax error, and the usage is shown if no program is given', async () => {
    // Prepare
    const main = program('broken.ts', '#!/usr/bin/env node\nconst x = __dirname +;');

    // Act
    const [broken, none] = [await run(main), await run()];

    // Assess
    expect(broken.code).toBe(1);
    expect(broken.stderr).toMatch(/^✘ \[ERROR\] Unexpected ";"\n\n {4}\S*broken\.ts:2:21:\n/);
    expect(broken.stderr).not.toContain('lib/main.js');
    expect(none).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('Usage: ') });
  });

  test('is refused in a checkout that cannot be written, with a message of one line', async () => {
    // Prepare: even root cannot create folders below a file
    const checkout = join(FOLDER, 'checkout');
    for (const folder of ['scripts', 'node_modules']) mkdirSync(join(checkout, folder), { recursive: true });
    symlinkSync(join(__dirname, '../../node_modules/esbuild'), join(checkout, 'node_modules/esbuild'));
    writeFileSync(join(checkout, 'node_modules/.cache'), '');
    for (const file of ['bundled.mjs', 'bundle.mjs'])
      copyFileSync(join(BUNDLED, '..', file), join(checkout, 'scripts', file));
    const main = program('never.ts', "console.log('ran');");

    // Act
    const ended = await runIn(join(checkout, 'scripts/bundled.mjs'), main);

    // Assess
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toMatch(/^Folder '[^'\n]+programs' is not writable\. [^\n]*copy of the project\.\n$/);
  });

  test('receives, as a worker, the messages that were sent while it was bundled', async () => {
    // Prepare
    const main = program('worker.ts', "process.on('message', (word: string) => process.send?.(`${word} heard`));");
    const worker = startWorker(main);

    // Act
    const answer = new Promise((resolve) => {
      worker.once('message', resolve);
      worker.once('exit', (code) => resolve(`ended with ${code}`));
    });
    worker.send('order');

    // Assess
    expect(await answer).toBe('order heard');
    worker.disconnect();
  });
});
