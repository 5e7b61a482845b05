/**
 * Lets a command end quietly when nobody reads its output any more, as in `... | head`: with the exit status that it has by
 * then, 0 if nothing has failed. For commands of every kind; stands here because all of them may import from this folder.
 */
export function exitWhenOutputIsClosed(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', exit);
}

function exit(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}
