import { Command, CommanderError } from 'commander';
import { exitWhenOutputIsClosed } from '../personalize/closed-output';
import { registerFuzz } from './commands/fuzz';
import { registerRun } from './commands/run';
import { registerServe } from './commands/serve';
import { registerSimulate } from './commands/simulate';

/** Exit status for a command line that makes no sense. */
const WRONG_USAGE = 2;

async function main(): Promise<void> {
  exitWhenOutputIsClosed();
  const program = new Command('local')
    .description(
      'An Amazon Web Services of its own on this machine, on a virtual clock, to run the deployed stack in.',
    )
    .exitOverride()
    .showHelpAfterError('(add --help for what is possible)');
  registerRun(program);
  registerServe(program);
  registerSimulate(program);
  registerFuzz(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : WRONG_USAGE) : 1;
    if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error);
  }
}

void main();
