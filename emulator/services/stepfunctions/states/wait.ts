import type { WaitState } from '../definition/asl';
import { parseTimestamp } from '../definition/timestamp';
import type { StateExit, Visit } from '../interpreter/visit';
import type { Json } from '../json';
import { LIMITS } from '../limits';

export async function runWait(state: WaitState, visit: Visit): Promise<StateExit> {
  const { clock } = visit.flow.execution.aws;
  const milliseconds = await duration(state, visit, clock.now());
  if (milliseconds > 0) await clock.sleep(milliseconds, visit.flow.signal);
  return { ...(await visit.outputOf(state, visit.input)), next: state.Next };
}

/** Returns the milliseconds to wait. The number is negative for a time in the past. */
async function duration(state: WaitState, visit: Visit, now: number): Promise<number> {
  if (state.Seconds !== undefined) {
    return 1000 * (await visit.evaluateInteger(state.Seconds, 'Seconds', 0, LIMITS.seconds));
  }
  const text = await visit.evaluateTo(state.Timestamp ?? '', 'Timestamp', 'string', isString);
  const time = parseTimestamp(text);
  if (time === undefined) {
    throw visit.evaluationFailed(
      `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
      'Timestamp',
    );
  }
  if (time - now >= LIMITS.waitSeconds * 1000) throw visit.failure('States.Runtime', 'Wait state delay is too long.');
  return time - now;
}

function isString(value: Json): value is string {
  return typeof value === 'string';
}
