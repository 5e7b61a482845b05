import { type Progress, type Step, type StepState, waiting } from '../step';

/**
 * Milliseconds after which a new resource counts as deleted if Describe does not show it. This time is long, because an
 * early conclusion would fail the run or create the resource again.
 */
const VISIBILITY_MILLISECONDS = 120_000;

/** True if the step created the resource so recently that Describe and List may not show it yet. */
export function isTooNew({ now }: Step, { createdAt }: StepState): boolean {
  return createdAt !== undefined && now.getTime() - Date.parse(createdAt) < VISIBILITY_MILLISECONDS;
}

export function notVisible(reason: string, stepState: StepState): Progress {
  return waiting(reason, stepState, { kind: 'NOT_VISIBLE' });
}
