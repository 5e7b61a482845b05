import { setTimeout as sleep } from 'node:timers/promises';
import { plural } from '../../personalize/text';
import type { Run } from '../../record-table/runs';
import type { DeployedAws } from '../aws';
import { changesOf, type DigestedFile } from '../changed-files';
import { currentStates, namesOf } from '../current-state';
import type { AwsOptions, DataOptions, WatchOptions } from '../options';
import { Output } from '../output';
import { type AcceptedFile, prepareUpload } from '../prepare-upload';
import { runsOfFile, type UploadedFile } from '../runs';
import { decideAll, inProgress, type Known, reasons } from '../upload/again';
import { missingCsv } from '../upload/missing-csv';
import { Progress, type Sent, send } from '../upload/send';

export interface UploadOptions extends AwsOptions, WatchOptions, DataOptions {
  /** Send parameter files that are in the bucket already, whatever the result of their last run. */
  readonly force: boolean;
}

/** @returns exit status: 1 if a parameter file is invalid, or a watched run fails */
export async function upload(path: string, options: UploadOptions): Promise<number> {
  const output = new Output(options.json);
  const prepared = await prepareUpload(path, options, output);
  if (prepared === undefined) return 1;
  const { aws, parameterFiles: accepted, data } = prepared;
  const files = await changesOf(aws.s3, aws.names.dataBucket, accepted);
  const missing = await missingCsv(aws, accepted, data.changed);
  for (const { message } of missing) output.line(`${output.colors.yellow('warning')} ${message}`);
  // New data is used when its parameter file is sent again: only that starts a run.
  const sendAllBecause = data.changed.length > 0 ? 'its data has changed' : options.force ? '--force' : undefined;
  const known = await decideAll(aws, accepted, files, sendAllBecause);
  const again = known.filter(({ decision }) => decision.action === 'SEND');
  const sent = await sendAll(aws, [...data.changed, ...files.changed, ...again], output);
  const skipped = data.unchanged.length + files.unchanged.length - again.length;
  output.line(`${plural(sent.length, 'file')} uploaded to ${aws.names.dataBucket}, ${skipped} unchanged.`);
  explain(known, sent.length === 0, output);
  const followed = options.watch ? [...sent, ...known.flatMap(inProgress)] : [];
  const runs = await follow(aws, accepted, followed, options, output);
  output.document({
    bucket: aws.names.dataBucket,
    uploaded: sent.map(({ key }) => key),
    skipped,
    again: reasons(known, 'SEND'),
    inProgress: reasons(known, 'WAIT'),
    missingCsv: missing,
    ...(options.watch && { runs }),
  });
  return runs.every(({ status }) => status === 'SUCCEEDED') ? 0 : 1;
}

function explain(known: readonly Known[], nothingSent: boolean, output: Output): void {
  for (const { key, reason } of reasons(known, 'SEND')) output.line(`${key} was sent again: ${reason}`);
  const waiting = reasons(known, 'WAIT');
  for (const { key, reason } of waiting) output.line(`${key} was not sent again: ${reason}`);
  if (waiting.length > 0) output.line('Follow it with --watch, or send it anyway with --force.');
  else if (nothingSent) output.line('The last runs succeeded. To run them again, pass --force.');
}

async function sendAll(aws: DeployedAws, files: readonly DigestedFile[], output: Output): Promise<readonly Sent[]> {
  const progress = new Progress(files, !output.json);
  const sent: Sent[] = [];
  try {
    for (const file of files) {
      sent.push(await send(aws.s3, aws.names.dataBucket, file, (bytes) => progress.at(bytes)));
      progress.fileDone(file);
    }
  } finally {
    progress.end();
  }
  for (const { key } of sent) output.line(`${output.colors.green('+')} ${key}`);
  return sent;
}

async function follow(
  aws: DeployedAws,
  files: readonly AcceptedFile[],
  sent: readonly Sent[],
  { interval }: WatchOptions,
  output: Output,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  for (const { key, state } of files) {
    const version = sent.find((candidate) => candidate.key === key)?.versionId;
    if (version === undefined) continue;
    const datasetGroup = state.datasetGroup.name;
    const run = await followRun(aws, { datasetGroup, key, fileVersion: version }, interval, output);
    const { status, note, cause } = run;
    const paint = status === 'SUCCEEDED' ? output.colors.green : output.colors.red;
    output.line(`${datasetGroup}: ${paint(status)}${note === undefined ? '' : ` (${note})`}`);
    if (cause !== undefined) output.line(cause);
    runs.push(run);
  }
  return runs;
}

/** Follows the run of one version of a parameter file until it finishes, and prints its current states. */
async function followRun(aws: DeployedAws, uploaded: UploadedFile, seconds: number, output: Output): Promise<Run> {
  let shown = '';
  for (;;) {
    const { upload: run } = await runsOfFile(aws, uploaded);
    if (run !== undefined && run.status !== 'RUNNING') return run;
    const states = run?.execution === undefined ? [] : await currentStates(aws.sfn, run.execution);
    const doing = run === undefined ? 'waiting for the run to begin' : namesOf(states).join(', ');
    if (doing !== shown && doing !== '') output.line(`${uploaded.datasetGroup}: ${doing}`);
    shown = doing;
    await sleep(seconds * 1000);
  }
}
