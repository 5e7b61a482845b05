import { durationText } from '../../parameter-file/duration';
import { WaitedTooLong } from '../errors';
import { describeResource, type Progress, type Step, type WaitFor, type WaitingSince } from '../step';
import { limitOf } from './wait-limits';

/**
 * Notes in the progress since when the step has been waiting for what it waits for.
 * @param before what the progress before this one noted
 * @throws WaitedTooLong after the time that the table of limits gives it
 */
export function withinLimit(step: Step, before: WaitingSince = {}, progress: Progress): Progress {
  if (progress.status === 'READY') return progress;
  const { waitFor, stepState } = progress;
  const waitingSince = sinceWhen(before, waitFor.kind, step.now);
  const limit = limitOf(step.resource.type, waitFor);
  const since = waitingSince[waitFor.kind];
  if (limit !== undefined && since !== undefined) {
    const seconds = (step.now.getTime() - Date.parse(since)) / 1000;
    if (seconds >= limit.seconds)
      throw new WaitedTooLong(describeResource(step), durationText(seconds), progress.reason, limit.advice);
  }
  return { ...progress, stepState: { ...stepState, waitingSince } };
}

/**
 * Personalize has answered, so that it is another wait from now on, unless it is the same. No answer, or none that says what
 * became of a creation, leaves open whether the wait before goes on.
 */
function sinceWhen(before: WaitingSince, kind: WaitFor['kind'], now: Date): WaitingSince {
  if (kind === 'NOT_VISIBLE') return before;
  const since = { [kind]: before[kind] ?? now.toISOString() };
  return kind === 'NO_ANSWER' ? { ...before, ...since } : since;
}
