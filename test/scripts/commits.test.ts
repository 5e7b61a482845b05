import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';

/** Runs `.ci/commits` on one commit for each message. A first commit comes before them and is not checked. */
function check(...messages: readonly string[]): { readonly status: number | null; readonly lines: readonly string[] } {
  const cwd = mkdtempSync(join(tmpdir(), 'commits-'));
  try {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.com', ...args], { cwd, stdio: 'pipe' });
    git('init', '--quiet');
    for (const message of ['First', ...messages]) git('commit', '--quiet', '--allow-empty', '--message', message);
    const { status, stdout } = spawnSync('bash', [join(PROJECT_ROOT, '.ci/commits'), `HEAD~${messages.length}..HEAD`], {
      cwd,
      encoding: 'utf8',
    });
    const lines = stdout.split('\n').filter((line) => line !== '');
    return { status, lines: lines.map((line) => line.replace(/^[0-9a-f]{8} /, '')) };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

describe('.ci/commits', () => {
  it('accepts a subject of 72 characters with a body', () => {
    expect(check(`${'a'.repeat(72)}\n\nBecause it was wrong.`)).toEqual({ status: 0, lines: [] });
  });

  it('refuses a commit without a body, and a subject of 73 characters', () => {
    expect(check('Fix it', `${'a'.repeat(73)}\n\nBecause.`)).toEqual({
      status: 1,
      lines: [`has a subject of 73 characters; the maximum is 72: ${'a'.repeat(73)}`, 'has no body. Say why: Fix it'],
    });
  });
});
