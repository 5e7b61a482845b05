import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';

/** Milliseconds after which Step Functions certainly reports a started execution. Its reads are eventually consistent. */
const SHOWN_WITHIN = 60_000;

/** Reads whether the execution of a record is still running. */
export class ExecutionStatus {
  constructor(private readonly sfn: SFNClient) {}

  /** True also of one that Step Functions does not know: so only ask for one that began before that time. */
  async hasEndedBefore(executionArn: string, time: Date): Promise<boolean> {
    try {
      const { stopDate } = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return stopDate !== undefined && stopDate < time;
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return true;
      throw error;
    }
  }

  /**
   * False for an execution that has ended in any way, and for one that Step Functions does not know.
   * @param seenAt when the execution itself last acted: until a moment later, Step Functions may not know it yet
   */
  async isRunning(executionArn: string, seenAt?: Date): Promise<boolean> {
    try {
      const execution = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist)
        return seenAt !== undefined && Date.now() - seenAt.getTime() < SHOWN_WITHIN;
      throw error;
    }
  }
}
