/** Exit status that shells show for programs ended by the signal SIGPIPE: 128 plus the signal's number. */
const SIGPIPE_STATUS = 141;

/**
 * Ends a command when its output is closed or cannot be written. A closed output, for example of `... | head`, is no
 * error: the exit status is the one that the command has set, or 141. Other errors, for example of a full disk, are
 * printed on one line, with exit status 1.
 */
export function exitWhenOutputIsClosed(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', exit);
}

function exit({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') process.exit(process.exitCode ?? SIGPIPE_STATUS);
  process.stderr.write(`Error: The output could not be written: ${message}.\n`);
  process.exit(1);
}
