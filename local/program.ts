import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { exitWhenOutputIsClosed } from '../lib/text/closed-output';
import { indentedAfterFirst, printableLines } from '../lib/text/format';

/** Exit status for an invalid command line. */
const WRONG_USAGE = 2;

/** Prints a line on stderr. Control characters are escaped, because file names and arguments can contain them. */
export function warn(text: string): void {
  process.stderr.write(`${indentedAfterFirst(printableLines(text))}\n`);
}

/**
 * Runs the command named by the process's arguments, and sets the exit status: 2 for wrong usage, 1 for another error. Errors are
 * printed.
 * @param register functions, each of which adds one command
 */
export async function runProgram(
  name: string,
  description: string,
  register: readonly ((program: Command) => void)[],
): Promise<void> {
  exitWhenOutputIsClosed();
  // Reports use the SDK, whose warning about future Node.js versions does not concern the command's users.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const program = new Command(name)
    .description(description)
    .exitOverride()
    // Usage errors quote arguments, so control characters are escaped. Subcommands inherit this setting.
    .configureOutput({
      writeErr: (text) => process.stderr.write(printableLines(text)),
      outputError: (text, write) => write(indentedAfterFirst(text)),
    })
    .showHelpAfterError('(run with --help for usage)');
  for (const add of register) add(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : WRONG_USAGE) : 1;
    if (!(error instanceof CommanderError)) warn(error instanceof Error ? error.message : inspect(error));
  }
}
