import { spawn } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { accounts } from '../support/accounts';
import { builtCli } from '../support/cli';
import { TRACE } from '../support/hostile';
import { completeSample } from '../support/sample';
import { served } from '../support/served';
import { folders } from './support/folder';

const cli = builtCli();
const { openQuick } = accounts();
const serve = served(cli);
const folderOf = folders();

/** Shell scripts that run the command: the first limits each written file to 0 bytes, the second sends stdout to a full disk. */
const LIMITED = 'ulimit -f 0; exec "$0" "$@"';
const WITH_FULL_STDOUT = 'exec "$0" "$@" >/dev/full';

/** Runs the command by one of these shell scripts. */
async function runIn(script: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn('sh', ['-c', script, process.execPath, cli.file, ...args], { env: { ...process.env, ...env } });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const [stdout, stderr, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { status, stdout, stderr };
}

describe('a command that cannot write a file', () => {
  test('keeps the parameter file that `init --force` would replace', async () => {
    // Prepare
    const folder = join(await folderOf(completeSample()), 'train/small');
    const before = await readFile(join(folder, 'config.json'), 'utf8');

    // Act
    const { status, stderr } = await runIn(LIMITED, ['init', folder, '--name', 'small', '--force', '--no-baseline']);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`Error: Could not access '${join(folder, 'config.json')}': EFBIG: `);
    expect(stderr).not.toMatch(TRACE);
    expect(await readFile(join(folder, 'config.json'), 'utf8')).toBe(before);
  });

  test('leaves no incomplete file behind if the command is `init`', async () => {
    // Prepare
    const folder = await folderOf();
    await writeFile(join(folder, 'interactions.csv'), 'USER_ID,ITEM_ID,TIMESTAMP\nu,i,1700000000\n');

    // Act
    const { status } = await runIn(LIMITED, ['init', folder, '--name', 'small', '--no-baseline']);

    // Assess
    expect(status).toBe(1);
    expect(await readdir(folder)).toEqual(['interactions.csv']);
  });

  test('keeps the saved plan that `plan --out` would replace, and names it in the error', async () => {
    // Prepare
    const deployment = await serve(await openQuick());
    const folder = await folderOf(completeSample());
    const path = join(folder, 'plan.json');
    await deployment.run(['plan', folder, '--out', path]);
    const before = await readFile(path, 'utf8');
    const args = ['plan', folder, '--out', path, '--endpoint-url', deployment.url];

    // Act
    const { status, stderr } = await runIn(LIMITED, args, deployment.environment);

    // Assess
    expect(status).toBe(1);
    expect(stderr).toContain(`Error: Could not access '${path}': EFBIG: `);
    expect(stderr).not.toMatch(TRACE);
    expect(await readFile(path, 'utf8')).toBe(before);
  });
});

test('A command whose stdout is on a full disk ends with one line on stderr and status 1', async () => {
  // Act
  const result = await runIn(WITH_FULL_STDOUT, ['--help']);

  // Assess
  expect(result).toEqual({
    status: 1,
    stdout: '',
    stderr: 'Error: The output could not be written: ENOSPC: no space left on device, write.\n',
  });
});
