import { durationText } from '../../lib/parameter-file/duration';
import { CliFailure } from '../failure';
import { moment, type Output } from '../output';

/**
 * Time after which a run that has not begun is reported. S3 may need this time to send an event: see
 * cli/upload/unchanged-files.ts.
 */
const LATE_MILLISECONDS = 60_000;
/** Time after which the command no longer waits for a run to begin. */
const MAX_WAIT_MILLISECONDS = 15 * 60_000;
/**
 * Time for which AWS's clock is watched before the command decides that this clock stands still. AWS's answers give
 * only whole seconds, so a much shorter time would not be reliable.
 */
const CLOCK_MILLISECONDS = 20_000;
/** AWS's clock counts as standing still if it advances by less than this share of the time on this machine's clock. */
const RUNNING = 0.1;

/** What to do if the clock stands still. Only the AWS emulator's clock can stand still: docs/local-aws.md, "Use AWS clients". */
const REMEDY =
  'The local AWS advances it with `curl -X POST URL/_local/advance -d \'{"until": "idle"}\'`, or by itself if it was started with `serve --speed 600`.';

/** Prints what delays a run. Each cause is printed once. */
export class Delays {
  private readonly begunAt: number;
  /** Times of both clocks at the first call of {@link check}. */
  private clocks: { readonly own: number; readonly service: number } | undefined;
  private readonly said = new Set<string>();

  /** @param now milliseconds since 1970 on this machine */
  constructor(
    private readonly now: () => number,
    private readonly output: Output,
  ) {
    this.begunAt = now();
  }

  /**
   * Must be called after every poll that succeeded.
   * @param serviceNow milliseconds since 1970 by AWS's clock
   * @param missing dataset groups whose run has not begun
   * @throws CliFailure if a run has not begun after {@link MAX_WAIT_MILLISECONDS}
   */
  check(serviceNow: number, missing: readonly string[]): void {
    this.clocks ??= { own: this.now(), service: serviceNow };
    const watched = this.now() - this.clocks.own;
    if (watched >= CLOCK_MILLISECONDS && serviceNow - this.clocks.service < watched * RUNNING) {
      const time = moment(new Date(serviceNow));
      this.say(
        `The clock of the deployment stands still at ${time}. Nothing happens until the clock is advanced. ${REMEDY}`,
      );
    }
    const waited = this.now() - this.begunAt;
    if (missing.length === 0 || waited < LATE_MILLISECONDS) return;
    const runs = `The run of ${missing.map((group) => `'${group}'`).join(', ')} has not begun`;
    const hint =
      'S3 may report a recent upload late. If the upload is older, the function that starts the run has probably failed: see its log, and the mails of the topic.';
    if (waited >= MAX_WAIT_MILLISECONDS)
      throw new CliFailure(`${runs} within ${durationText(MAX_WAIT_MILLISECONDS / 1000)}.`, hint);
    this.say(`${runs} after ${durationText(LATE_MILLISECONDS / 1000)}. ${hint}`);
  }

  /** Prints the cause of the first failed poll. */
  sayFailed(cause: string): void {
    this.say(`Polling failed, and is tried again: ${cause}`);
  }

  private say(text: string): void {
    const kind = text.split(' ', 2).join(' ');
    if (this.said.has(kind)) return;
    this.said.add(kind);
    this.output.line(`${this.output.colors.yellow('warning')} ${text}`);
  }
}
