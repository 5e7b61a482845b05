import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  ExecutionDoesNotExist,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import { undefinedOn } from './undefined-on';

/**
 * Milliseconds after its start during which Step Functions may not yet show an execution, because reads are eventually consistent.
 */
const VISIBILITY_MILLISECONDS = 60_000;

export type EndedExecution = Pick<
  DescribeExecutionOutput,
  'executionArn' | 'name' | 'status' | 'startDate' | 'input' | 'error' | 'cause'
>;

/** Reads whether executions are still running. */
export class ExecutionStatus {
  constructor(private readonly sfn: SFNClient) {}

  /**
   * Reads an execution that ended before `time`.
   * @returns the execution; an empty object if Step Functions does not know the execution; undefined if the execution
   * is still running, or ended at `time` or later
   */
  async endedBefore(executionArn: string, time: Date): Promise<Partial<EndedExecution> | undefined> {
    const execution = await this.describe(executionArn);
    if (execution === undefined) return {};
    const { stopDate } = execution;
    return stopDate !== undefined && stopDate < time ? execution : undefined;
  }

  /**
   * True if the execution is running; false if it has ended, or if Step Functions does not know it.
   * @param seenAt time of the execution's last action. For a minute after this time, an unknown execution counts as
   * running.
   */
  async isRunning(executionArn: string, seenAt?: Date): Promise<boolean> {
    const execution = await this.describe(executionArn);
    if (execution === undefined) return seenAt !== undefined && Date.now() - seenAt.getTime() < VISIBILITY_MILLISECONDS;
    return execution.status === 'RUNNING';
  }

  private describe(executionArn: string) {
    return undefinedOn(this.sfn.send(new DescribeExecutionCommand({ executionArn })), ExecutionDoesNotExist);
  }
}
