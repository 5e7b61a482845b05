import type { LocalAws } from '../../emulator/local-aws';
import type { Dice } from './dice';

/** States of the machine `run` that record something. They are so short that an execution with a random lifetime hardly ever ends in them. */
const RECORDING = ['Record the run', 'Record the result and notify'];

/**
 * Ends some executions from outside, like an operator or a time limit. They end some time after their start, or while `run` records a run
 * or its result.
 */
export class EndedExecutions {
  constructor(
    private readonly local: LocalAws,
    private readonly dice: Dice,
  ) {
    const stop = async (executionArn: string) => {
      await local.aws.call('states', 'StopExecution', { executionArn, cause: 'Stopped from outside.' });
    };
    local.stepFunctions.onEvent((event) => {
      const { arn } = event.execution;
      if (event.kind === 'executionStarted') {
        this.maybe('executionStopped', 'lifetime', arn, stop);
        this.maybe('executionTimedOut', 'lifetime', arn, async () => local.stepFunctions.timeOut(arn));
      }
      if (event.kind === 'stateEntered' && RECORDING.includes(event.state))
        this.maybe('executionStopped', 'recording', arn, stop);
    });
  }

  private maybe(
    kind: 'executionStopped' | 'executionTimedOut',
    delay: 'lifetime' | 'recording',
    arn: string,
    end: (arn: string) => Promise<void>,
  ): void {
    const life = this.dice.delay(delay);
    if (!this.dice.draws(kind)) return;
    const { clock } = this.local;
    const strike = async () => {
      if (!this.dice.isRolling || !(await this.isRunning(arn))) return;
      this.dice.count(kind, arn);
      await end(arn);
    };
    // The timer is a background timer: when everything else has ended, virtual time does not advance to this timer.
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
