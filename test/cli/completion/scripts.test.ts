import { Argument, Command, Option } from 'commander';
import { bashCompletion } from '../../../cli/completion/bash';
import { fishCompletion } from '../../../cli/completion/fish';
import { placesOf } from '../../../cli/completion/places';
import { zshCompletion } from '../../../cli/completion/zsh';

/** A program whose definition has everything that a completion script uses: commands, arguments, options, choices. */
function program(): Command {
  const root = new Command('tool').version('1');
  const runs = root.command('runs').summary("a run's facts");
  runs.command('list [GROUP]').summary('list runs').option('--limit <count>', 'runs shown');
  root
    .command('init')
    .summary('write a file')
    .addArgument(new Argument('<KIND>').choices(['first', 'second']))
    .addOption(new Option('-d, --domain <domain>', 'of the group').choices(['SHOP', 'VIDEO']))
    .option('--force', 'replace a file');
  return root;
}

test('placesOf lists each command with the words and options that may follow it', () => {
  // Act
  const places = placesOf(program());

  // Assess
  expect(places.map(({ path }) => path)).toEqual(['', ' runs', ' runs list', ' init']);
  expect(places.map(({ words }) => words.map(({ word }) => word))).toEqual([
    ['runs', 'init'],
    ['list'],
    [],
    ['first', 'second'],
  ]);
  expect(places[3]?.options).toEqual([
    { word: '--domain', description: 'of the group', takesValue: true, choices: ['SHOP', 'VIDEO'] },
    { word: '-d', description: 'of the group', takesValue: true, choices: ['SHOP', 'VIDEO'] },
    { word: '--force', description: 'replace a file', takesValue: false, choices: [] },
    { word: '--help', description: 'display help for command', takesValue: false, choices: [] },
  ]);
});

test.each([
  [
    'bash',
    bashCompletion,
    [
      "' runs') words='list' options='--help';;",
      "' init --domain') words='SHOP VIDEO';;",
      "' init -d') words='SHOP VIDEO';;",
    ],
  ],
  [
    'zsh',
    zshCompletion,
    ["found=('runs:a run'\\''s facts' 'init:write a file')", "(' init --domain') found=('SHOP' 'VIDEO');;"],
  ],
  [
    'fish',
    fishCompletion,
    [
      "-n '__personalize_mlops_is_at \"\"' -f -a 'runs' -d 'a run\\'s facts'",
      "-n '__personalize_mlops_is_at \" init\"' -l domain -x -a 'SHOP VIDEO' -d 'of the group'",
      "-n '__personalize_mlops_is_at \" init\"' -s d -x -a 'SHOP VIDEO' -d 'of the group'",
      "-n '__personalize_mlops_is_at \" runs list\"' -l limit -r -d 'runs shown'",
    ],
  ],
] as const)('the script for %s has the commands and the choices of options', (_shell, scriptOf, parts) => {
  // Act
  const script = scriptOf('tool', placesOf(program()));

  // Assess
  for (const part of parts) expect(script).toContain(part);
});
