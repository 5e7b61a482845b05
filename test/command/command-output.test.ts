import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as requests from '../../lib/record-table/run-request';
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

test('the JSON Schema names all triggers of runs', async () => {
  // Prepare
  const triggers = Object.entries(requests).flatMap(([name, value]) => (name.endsWith('_TRIGGER') ? [value] : []));
  const schema = readFileSync(join(__dirname, '../../docs/command-output.schema.json'), 'utf8');

  // Act
  const descriptions = schema.match(/"`upload`, `retry`, .*"/g) ?? [];

  // Assess
  expect(descriptions).not.toEqual([]);
  for (const description of descriptions)
    for (const trigger of triggers) expect(description).toContain(`\`${trigger}\``);
});

test.each([
  ['an unknown member', '[{"file": "a", "valid": true, "problems": [], "more": 1}]'],
  ['a missing member', '[{"file": "a", "valid": true}]'],
])('assertDocumented refuses a document with %s', (_fault, document) => {
  // Act and assess
  expect(() => assertDocumented(['validate', '--json', 'a'], document)).toThrow('is not as documented: data/0 must');
});
