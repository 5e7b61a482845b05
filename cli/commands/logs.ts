import { plural } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { isAtLeast, logLinesOf, readable } from '../run-logs';
import { findRun } from '../run-search';

interface LogsOptions extends AwsOptions {
  /** The least severe level that is shown. */
  readonly level?: string;
}

/** Prints the lines that all functions have logged about a run. */
export async function logs(text: string, options: LogsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const all = await logLinesOf(aws, await findRun(aws, text));
  const lines = all.filter(({ message }) => isAtLeast(options.level ?? 'debug', message));
  output.document(lines);
  if (all.length === 0)
    output.line('No lines found: logs may take a minute to arrive, and may expire before the record of the run.');
  else if (lines.length === 0)
    output.line(`None of ${plural(all.length, 'line')} has level ${options.level} or above.`);
  for (const { time, message } of lines) output.line(`${time}  ${indented(readable(message))}`);
  return 0;
}

/** Indents the further lines of a message below its first, because a name with a line break could pose as a line of the log. */
function indented(message: string): string {
  return message.replaceAll('\n', `\n${' '.repeat('2026-01-01T00:00:00.000Z  '.length)}`);
}
