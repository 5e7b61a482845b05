import { plural, printable } from '../../lib/text/format';
import type { DeployedAws } from '../aws';
import type { DigestedFile } from '../changed-files';
import { CliFailure, explain, mayHaveHappened } from '../failure';
import type { Output } from '../output';
import type { ValidFile } from '../source';
import { ByteProgress, type Sent, send } from './send';

export interface Sending {
  /** Files in the order in which they are sent. */
  readonly files: readonly DigestedFile[];
  /** Keys of files in force that are replaced. The map's keys are the keys of the files that replace them. */
  readonly replaced: ReadonlyMap<string, string>;
  /** All parameter files. A run begins for each of these files that is sent. */
  readonly parameterFiles: readonly ValidFile[];
  /** What to do after a failure. */
  readonly next: string;
  /** Prints the JSON document of a failure. */
  readonly printFailure: (sent: readonly Sent[], error: string) => void;
}

/**
 * Sends files, and prints the key of each file after it was sent.
 * @throws CliFailure if a file cannot be sent. Its hint says what was sent before, and which runs begin
 */
export async function sendAll(aws: DeployedAws, sending: Sending, output: Output): Promise<readonly Sent[]> {
  const { files, replaced } = sending;
  const progress = new ByteProgress(files, !output.json);
  const sent: Sent[] = [];
  try {
    for (const file of files) {
      const to = { s3: aws.s3, bucket: aws.names.dataBucket, replaces: replaced.get(file.key) };
      sent.push(await send(file, to, (bytes) => progress.at(bytes)));
      progress.done(file.size);
      progress.withoutBar(() => output.line(`${output.colors.green('+')} ${printable(file.key)}`));
    }
  } catch (error) {
    const { message, hint } = explain(error) ?? {};
    if (message === undefined) throw error;
    sending.printFailure(sent, message);
    const perhaps = mayHaveHappened(error) ? files[sent.length]?.key : undefined;
    const says = `${sentText(sent, sending, perhaps)} ${sending.next}`;
    throw new CliFailure(message, hint === undefined ? says : `${hint}\n${says}`);
  } finally {
    progress.end();
  }
  return sent;
}

/** @param perhaps key of the file that may have been sent too */
function sentText(sent: readonly Sent[], { files, parameterFiles }: Sending, perhaps: string | undefined): string {
  const begun = parameterFiles.filter(({ key }) => sent.some((each) => each.key === key));
  const runs = begun.map(
    ({ state }) =>
      `A run of dataset group '${state.datasetGroup.name}' begins: \`personalize-mlops status\` shows it then.`,
  );
  const before = sent.length > 0 ? [`Already sent: ${sent.length} of ${plural(files.length, 'file')}.`, ...runs] : [];
  if (perhaps !== undefined) return [...before, `Perhaps sent: ${printable(perhaps)}.`].join(' ');
  if (sent.length === 0) return 'Nothing was sent.';
  return [...before, ...(runs.length === 0 ? ['No run begins.'] : [])].join(' ');
}
