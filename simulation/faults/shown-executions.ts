import type { Clock } from '../../emulator/core/clock';
import type { Random } from '../../emulator/core/random';
import { type Call, ServiceError } from '../../emulator/core/service';
import type { StepFunctions } from '../../emulator/services/stepfunctions/service';
import type { Dice } from './dice';
import { DELAYS } from './rates';

/**
 * Eventual consistency of Step Functions: DescribeExecution may not find an execution for some seconds after its start. "This operation is
 * eventually consistent. The results are best effort and may not reflect very recent updates and changes." (API reference of Step
 * Functions, DescribeExecution, November 2026; the delay is not documented.)
 */
export class ShownExecutions {
  /** Time at which an execution becomes visible, by ARN; epoch milliseconds. */
  private readonly shownFrom = new Map<string, number>();

  /** @param random separate stream of random numbers, so that the number of executions does not change other draws */
  constructor(
    private readonly clock: Clock,
    private readonly dice: Dice,
    random: Random,
    stepFunctions: StepFunctions,
  ) {
    const [min, max] = DELAYS.execution;
    stepFunctions.onEvent(({ kind, execution: { arn } }) => {
      if (kind !== 'executionStarted') return;
      const delay = random.integer(min, max);
      if (dice.draws('executionNotShown', random.float())) this.shownFrom.set(arn, clock.now() + delay);
    });
  }

  /** @throws ServiceError ExecutionDoesNotExist if the call describes an execution that is not visible yet */
  assertShown({ operation, input }: Call, subject: string): void {
    const arn = String(input.executionArn);
    if (operation !== 'DescribeExecution' || (this.shownFrom.get(arn) ?? 0) <= this.clock.now()) return;
    this.dice.count('executionNotShown', subject);
    throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`, 400);
  }
}
