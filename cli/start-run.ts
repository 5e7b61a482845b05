import { randomUUID } from 'node:crypto';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RunRequest } from '../lib/record-table/run-request';
import type { DeployedAws } from './aws';
import { follow } from './follow/follow';
import { type FinishedRun, runSource } from './follow/run-source';
import type { FollowOptions } from './options';
import type { Output } from './output';
import { shortId } from './run-search';
import { recordedRun } from './runs';

/** Members of JSON output about a started run. */
export interface StartedRun {
  /** Id of the run. */
  readonly run: string;
  /** ARN of the run's execution. */
  readonly execution: string;
}

export async function startRun(aws: DeployedAws, request: RunRequest): Promise<StartedRun> {
  // With a fixed name, a start that is repeated after a lost answer is the same start.
  const run = randomUUID();
  const { executionArn: execution = '' } = await aws.sfn.send(
    new StartExecutionCommand({
      stateMachineArn: aws.names.runStateMachineArn,
      name: run,
      input: JSON.stringify(request),
    }),
  );
  return { run, execution };
}

/** @param what the subject of the run */
export function printStarted(what: string, { run }: StartedRun, output: Output): void {
  output.line(`${what} runs: \`personalize-mlops runs show ${shortId(run)}\` shows how it goes.`);
}

/**
 * Follows a started run to its end, if that is wanted.
 * @throws CliFailure if it does not begin
 */
export async function followStarted(
  aws: DeployedAws,
  datasetGroup: string,
  { run }: StartedRun,
  { wait, interval }: FollowOptions,
  output: Output,
): Promise<readonly FinishedRun[]> {
  const find = () => recordedRun(aws, datasetGroup, run);
  return wait ? follow(runSource(aws), [{ datasetGroup, find }], interval, output) : [];
}
