/**
 * Who tells of a run: `run` itself, one attempt after the other; or, of one that was stopped, an invocation by EventBridge, by
 * the id of its request, which is the same when Lambda tries it again.
 */
export type Notifier = string;

export const ITSELF: Notifier = 'run';

/**
 * Longer than the function may run, and less than the 180 s after which Lambda tries an event for the last time: by then,
 * a stopped `run` that was about to tell has told, or has ended without.
 */
export const NOTIFYING_SECONDS = 150;

/** `run` was stopped while it was about to tell, and may yet do so. Lambda tries the announcement again in a minute. */
export class StillNotifying extends Error {
  override readonly name = 'StillNotifying';

  constructor(runId: string) {
    super(`Run ${runId} was stopped while it was about to tell how it ended.`);
  }
}
