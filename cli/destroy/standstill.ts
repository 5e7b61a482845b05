import { isPending } from '../../personalize/statuses';
import { type Existing, label } from '../../reconciler/inventory';
import { CliFailure } from '../failure';

/** Rounds in a row without a change: Personalize may take some seconds to show what a request has changed. */
const ROUNDS = 12;

/** What cannot be removed, and why. */
export interface Obstacle {
  readonly resource: Existing;
  /** What Personalize said at the last request. */
  readonly reason: string;
}

/** Nothing goes any more, and nothing is in progress: waiting longer would be waiting for ever. */
export class Standstill extends CliFailure {
  constructor(readonly obstacles: readonly Obstacle[]) {
    const lines = obstacles.map(
      ({ resource, reason }) => `  ${label(resource)} ${resource.status}: ${reason || 'no reason is given'}`,
    );
    super(
      `Nothing can be removed any more. What is left:\n${lines.join('\n')}`,
      'Remove what uses these, then run `destroy` again: it goes on from here.',
    );
  }
}

/** Finds out that a removal has come to a standstill. */
export class Progress {
  private before = '';
  private still = 0;

  /**
   * To be told of every round.
   * @param all everything that is there: what is in progress may be in the way of what is being removed
   * @param isOneUpdating whether something is being updated, of which its status says nothing
   * @throws Standstill if nothing has changed for some rounds
   */
  round(all: readonly Existing[], obstacles: readonly Obstacle[], isOneUpdating = false): void {
    const now = all.map(({ arn, status }) => `${arn} ${status}`).join('\n');
    const isInProgress = isOneUpdating || all.some(({ status }) => isPending(status));
    const isStill = now === this.before && !isInProgress;
    this.still = isStill ? this.still + 1 : 0;
    this.before = now;
    if (this.still >= ROUNDS) throw new Standstill(obstacles);
  }
}
