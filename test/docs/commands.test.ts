import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { registerRun } from '../../local/commands/run';
import { registerServe } from '../../local/commands/serve';
import { registerAccountCheck } from '../../scripts/account-check/command';
import { registerFuzz } from '../../simulation/fuzz/command';
import { registerSimulate } from '../../simulation/simulate/command';
import { PROJECT_ROOT } from '../../stacks/synth/project-root';
import { commands, markdownFiles } from '../support/markdown';

const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8'),
);

/** Programs on the reader's machine that the documents require. */
const READERS_OWN = [
  'aws',
  'bash',
  'cd',
  'cp',
  'curl',
  'export',
  'git',
  'gh',
  'mkdir',
  'set',
  'sha256sum',
  'tar',
  'terraform',
  'tofu',
];
const NPM_COMMANDS = ['audit', 'ci', 'install', 'pack', 'start', 'test'];

const COMMANDS = markdownFiles().flatMap((file) => commands(file).map((command) => [file.path, command] as const));

/** Functions that register the commands of each program, by the path of the program's main file. */
const PROGRAMS = {
  'local/main.ts': [registerRun, registerServe],
  'simulation/main.ts': [registerSimulate, registerFuzz],
  'scripts/account-check.ts': [registerAccountCheck],
};

const helps = new Map<string, string>();

function help(...args: readonly string[]): string {
  const key = args.join(' ');
  const known = helps.get(key);
  if (known !== undefined) return known;
  const text = execFileSync(process.execPath, [...args, '--help'], { cwd: PROJECT_ROOT, encoding: 'utf8' });
  helps.set(key, text);
  return text;
}

/** Returns what is wrong with a command, or undefined. */
function problem(command: string): string | undefined {
  const [program = '', ...args] = command.split(/\s+/);
  if (program === 'npm') return npmProblem(args);
  if (program === 'npx') return npxProblem(args);
  if (program === 'personalize-mlops') return subcommandProblem('cli/main.ts', args);
  if (/^[A-Z_]+=/.test(program) || program === '.') return undefined;
  if (program === 'bash') return existsSync(join(PROJECT_ROOT, args[0] ?? '')) ? undefined : 'no such file';
  return READERS_OWN.includes(program) ? undefined : `no program ${program}`;
}

function npmProblem([command = '', script = '', ...rest]: readonly string[]): string | undefined {
  if (command !== 'run') return NPM_COMMANDS.includes(command) ? undefined : `no npm ${command}`;
  if (!(script in scripts)) return `no npm script ${script}`;
  if (rest.length === 0) return undefined;
  if (script === 'personalize-mlops') return subcommandProblem('cli/main.ts', rest.slice(1));
  if (script === 'local') return programProblem('local/main.ts', rest.slice(1));
  if (script === 'account-check') return programProblem('scripts/account-check.ts', [script, ...rest.slice(1)]);
  const isSimulation = ['simulate', 'fuzz'].includes(script);
  return isSimulation ? programProblem('simulation/main.ts', [script, ...rest.slice(1)]) : undefined;
}

/** Returns what is wrong with the arguments of a program, or undefined. */
function programProblem(main: keyof typeof PROGRAMS, [command = '', ...rest]: readonly string[]): string | undefined {
  const missingCommand = subcommandProblem(main, [command]);
  if (missingCommand !== undefined) return missingCommand;
  const program = new Command();
  for (const add of PROGRAMS[main]) add(program);
  const text = program.commands.find((one) => one.name() === command)?.helpInformation() ?? '';
  const missing = rest.filter((word) => /^--[a-z]/.test(word) && !text.includes(`${word} `));
  return missing.length === 0 ? undefined : `no option ${missing.join(', ')}`;
}

function subcommandProblem(main: string, [command = '']: readonly string[]): string | undefined {
  const isThere = new RegExp(`^  ${command}\\b`, 'm').test(help('scripts/bundled.mjs', main));
  return isThere ? undefined : `no command ${command}`;
}

/**
 * Returns what is wrong with an `npx` command, or undefined. Its program must be installed, because `npx` would download any other
 * program from a registry and run it.
 */
function npxProblem([program = '', argument = '']: readonly string[]): string | undefined {
  if (!existsSync(join(PROJECT_ROOT, 'node_modules', '.bin', program))) return `no program ${program}`;
  if (program === 'tsx') return existsSync(join(PROJECT_ROOT, argument)) ? undefined : `no file ${argument}`;
  if (program !== 'cdktf') return undefined;
  const text = help(require.resolve('cdktf-cli/bundle/bin/cdktf'));
  return text.includes(`cdktf ${argument}`) ? undefined : `no command ${argument}`;
}

test('every command in the documents exists, and so do the long options of npm run local, simulate, fuzz and account-check', () => {
  // Act
  const broken = COMMANDS.map(([path, command]) => [path, command, problem(command)] as const).filter(
    ([, , why]) => why !== undefined,
  );

  // Assess
  expect(COMMANDS.length).toBeGreaterThan(30);
  expect(broken).toEqual([]);
});
