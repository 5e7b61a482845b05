import { rmSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { isParameterFile, TRAIN } from '../../aws/data-bucket-layout';
import type { Account } from '../../local-aws/core/aws';
import { LocalAws } from '../../local-aws/local-aws';
import type { MetricOrder } from '../../local-aws/services/personalize/metric-orders';
import { synthesize } from '../../stacks/synth/synthesize';
import { mirroredFiles, upload } from '../mirror';
import { type Narrator, narrate, silent } from '../narration';
import { Recording } from '../recording';
import { renderPage } from '../report';
import { collectResult, type Result, succeeded } from '../result';
import { UploadEvents } from '../upload-events';
import {
  type DurationOption,
  duration,
  type FailureOption,
  failure,
  file,
  folder,
  metric,
  partition,
  seed,
  stepDuration,
} from './options';

export interface RunOptions {
  /** Seconds of virtual time. Default: until nothing is running. */
  readonly for?: number;
  readonly seed: number;
  readonly json: boolean;
  /** File for an HTML report. */
  readonly report?: string;
  /** A synthesized stack to use instead of synthesizing this project's. */
  readonly stack?: string;
  /** Default: the partition `aws`. */
  readonly partition?: Pick<Account, 'partition' | 'region'>;
  readonly fail?: readonly FailureOption[];
  readonly take?: readonly DurationOption[];
  readonly metric?: readonly MetricOrder[];
}

export function registerRun(program: Command): void {
  program
    .command('run')
    .summary('upload a folder to the local AWS and show the runs')
    .description(
      'Synthesizes the stack, loads it into a new local AWS, uploads DIR (which has the layout of the data bucket: train/<folder>/config.json with csv files beside it, batch/...), and advances virtual time until nothing is in progress.',
    )
    .argument('<DIR>', 'the folder to upload', folder)
    .option('--for <time>', 'run for this virtual time instead, e.g. 30d', duration)
    .option('--seed <number>', 'seed of all random numbers', seed, 1)
    .option('--json', 'print one JSON document only', false)
    .option('--report <file>', 'write an HTML page with a timeline of everything that happened')
    .option('--stack <file>', 'use this cdk.tf.json instead of synthesizing', file)
    .option('--partition <name>', 'AWS partition: aws or aws-cn', partition)
    .option('--fail <resource=reason>', 'make Personalize fail a resource once; may be repeated', failure)
    .option('--take <step=time>', 'set how long a step of Personalize takes; may be repeated', stepDuration)
    .option(
      '--metric <solution:metric=value>',
      'set what trainings report; with @N the Nth only; may be repeated',
      metric,
    )
    .action(async (dir: string, options: RunOptions, command: Command) => {
      process.exitCode = (await run(dir, options, command)) ? 0 : 1;
    });
}

/** @returns whether every run succeeded */
async function run(dir: string, options: RunOptions, command: Command): Promise<boolean> {
  const narrator = options.json ? silent : narrate(process.stdout, options.for === undefined);
  const files = await mirroredFiles(dir);
  if (!files.some(isParameterFile)) {
    command.error(`error: ${dir} has no parameter file: there is no *.json under ${join(dir, TRAIN)}.`, {
      exitCode: 2,
    });
  }
  const local = await startLocalAws(options, narrator);
  const uploadEvents = new UploadEvents(local);
  const recording = new Recording(local);
  const startedAt = local.clock.now();
  await upload(local.aws, local.names.dataBucket, files);
  narrator.uploaded(files.map(({ key }) => key));
  await letTimePass(local, options.for);
  for (const { resource } of local.personalize.outstandingFailures()) {
    process.stderr.write(`--fail ${resource} had no effect: no such resource was created or updated.\n`);
  }
  const undelivered = uploadEvents.undelivered(files.filter(isParameterFile).map(({ key }) => key));
  const result = await collectResult(local, startedAt, undelivered);
  await report(local, result, options, narrator);
  if (options.report !== undefined) {
    await writeFile(options.report, renderPage(await recording.page(`The local AWS: ${basename(dir)}`, result)));
  }
  return succeeded(result, options.for !== undefined);
}

async function startLocalAws(options: RunOptions, narrator: Narrator): Promise<LocalAws> {
  const local = new LocalAws({
    seed: options.seed,
    ...(options.partition && { account: options.partition }),
  });
  for (const order of options.fail ?? []) local.personalize.failNext(order);
  for (const order of options.metric ?? []) local.personalize.setMetric(order);
  for (const { step, seconds } of options.take ?? []) local.personalize.setDuration(step, seconds);
  narrator.follow(local);
  if (options.stack !== undefined) await local.load(options.stack);
  else await withSynthesizedStack((stack) => local.load(stack));
  narrator.loaded(local.names);
  return local;
}

/** Synthesizes into a temporary folder, so that a run never interferes with a `cdktf deploy` in progress. */
export async function withSynthesizedStack<T>(use: (stackFile: string) => Promise<T>): Promise<T> {
  const outdir = await mkdtemp(join(tmpdir(), 'personalize-mlops-'));
  const remove = () => rmSync(outdir, { recursive: true });
  // Also if the process exits early because the reader of its output is gone.
  process.once('exit', remove);
  try {
    return await use(synthesize(outdir));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

async function letTimePass(local: LocalAws, seconds: number | undefined): Promise<void> {
  if (seconds === undefined) await local.clock.advanceUntilIdle();
  else await local.clock.advanceTo(local.clock.now() + seconds * 1000);
}

async function report(local: LocalAws, result: Result, options: RunOptions, narrator: Narrator): Promise<void> {
  if (options.json) process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  else await narrator.finished(local, result);
}
