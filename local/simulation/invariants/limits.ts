import type { Invariant } from './invariant';

/** Errors that say that the definition is wrong, or too large for what it carries. */
const BROKEN =
  /^States\.(DataLimitExceeded|Runtime|QueryEvaluationError|ExceedToleratedFailureThreshold|NoChoiceMatched)$/;

export const limitsHold: Invariant = {
  name: 'no execution breaks a limit of Step Functions',
  check: async ({ executionErrors }) =>
    [...executionErrors]
      .filter(([error]) => BROKEN.test(error))
      .map(([error, where]) => `${error} in ${where}`),
};

export const everythingEnds: Invariant = {
  name: 'everything comes to rest',
  check: async ({ restless }) => (restless ? ['something still ran after 30 days'] : []),
};

export const nothingIsDenied: Invariant = {
  name: 'no call lacks a permission',
  check: async ({ denials }) => [...new Set(denials)],
};
