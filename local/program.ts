import { Command, CommanderError } from 'commander';
import { exitWhenOutputIsClosed } from '../lib/text/closed-output';

/** Exit status for an invalid command line. */
const WRONG_USAGE = 2;

/**
 * Runs the command named by the process's arguments, and sets the exit status: 2 for wrong usage, 1 for an error, which is printed.
 * @param register each adds one command
 */
export async function runProgram(
  name: string,
  description: string,
  register: readonly ((program: Command) => void)[],
): Promise<void> {
  exitWhenOutputIsClosed();
  const program = new Command(name)
    .description(description)
    .exitOverride()
    .showHelpAfterError('(run with --help for usage)');
  for (const add of register) add(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : WRONG_USAGE) : 1;
    if (!(error instanceof CommanderError)) console.error(error instanceof Error ? error.message : error);
  }
}
