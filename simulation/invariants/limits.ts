import type { Invariant } from './invariant';

/** Pattern of errors that show an invalid definition, or a payload that is too large. */
const BROKEN =
  /^States\.(DataLimitExceeded|Runtime|QueryEvaluationError|ExceedToleratedFailureThreshold|NoChoiceMatched)$/;

export const limitsHold: Invariant = {
  name: 'no execution breaks a limit of Step Functions',
  check: async ({ executionLog }, broken) => {
    for (const [error, where] of executionLog.errors) if (BROKEN.test(error)) broken(`${error} in ${where}`);
  },
};

/** Slow calls and calls without a response must not make a function time out. */
export const nothingTakesTooLong: Invariant = {
  name: 'no function exceeds its timeout, unless a fault makes it hang',
  check: async ({ local, faults }, broken) => {
    const hung = count(
      faults.interruptions
        .filter(({ kind }) => kind === 'CALLER_HUNG')
        .map(({ roleName }) => roleName.replace(/-lambda-.*$/, '')),
    );
    const timedOut = count(
      local.lambda
        .invocations()
        .filter(({ error }) => error?.errorType === 'Sandbox.Timedout')
        .map(({ functionName }) => functionName),
    );
    for (const [name, times] of timedOut) {
      if (times > (hung.get(name) ?? 0))
        broken(`${name} timed out ${times} times, and hung ${hung.get(name) ?? 0} times`);
    }
  },
};

export const everythingEnds: Invariant = {
  name: 'all work ends',
  check: async ({ restless }, broken) => {
    if (restless) broken('something was still running after 30 days');
  },
};

export const nothingIsDenied: Invariant = {
  name: 'no call lacks a permission',
  watch: ({ local }, broken) => {
    const reported = new Set<string>();
    local.aws.onCall(({ error }) => {
      if (error === undefined || !/not authorized to perform/i.test(error.message)) return;
      if (!reported.has(error.message)) broken(error.message);
      reported.add(error.message);
    });
  },
};

function count(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
