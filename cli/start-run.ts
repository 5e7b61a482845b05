import { randomUUID } from 'node:crypto';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { RunRequest } from '../lib/record-table/run-request';
import type { DeployedAws } from './aws';
import { FollowFailure, follow } from './follow/follow';
import { type FinishedRun, runSource } from './follow/run-source';
import type { FollowOptions } from './options';
import type { Output } from './output';
import { shortId } from './run-search';
import { recordedRun } from './runs';

/** Facts about a started run for the output with `--json`. */
export interface StartedRun {
  /** Id of the run. */
  readonly run: string;
  /** ARN of the run's execution. */
  readonly execution: string;
  /** The run after its end; empty if it was not followed. */
  readonly runs: readonly FinishedRun[];
  /** Reason why the run could not be followed to its end. Absent if it was followed, or if `--no-wait` is given. */
  readonly error?: string;
}

/**
 * Starts a run and, unless `--no-wait` is given, follows the run to its end.
 * @param what subject of the printed sentence, for example `The import`
 * @param record called once with the started run, so that the caller can print the run with `--json`. Also called if
 * the run cannot be followed to its end
 * @returns the run after its end; empty if it was not followed
 * @throws FollowFailure if the run is followed, but does not begin or cannot be polled
 */
export async function startRun(
  aws: DeployedAws,
  request: RunRequest,
  what: string,
  { wait, interval }: FollowOptions,
  output: Output,
  record: (started: StartedRun) => void,
): Promise<readonly FinishedRun[]> {
  const { datasetGroup } = request;
  // The name is fixed, so that a retry by the SDK does not start a second run.
  const run = randomUUID();
  const { executionArn: execution = '', startDate: startedAt = new Date(0) } = await aws.sfn.send(
    new StartExecutionCommand({
      stateMachineArn: aws.names.runStateMachineArn,
      name: run,
      input: JSON.stringify(request),
    }),
  );
  output.line(`${what}: the run has started. Its progress: \`personalize-mlops runs show ${shortId(run)}\`.`);
  const find = () => recordedRun(aws, datasetGroup, run, startedAt);
  try {
    const runs = wait ? await follow(runSource(aws), [{ datasetGroup, find }], interval, output) : [];
    record({ run, execution, runs });
    return runs;
  } catch (error) {
    if (error instanceof FollowFailure) record({ run, execution, runs: error.finished, error: error.message });
    throw error;
  }
}
