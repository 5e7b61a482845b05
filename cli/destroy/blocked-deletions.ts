import { isPending } from '../../lib/personalize/statuses';
import { type Existing, label } from '../../lib/reconciler/inventory';
import { printable } from '../../lib/text/format';
import { CliFailure } from '../failure';

/**
 * A removal gives up after `ROUNDS` consecutive polls without a change and without work in progress, if these polls took
 * at least `STILL_FOR` milliseconds. Personalize may take some seconds to show the effect of a request.
 */
const [ROUNDS, STILL_FOR] = [12, 60_000];

export interface BlockedDeletion {
  readonly resource: Existing;
  /**
   * Personalize's error for the last request to delete or, if there was none, the resource's failure reason. Empty if
   * there is neither.
   */
  readonly reason: string;
}

/** Thrown if no deletion succeeds and nothing is in progress. */
export class DeletionsBlocked extends CliFailure {
  constructor(readonly blocked: readonly BlockedDeletion[]) {
    const lines = blocked.map(
      ({ resource, reason }) => `  ${label(resource)} ${resource.status}: ${printable(reason) || 'no reason given'}`,
    );
    super(
      `These resources cannot be deleted:\n${lines.join('\n')}`,
      'Delete what uses them, then run `destroy` again: it continues from here.',
    );
  }
}

export class RemovalProgress {
  private before = '';
  private still = 0;
  /** Time of the last poll that found a change or work in progress, in milliseconds since 1970. */
  private changedAt: number;

  constructor(private readonly now: () => number) {
    this.changedAt = now();
  }

  /**
   * Must be called at every poll.
   * @throws DeletionsBlocked if nothing has changed and nothing was in progress, for {@link ROUNDS} polls and a minute
   * @param all all existing resources: a resource in progress may block the deletion of another resource
   * @param isOneUpdating true if a resource is being updated. The status of such a resource is still ACTIVE
   */
  round(all: readonly Existing[], blocked: readonly BlockedDeletion[], isOneUpdating = false): void {
    const seen = all.map(({ arn, status }) => `${arn} ${status}`).join('\n');
    const isInProgress = isOneUpdating || all.some(({ status }) => isPending(status));
    const isStill = seen === this.before && !isInProgress;
    this.still = isStill ? this.still + 1 : 0;
    if (!isStill) this.changedAt = this.now();
    this.before = seen;
    if (this.still >= ROUNDS && this.now() - this.changedAt >= STILL_FOR) throw new DeletionsBlocked(blocked);
  }
}
