import { DeployedAws } from '../aws';
import type { AwsOptions } from '../options';
import { Output } from '../output';
import { logLinesOf, readable } from '../run-logs';
import { findRun } from '../run-search';

/** The lines that all functions have logged of a run. */
export async function logs(text: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const lines = await logLinesOf(aws, await findRun(aws, text));
  output.document(lines);
  if (lines.length === 0)
    output.line('No lines found: logs may take a minute to arrive, and expire before the run does.');
  for (const { time, message } of lines) output.line(`${time}  ${readable(message)}`);
  return 0;
}
