import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { Account } from '../../emulator/core/aws';
import { LocalAws } from '../../emulator/local-aws';
import { DELETE, isMisnamed, isParameterFile, TRAIN } from '../../lib/aws/data-bucket-layout';
import { durationText } from '../../lib/parameter-file/duration';
import type { Values } from '../../lib/parameter-file/placeholders';
import { unusedValue } from '../../lib/parameter-file/unused-values';
import { printable, printableLines } from '../../lib/text/format';
import { type Delivery, deliveries, isDeletion, type MirroredFile, upload } from '../mirror';
import { type Narrator, narrate } from '../narration';
import { warn } from '../program';
import { Recording } from '../recording';
import { renderPage } from '../report/html/page';
import { writeReport } from '../report/write-report';
import { collectResult, type RunDocument, succeeded } from '../result';
import type { RunRow } from '../runs';
import { loadStack, type StackOptions } from '../synthesized-stack';
import { UploadEvents } from '../upload-events';
import {
  duration,
  failure,
  file,
  folder,
  metric,
  partition,
  quota,
  requestRate,
  seed,
  startTime,
  stepDuration,
  value,
  variable,
  writable,
} from './options';
import { unreportedMetric } from './unreported-metric';

/** Default of the variable `run_history_days`. */
const DEFAULT_HISTORY_DAYS = 90;

interface RunOptions extends StackOptions {
  /** Seconds of virtual time. Default: until nothing is in progress. */
  readonly for?: number;
  readonly seed: number;
  /** Epoch milliseconds. */
  readonly start?: number;
  readonly json: boolean;
  /** Values of placeholders in parameter files. They replace the variable `parameter_values`. */
  readonly value?: Values;
  /** File for an HTML report. */
  readonly report?: string;
  /** Default: the partition `aws`. */
  readonly partition?: Pick<Account, 'partition' | 'region'>;
  readonly fail?: ReturnType<typeof failure>;
  readonly take?: ReturnType<typeof stepDuration>;
  readonly metric?: ReturnType<typeof metric>;
  readonly quota?: ReturnType<typeof quota>;
  readonly requests?: ReturnType<typeof requestRate>;
}

export function registerRun(program: Command): void {
  program
    .command('run')
    .summary('upload a folder to the local AWS and show the runs')
    .description(
      'Synthesizes the stack, loads it into a new local AWS, uploads DIR (which has the layout of the data bucket: train/<folder>/config.json with csv files beside it, batch/...), and advances virtual time until nothing is in progress. A folder beside DIR with a time in its name, such as DIR@2d, is uploaded when that virtual time has passed.',
    )
    .argument('<DIR>', 'the folder to upload', folder)
    .option('--for <time>', 'stop after this virtual time, e.g. 30d (default: when nothing is in progress)', duration)
    .option('--start <time>', 'begin at this virtual time, e.g. now or 2026-03-01 (default: 2026-01-05)', startTime)
    .option('--seed <number>', 'seed of all random numbers', seed, 1)
    .option('--json', 'print one JSON document only', false)
    .option(
      '--report <file>',
      'write an HTML page: a grid of runs with their timelines, metrics, notifications',
      writable,
    )
    .option('--stack <file>', 'use this cdk.tf.json instead of synthesizing', file)
    .option('--var <name=value>', 'set a Terraform variable, as TF_VAR_NAME does; may be repeated', variable)
    .option('--value <name=value>', 'set a value of parameter_values; may be repeated', value)
    .option('--partition <name>', 'AWS partition: aws or aws-cn', partition)
    .option('--fail <resource=reason>', 'make Personalize fail a resource once; may be repeated', failure)
    .option('--take <step=time>', 'set how long a step of Personalize takes; may be repeated', stepDuration)
    .option(
      '--metric <solution:metric=value>',
      'set a metric that trainings report; with @N, only in the Nth training; may be repeated',
      metric,
    )
    .option('--quota <type=number>', 'set a quota of Personalize, e.g. campaign=10; may be repeated', quota)
    .option(
      '--requests <campaign=number>',
      'set the requests a second to a campaign or recommender; may be repeated',
      requestRate,
    )
    .action(async (dir: string, options: RunOptions, command: Command) => {
      process.exitCode = (await run(dir, options, command)) ? 0 : 1;
    });
}

/** @returns true if there are runs and none failed: see {@link succeeded} */
async function run(dir: string, options: RunOptions, command: Command): Promise<boolean> {
  const narrator = narrate(options.json ? undefined : process.stdout, options.for === undefined);
  const uploads = await deliveries(dir);
  if (!uploads.some(({ files }) => files.some(isParameterFile))) {
    command.error(`error: ${dir} has no parameter file: there is no *.json under ${join(dir, TRAIN)}.`, {
      exitCode: 2,
    });
  }
  for (const { key } of uploads.flatMap(({ files }) => files))
    if (isMisnamed(key))
      warn(`${printable(key)} starts nothing: its name must end in .json below ${TRAIN}, or in .csv below ${DELETE}.`);
  const parameterFiles = uploads.flatMap(({ files }) => files.filter(isParameterFile));
  const contents = await Promise.all(parameterFiles.map(({ path }) => readFile(path)));
  const { value: values = {}, metric: metrics = [] } = options;
  const wrong = unusedValue(values, contents) ?? unreportedMetric(metrics, contents, values);
  if (wrong !== undefined) command.error(`error: ${wrong.message} ${wrong.hint}`, { exitCode: 2 });
  const local = await startLocalAws(options, narrator);
  const recording = new Recording(local);
  const startedAt = local.clock.now();
  const undelivered = await letTimePass(local, uploads, options.for, narrator);
  for (const { resource } of local.personalize.outstandingFailures()) {
    warn(`--fail ${resource} had no effect: no such resource was created or updated.`);
  }
  for (const { solution, metric, training } of local.personalize.unusedMetrics())
    warn(
      `--metric ${solution}:${metric}${training === undefined ? '' : `@${training}`} had no effect: no such training reported its metrics.`,
    );
  for (const name of local.personalize.requests.unknown())
    warn(`--requests ${name} had no effect: no campaign or recommender has this name.`);
  const result = await collectResult(local, startedAt, undelivered());
  await report(local, result, options, narrator);
  if (options.report !== undefined) {
    const page = await recording.page(`The local AWS: ${basename(resolve(dir))}`, result);
    await writeReport(options.report, renderPage(page));
  }
  return succeeded(result, options.for !== undefined);
}

async function startLocalAws(options: RunOptions, narrator: Narrator): Promise<LocalAws> {
  const local = new LocalAws({
    seed: options.seed,
    ...(options.start !== undefined && { start: options.start }),
    ...(options.partition && { account: options.partition }),
  });
  for (const failure of options.fail ?? []) local.personalize.failNext(failure);
  for (const metric of options.metric ?? []) local.personalize.setMetric(metric);
  for (const { step, seconds } of options.take ?? []) local.personalize.setDuration(step, seconds);
  for (const rate of options.requests ?? []) local.personalize.requests.set(rate);
  for (const { type, limit } of options.quota ?? []) local.personalize.setQuota(type, limit);
  narrator.follow(local);
  narrator.loading();
  const values = options.value && ([['parameter_values', JSON.stringify(options.value)]] as const);
  // If the record of a run expired before the end, the run would be missing from the result.
  const days = Math.max(DEFAULT_HISTORY_DAYS, Math.ceil((options.for ?? 0) / 86_400) + 1);
  const kept = [['run_history_days', String(days)]] as const;
  await loadStack(local, { ...options, var: new Map([...kept, ...(options.var ?? []), ...(values ?? [])]) });
  narrator.loaded(local.names);
  return local;
}

/**
 * Uploads each delivery at its time, or later if lists of users in an earlier delivery had to wait.
 * @param seconds seconds of virtual time after which to stop. Default: stop when nothing is in progress.
 * @returns a function that lists a failed run for each parameter file whose S3 event reached no Lambda function
 */
async function letTimePass(
  local: LocalAws,
  uploads: readonly Delivery[],
  seconds: number | undefined,
  narrator: Narrator,
): Promise<() => readonly RunRow[]> {
  const startedAt = local.clock.now();
  const undelivered: (() => readonly RunRow[])[] = [];
  for (const { after, files } of uploads) {
    if (seconds !== undefined && after > seconds) {
      warn(`Files that arrive after ${durationText(after)} are not uploaded: --for ends earlier.`);
      continue;
    }
    if (after > 0) await local.clock.advanceTo(startedAt + after * 1000);
    const events = new UploadEvents(local);
    undelivered.push(() => events.undelivered(files.filter(isParameterFile).map(({ key }) => key)));
    await uploadInOrder(local, files, seconds === undefined ? undefined : startedAt + seconds * 1000, narrator);
  }
  if (seconds === undefined) await local.clock.advanceUntilIdle();
  else await local.clock.advanceTo(startedAt + seconds * 1000);
  return () => undelivered.flatMap((runs) => runs());
}

/**
 * Uploads files. Lists of users to delete are uploaded after the other files, once nothing is in progress, because the users' data must be
 * imported first.
 * @param end epoch milliseconds at which to stop waiting; then the lists are not uploaded. Default: no end
 */
async function uploadInOrder(
  local: LocalAws,
  files: readonly MirroredFile[],
  end: number | undefined,
  narrator: Narrator,
): Promise<void> {
  const deletions = files.filter(isDeletion);
  const others = files.filter((file) => !isDeletion(file));
  for (const part of [others, deletions].filter(({ length }) => length > 0)) {
    const keys = part.map(({ key }) => key);
    if (part === deletions && others.length > 0 && !(await local.clock.advanceUntilIdle(end))) {
      warn(
        `Users are not deleted, because --for ends while the runs of the other files are in progress: ${keys.join(', ')}`,
      );
      return;
    }
    await upload(local.aws, local.names.dataBucket, part);
    narrator.uploaded(keys, local.clock.now());
  }
}

async function report(local: LocalAws, result: RunDocument, options: RunOptions, narrator: Narrator): Promise<void> {
  if (options.json) process.stdout.write(`${printableLines(JSON.stringify(result, undefined, 2))}\n`);
  else await narrator.finished(local, result);
}
