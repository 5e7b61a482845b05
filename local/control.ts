import type { LocalAws } from '../emulator/local-aws';
import { STEPS, type TimedStep } from '../emulator/services/personalize/durations';
import { failingResource } from '../emulator/services/personalize/failures';

export interface ControlResponse {
  readonly status: number;
  readonly body: unknown;
}

type Action = (local: LocalAws, body: Readonly<Record<string, unknown>>) => Promise<unknown> | unknown;

/**
 * Actions of the control API, which only the local AWS has. They inspect the local AWS, advance its time, set durations
 * and requests, and plan failures.
 */
const ACTIONS: Readonly<Record<string, Action>> = {
  'GET /_local/state': (local) => state(local),
  'GET /_local/notifications': (local) =>
    local.sns.messages().map(({ at, subject, message }) => ({ at, subject, message })),
  'GET /_local/events': (local) => local.events.events(),
  'POST /_local/advance': advance,
  'POST /_local/fail': fail,
  'POST /_local/duration': setDuration,
  'POST /_local/requests': setRequests,
};

/** Responds to a request to the control API; undefined for all other requests. */
export async function control(
  local: LocalAws,
  method: string,
  path: string,
  body: string,
): Promise<ControlResponse | undefined> {
  if (!path.startsWith('/_local/')) return undefined;
  const action = ACTIONS[`${method} ${path}`];
  if (action === undefined) {
    return refusal(404, `${method} ${path} was not found. Available: ${Object.keys(ACTIONS).join(', ')}.`);
  }
  try {
    return { status: 200, body: await action(local, parse(body)) };
  } catch (error) {
    if (error instanceof ControlError) return refusal(400, error.message);
    throw error;
  }
}

class ControlError extends Error {}

/** Maximum number of seconds in a request: ten years. */
const MAX_SECONDS = 10 * 366 * 24 * 3600;

/**
 * True for a number from 0 to the maximum. Infinity is refused too, because JSON.parse returns Infinity for a number
 * that is too large for JavaScript.
 */
function isUpTo(maximum: number, value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= maximum;
}

function state(local: LocalAws) {
  return {
    now: new Date(local.clock.now()).toISOString(),
    runningExecutions: local.stepFunctions.counts().executionsRunning,
  };
}

async function advance(local: LocalAws, { seconds, until }: Readonly<Record<string, unknown>>) {
  if (until === 'idle' && seconds === undefined) {
    await local.clock.advanceUntilIdle();
  } else if (isUpTo(MAX_SECONDS, seconds) && until === undefined) {
    await local.clock.advanceTo(local.clock.now() + seconds * 1000);
  } else {
    throw new ControlError(`Send {"seconds": N} with N from 0 to ${MAX_SECONDS} (ten years), or {"until": "idle"}.`);
  }
  return state(local);
}

function fail(local: LocalAws, { resource, reason }: Readonly<Record<string, unknown>>) {
  if (typeof resource !== 'string' || typeof reason !== 'string') {
    throw new ControlError('Send {"resource": "campaign/NAME", "reason": "failure reason to report"}.');
  }
  try {
    local.personalize.failNext({ resource: failingResource(resource), reason });
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error));
  }
  return {};
}

function setDuration(local: LocalAws, { step, seconds }: Readonly<Record<string, unknown>>) {
  if (!STEPS.includes(step as TimedStep) || !isUpTo(MAX_SECONDS, seconds)) {
    throw new ControlError(
      `Send {"step": STEP, "seconds": N} with N from 0 to ${MAX_SECONDS}, and a STEP of: ${STEPS.join(', ')}.`,
    );
  }
  local.personalize.setDuration(step as TimedStep, seconds);
  return {};
}

function setRequests(local: LocalAws, { name, perSecond }: Readonly<Record<string, unknown>>) {
  if (typeof name !== 'string' || !isUpTo(Number.MAX_SAFE_INTEGER, perSecond)) {
    throw new ControlError('Send {"name": "CAMPAIGN or RECOMMENDER", "perSecond": N} with N of 0 or more.');
  }
  local.personalize.requests.set({ name, perSecond });
  return {};
}

function parse(body: string): Readonly<Record<string, unknown>> {
  if (body === '') return {};
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Invalid JSON is refused below, like JSON that is not an object.
  }
  throw new ControlError('The body must be a JSON object.');
}

function refusal(status: number, message: string): ControlResponse {
  return { status, body: { message } };
}
