import { builtCli } from '../support/cli';
import { assertDocumented, DOCUMENTED_COMMANDS } from '../support/command-output';

const cli = builtCli();

test('every command with --json has a JSON Schema', async () => {
  // Prepare
  const { stdout: script } = await cli.run(['completion', 'bash']);
  const commands = [...script.matchAll(/^ +' (.+)'\) words=.* options='[^']*--json /gm)].map(([, command]) => command);

  // Assess
  expect(commands.length).toBeGreaterThan(15);
  expect([...DOCUMENTED_COMMANDS].sort()).toEqual(commands.sort());
});

test.each([
  ['an unknown member', '[{"file": "a", "valid": true, "problems": [], "more": 1}]'],
  ['a missing member', '[{"file": "a", "valid": true}]'],
])('a document with %s is invalid', (_fault, document) => {
  // Act and assess
  expect(() => assertDocumented(['validate', '--json', 'a'], document)).toThrow('is not as documented: data/0 must');
});
