/** Exit status that shells show for programs ended by the signal SIGPIPE: 128 plus the signal's number. */
const SIGPIPE_STATUS = 141;

/**
 * Ends a command quietly when its output is closed, for example by `... | head`. The exit status is the one that the
 * command has set, or 141.
 */
export function exitWhenOutputIsClosed(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', exit);
}

function exit(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? SIGPIPE_STATUS);
}
