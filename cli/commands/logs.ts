import { indentedAfterFirst, plural } from '../../lib/text/format';
import { DeployedAws } from '../aws';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { isAtLeast, logLinesOf, readable } from '../run-logs';
import { findRun } from '../run-search';

const TIME_WIDTH = '2026-01-01T00:00:00.000Z  '.length;

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
  for (const { time, message } of lines) output.line(indentedAfterFirst(`${time}  ${readable(message)}`, TIME_WIDTH));
  return 0;
}
