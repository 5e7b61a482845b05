import { DescribeExecutionCommand, ExecutionDoesNotExist, type SFNClient } from '@aws-sdk/client-sfn';

/** Tells whether the execution that stands behind a record still runs. */
export class ExecutionStatus {
  constructor(private readonly sfn: SFNClient) {}

  /** False for an execution that has ended in any way, and for one that Step Functions no longer knows. */
  async isRunning(executionArn: string): Promise<boolean> {
    try {
      const execution = await this.sfn.send(new DescribeExecutionCommand({ executionArn }));
      return execution.status === 'RUNNING';
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return false;
      throw error;
    }
  }
}
