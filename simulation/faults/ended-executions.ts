import type { LocalAws } from '../../emulator/local-aws';
import type { Dice } from './dice';

/** Ends executions from outside some time after their start, as an operator or a time limit does. */
export class EndedExecutions {
  constructor(
    private readonly local: LocalAws,
    private readonly dice: Dice,
  ) {
    local.stepFunctions.onEvent(({ kind, execution: { arn } }) => {
      if (kind !== 'executionStarted') return;
      this.maybe('executionStopped', arn, async () => {
        await local.aws.call('states', 'StopExecution', {
          executionArn: arn,
          cause: 'Stopped from outside.',
        });
      });
      this.maybe('executionTimedOut', arn, async () => local.stepFunctions.timeOut(arn));
    });
  }

  private maybe(kind: 'executionStopped' | 'executionTimedOut', arn: string, end: () => Promise<void>): void {
    const life = this.dice.delay('lifetime');
    if (!this.dice.draws(kind)) return;
    const { clock } = this.local;
    const strike = async () => {
      if (!this.dice.isRolling || !(await this.isRunning(arn))) return;
      this.dice.count(kind, arn);
      await end();
    };
    // The timer is in the background, so that time does not advance to it if everything has ended before.
    clock.at(clock.now() + life, () => void strike().catch((error) => clock.fail(error)), {
      background: true,
    });
  }

  private async isRunning(executionArn: string): Promise<boolean> {
    const { status } = (await this.local.aws.call('states', 'DescribeExecution', { executionArn })) as {
      readonly status: string;
    };
    return status === 'RUNNING';
  }
}
