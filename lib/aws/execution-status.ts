import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  ExecutionDoesNotExist,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { undefinedOn } from './undefined-on';

/** Milliseconds in which a new execution may not be visible yet: reads of Step Functions are eventually consistent. */
const SHOWN_WITHIN = 60_000;

export type EndedExecution = Pick<
  DescribeExecutionOutput,
  'executionArn' | 'name' | 'status' | 'startDate' | 'input' | 'error' | 'cause'
>;

/** Reads whether an execution that a record names is still running. */
export class ExecutionStatus {
  constructor(private readonly sfn: SFNClient) {}

  /**
   * The execution, if it ended before `time`; an empty object if Step Functions does not know it. The execution must have begun before
   * `time`.
   * @returns undefined if it is running, or has ended later
   */
  async endedBefore(executionArn: string, time: Date): Promise<Partial<EndedExecution> | undefined> {
    const execution = await this.describe(executionArn);
    if (execution === undefined) return {};
    const { stopDate } = execution;
    return stopDate !== undefined && stopDate < time ? execution : undefined;
  }

  /**
   * False for an execution that has ended in any way, and for one that Step Functions does not know.
   * @param seenAt time when the execution itself last acted. In the minute after it, an execution that Step Functions does not know yet
   * counts as running.
   */
  async isRunning(executionArn: string, seenAt?: Date): Promise<boolean> {
    const execution = await this.describe(executionArn);
    if (execution === undefined) return seenAt !== undefined && Date.now() - seenAt.getTime() < SHOWN_WITHIN;
    return execution.status === 'RUNNING';
  }

  private describe(executionArn: string) {
    return undefinedOn(this.sfn.send(new DescribeExecutionCommand({ executionArn })), ExecutionDoesNotExist);
  }
}
