import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';
import { undefinedOn } from './undefined-on';

/** Milliseconds after which Step Functions certainly reports a new execution. Its reads are eventually consistent. */
const SHOWN_WITHIN = 60_000;

/** Reads if the execution of a record is still running. */
export class ExecutionStatus {
  constructor(private readonly sfn: SFNClient) {}

  /** True also for an execution that Step Functions does not know, so it must have begun before `time`. */
  async hasEndedBefore(executionArn: string, time: Date): Promise<boolean> {
    const execution = await this.describe(executionArn);
    if (execution === undefined) return true;
    return execution.stopDate !== undefined && execution.stopDate < time;
  }

  /**
   * False for an execution that has ended in any way, and for one that Step Functions does not know.
   * @param seenAt when the execution itself last acted: for a moment afterwards, Step Functions may not know it yet
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
