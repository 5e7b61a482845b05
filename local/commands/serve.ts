import type { Command } from 'commander';
import { startHttpServer } from '../../emulator/core/http-server';
import { LocalAws } from '../../emulator/local-aws';
import { control } from '../control';
import { clockTime } from '../report/time';
import { loadStack, type StackOptions } from '../synthesized-stack';
import { file, host, port, seed, speed, startTime, variable } from './options';

interface ServeOptions extends StackOptions {
  readonly port: number;
  readonly seed: number;
  /** Seconds of virtual time per real second. Default: time advances on request only. */
  readonly speed?: number;
  /** Epoch milliseconds. */
  readonly start?: number;
  readonly allowHost?: readonly string[];
  readonly log: boolean;
}

/** Real milliseconds between steps of virtual time, if virtual time advances by itself. */
const TICK_MILLISECONDS = 50;

export function registerServe(program: Command): void {
  program
    .command('serve')
    .summary('serve the local AWS to AWS clients over HTTP')
    .description(
      'Loads the stack into a new local AWS and serves it at one HTTP endpoint, for `aws --endpoint-url`, boto3 and SDK clients with any credentials. Without --speed, virtual time stands still until POST /_local/advance advances it.',
    )
    .option('--port <number>', 'TCP port; 0 selects a free one', port, 4566)
    .option('--seed <number>', 'seed of all random numbers', seed, 1)
    .option('--speed <number>', 'let virtual time pass by itself, at this many seconds per real second', speed)
    .option('--start <time>', 'begin at this virtual time, e.g. now or 2026-03-01 (default: 2026-01-05)', startTime)
    .option('--allow-host <name>', 'also answer requests to this host name; may be repeated', host)
    .option('--log', 'print a line for each request', false)
    .option('--stack <file>', 'use this cdk.tf.json instead of synthesizing', file)
    .option('--var <name=value>', 'set a Terraform variable, as TF_VAR_NAME does; may be repeated', variable)
    .action(serve);
}

async function serve(options: ServeOptions): Promise<void> {
  const local = new LocalAws({ seed: options.seed, ...(options.start !== undefined && { start: options.start }) });
  const log = (line: string) => console.log(`${clockTime(local.clock.now())}  ${line}`);
  // The port is opened first, so that a busy port is noticed before any work. Requests wait for the stack.
  let loaded: Promise<void> | undefined;
  const server = await startHttpServer(
    {
      clock: local.clock,
      respond: async (...request) => {
        await loaded;
        return local.aws.respond(...request);
      },
    },
    {
      port: options.port,
      local: async (...request) => {
        await loaded;
        return control(local, ...request);
      },
      ...(options.allowHost && { allowedHosts: options.allowHost }),
      ...(options.log && { log }),
    },
  );
  console.log('Synthesizing and loading the stack...');
  loaded = loadStack(local, options);
  await loaded.catch(async (error) => {
    await server.close();
    throw error;
  });
  const stopTime = options.speed === undefined ? () => undefined : letTimeRun(local, options.speed);
  console.log(`The local AWS is ready at ${server.url} (bucket ${local.names.dataBucket}); stop it with Ctrl-C.`);
  console.log(`In another terminal:\n\n${exportLine(local, server.url)}\n`);
  onStop(async () => {
    stopTime();
    await server.close();
  });
}

/** Shell line that sets variables for clients of the local AWS. Any credentials will do. */
function exportLine({ aws: { account } }: LocalAws, url: string): string {
  const { region } = account;
  const place = `AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`;
  // Without this variable, the SDK for JavaScript would mistake virtual time for clock skew, and retry each failed
  // call.
  const clock = 'AWS_DISABLE_CLOCK_SKEW_CORRECTION=true';
  return `export ${place} AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any ${clock}`;
}

/** Real milliseconds between checks that npm is still running. */
const PARENT_CHECK_MILLISECONDS = 500;

/** Calls `stop` once: on SIGINT or SIGTERM, or when the `npm run` that started this process has exited. */
function onStop(stop: () => Promise<void>): void {
  const parent = process.ppid;
  // npm's shell does not pass SIGTERM on. Without this check, the process would go on running, and keep its port, after
  // npm was stopped.
  const watch =
    process.env.npm_lifecycle_event === undefined
      ? undefined
      : setInterval(() => {
          if (process.ppid !== parent) stopOnce();
        }, PARENT_CHECK_MILLISECONDS);
  const stopOnce = () => {
    clearInterval(watch);
    process.off('SIGINT', stopOnce).off('SIGTERM', stopOnce);
    void stop();
  };
  process.on('SIGINT', stopOnce).on('SIGTERM', stopOnce);
}

/**
 * Advances virtual time in small steps, one after the other.
 * @returns a function that stops virtual time
 */
function letTimeRun(local: LocalAws, speed: number): () => void {
  let stopped = false;
  let timer: NodeJS.Timeout;
  const tick = async () => {
    // A bug in the local AWS must not end the process, because the process serves other clients too.
    await local.clock.advanceTo(local.clock.now() + TICK_MILLISECONDS * speed).catch(console.error);
    if (!stopped) timer = setTimeout(tick, TICK_MILLISECONDS);
  };
  timer = setTimeout(tick, TICK_MILLISECONDS);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
