/**
 * Ends a command quietly when its output is closed, as by `... | head`, with its current exit status: 0 if nothing has failed. The file is
 * in this folder because both `personalize-mlops` and `npm run local` use it.
 */
export function exitWhenOutputIsClosed(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', exit);
}

function exit(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
