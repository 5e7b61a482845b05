import { execFileSync } from 'node:child_process';
import { builtCli } from '../support/cli';

const cli = builtCli();

/** Runs the completion script in bash. Returns, for each command line, what bash offers to complete its last word. */
async function offered(lines: readonly (readonly string[])[]): Promise<readonly string[]> {
  const { stdout: script } = await cli.run(['completion', 'bash']);
  const asked = lines.map(
    (words) => `COMP_WORDS=(personalize-mlops ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_personalize_mlops; echo "\${COMPREPLY[*]}"`,
  );
  const text = execFileSync('bash', ['-c', [script, ...asked].join('\n')], { encoding: 'utf8' });
  return text.split('\n').slice(0, -1);
}

test('bash completes commands, options, and the values of options', async () => {
  // Act
  const words = await offered([
    ['ru'],
    ['runs', ''],
    ['runs', 'list', 'movies', '--f'],
    ['init', 'my-data', '--domain', ''],
    ['status', '--profile', ''],
    ['completion', ''],
  ]);

  // Assess
  expect(words).toEqual(['runs', 'list show', '--failed', 'ECOMMERCE VIDEO_ON_DEMAND', '', 'bash zsh fish']);
});

test.each(['zsh', 'fish'])('%s has a completion script too', async (shell) => {
  // Act
  const { status, stdout } = await cli.run(['completion', shell]);

  // Assess
  expect(status).toBe(0);
  expect(stdout).toContain('personalize-mlops');
});

test('completion refuses an unknown shell as wrong usage', async () => {
  // Act
  const { status, stderr } = await cli.run(['completion', 'csh']);

  // Assess
  expect(status).toBe(2);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish');
});
