import type { TaskState } from '../definition/asl';
import { dataLimitExceeded, StatesError } from '../errors';
import { findIntegration } from '../integrations';
import type { Integration } from '../integrations/integration';
import { abortable, Cancellation } from '../interpreter/cancellation';
import { withRecovery } from '../interpreter/recovery';
import type { StateExit, Visit } from '../interpreter/visit';
import { isJsonObject, type Json, type JsonObject, jsonBytes, jsonText } from '../json';
import { LIMITS } from '../limits';

/** Thrown if a Task's integration is aborted because the Task has timed out. */
class TimedOut extends Error {}

export async function runTask(state: TaskState, visit: Visit): Promise<StateExit> {
  const integration = findIntegration(state.Resource, visit.flow.execution.aws.account.partition);
  if (typeof integration === 'string') throw new Error(integration);
  return withRecovery(state, visit, async () => {
    const result = await perform(state, visit, integration);
    return { ...(await visit.outputOf(state, result, { result })), next: state.Next };
  });
}

/** Makes one attempt: calls the integration, and records the events of the call. */
async function perform(state: TaskState, visit: Visit, integration: Integration): Promise<Json> {
  const { flow } = visit;
  const given = state.Arguments === undefined ? {} : await visit.evaluate(state.Arguments, 'Arguments');
  if (!isJsonObject(given)) {
    throw visit.failure('States.Runtime', `The Arguments of ${state.Resource} must be an object.`);
  }
  if (jsonBytes(given) > LIMITS.payloadBytes) throw dataLimitExceeded(visit.name);
  const timeout =
    state.TimeoutSeconds === undefined
      ? undefined
      : await visit.evaluateInteger(state.TimeoutSeconds, 'TimeoutSeconds', 1, LIMITS.seconds);
  const { resourceType, resource } = integration;
  flow.record('TaskScheduled', {
    resourceType,
    resource,
    region: flow.execution.aws.account.region,
    parameters: jsonText(given),
    ...(timeout !== undefined && { timeoutInSeconds: timeout }),
  });
  flow.record('TaskStarted', { resourceType, resource });
  try {
    const result = await call(given, timeout, visit, integration);
    if (jsonBytes(result) > LIMITS.payloadBytes) throw dataLimitExceeded(resourceType);
    flow.record('TaskSucceeded', { resourceType, resource, ...output(result) });
    return result;
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    flow.record(error.error === 'States.Timeout' ? 'TaskTimedOut' : 'TaskFailed', {
      resourceType,
      resource,
      error: error.error ?? '',
      ...(error.cause !== undefined && { cause: error.cause.slice(0, LIMITS.causeCharacters) }),
    });
    throw error;
  }
}

/** @throws StatesError `States.Timeout` if the integration takes longer than `timeout` seconds */
async function call(
  given: JsonObject,
  timeout: number | undefined,
  visit: Visit,
  integration: Integration,
): Promise<Json> {
  if (timeout === undefined) return callUntil(visit.flow.signal, given, visit, integration);
  const { clock } = visit.flow.execution.aws;
  const cancellation = new Cancellation(visit.flow.signal);
  const timer = clock.at(clock.now() + timeout * 1000, () => cancellation.abort(new TimedOut()));
  try {
    return await callUntil(cancellation.signal, given, visit, integration);
  } catch (error) {
    if (error instanceof TimedOut) throw new StatesError('States.Timeout');
    throw error;
  } finally {
    timer.cancel();
    cancellation.release();
  }
}

function callUntil(signal: AbortSignal, given: JsonObject, { flow }: Visit, integration: Integration): Promise<Json> {
  const { resourceType, resource } = integration;
  const work = integration.run({
    arguments: given,
    execution: flow.execution,
    signal,
    submitted: (response) => flow.record('TaskSubmitted', { resourceType, resource, ...output(response) }),
  });
  return abortable(work, signal);
}

function output(value: Json): JsonObject {
  return { output: jsonText(value), outputDetails: { truncated: false } };
}
