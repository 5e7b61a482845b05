import { createHash } from 'node:crypto';
import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { undefinedOn } from '../../lib/aws/undefined-on';
import type { RunRequest } from '../../lib/record-table/run-request';

/**
 * Maximum number of characters in each part of an execution's name: the readable text and the hash. Names of executions
 * have at most 80 characters.
 */
const READABLE_LENGTH = 47;
const HASH_LENGTH = 32;

/** Starts runs, at most one under each name. */
export class RunStarter {
  constructor(
    private readonly sfn: SFNClient,
    private readonly stateMachineArn: string,
  ) {}

  /**
   * @param name name of the execution
   * @returns false if a run of this name was started before, and has ended or has other input
   */
  async start(name: string, request: RunRequest): Promise<boolean> {
    const { stateMachineArn } = this;
    const start = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(request) });
    return (await undefinedOn(this.sfn.send(start), ExecutionAlreadyExists)) !== undefined;
  }
}

/**
 * Name of an execution. The same reason always gives the same name, so Step Functions starts no second execution for
 * this reason.
 */
export function executionName(readable: string, reason: readonly string[]): string {
  const hash = createHash('sha256').update(reason.join('\n')).digest('hex').slice(0, HASH_LENGTH);
  return `${readable.slice(0, READABLE_LENGTH)}-${hash}`;
}
