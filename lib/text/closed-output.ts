/** Exit status that shells show for programs ended by the signal SIGPIPE: 128 plus the signal's number. */
const SIGPIPE_STATUS = 141;

/**
 * Ends a command when its output is closed or cannot be written. If a reader such as `head` closes the output, this is
 * no error: the exit status is the status that the command has set, or 141. Any other error, such as a full disk, is
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
