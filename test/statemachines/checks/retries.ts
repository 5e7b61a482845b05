import { isDeepStrictEqual } from 'node:util';
import { type Machine, type Retrier, statesOf } from '../../support/machine';

interface Integration {
  readonly resource: RegExp;
  /** Errors of a call that was not carried out, or not answered. The first retrier of each Task names them, in this order. */
  readonly notRun: readonly string[];
  /** Errors of a function that ran and broke. The second retrier names them, in this order. */
  readonly broke?: readonly string[];
}

/**
 * Errors by integration. Sources: the API models of `Invoke` and `StartExecution` (botocore 1.44.8 and the AWS SDK for JavaScript 3.1164.0,
 * November 2026), and:
 *
 * - `TooManyRequestsException` is what Step Functions reports when Lambda hits its concurrency limit. The four errors after it are failures
 *   of Lambda itself. An unhandled error, such as lack of memory or a timeout, is `Lambda.Unknown`
 *   (https://docs.aws.amazon.com/step-functions/latest/dg/bp-lambda-serviceexception.html, 2026-11).
 * - `Sandbox.Timedout` and `Runtime.ExitError` were observed for timeouts and deaths of a sandbox.
 * - `CodeArtifactUserPendingException` was observed for a function that had been idle for weeks, and lasted 40 to 106 s (issue 801 of
 *   aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws, September 2026).
 *
 * A task names no other errors: functions throw `ServiceUnavailable` if another service throttles or fails (functions/shared/retried.ts).
 */
const INTEGRATIONS: readonly Integration[] = [
  {
    resource: /:states:::lambda:invoke/,
    notRun: [
      'Lambda.TooManyRequestsException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ResourceNotReadyException',
      'Lambda.CodeArtifactUserPendingException',
      'Lambda.ResourceConflictException',
      'Lambda.ENINotReadyException',
      'Lambda.ENILimitReachedException',
      'Lambda.SubnetIPAddressLimitReachedException',
      'Lambda.EC2ThrottledException',
      'Lambda.EC2UnexpectedException',
      'ServiceUnavailable',
    ],
    broke: ['Lambda.Unknown', 'Sandbox.Timedout', 'Runtime.ExitError'],
  },
  {
    resource: /:states:::states:startExecution/,
    notRun: [
      'StepFunctions.ExecutionLimitExceededException',
      'StepFunctions.ThrottlingException',
      'StepFunctions.AWSStepFunctionsException',
      'StepFunctions.SdkClientException',
    ],
  },
  // Nothing else sends the notification if this call fails, so the call is retried for every error.
  { resource: /:states:::sns:publish/, notRun: ['States.TaskFailed'] },
];

const EVERYTHING = 'States.ALL';

/**
 * Seconds for which calls that were not carried out must be repeated. A run waits equally long for an answer of Personalize
 * (lib/reconciler/apply/wait-limits.ts).
 */
const HOUR = 3600;
/** Longest delay between two repetitions, in seconds, so that a paid training is polled again soon after Lambda has capacity. */
const LONGEST_DELAY = 120;
/** Repetitions of calls that ran and broke. */
const REPETITIONS = 3;

/** Problems of tasks whose retriers differ from those of their integration. */
export function retryProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) => {
    if (state.Type !== 'Task') return [];
    const integration = INTEGRATIONS.find(({ resource }) => resource.test(state.Resource ?? ''));
    if (integration === undefined) return [`'${name}' calls ${state.Resource}, whose transient errors are not known`];
    return problemsOf(state.Retry ?? [], integration).map((problem) => `'${name}' ${problem}`);
  });
}

function problemsOf(retriers: readonly Retrier[], { notRun, broke }: Integration): string[] {
  const [first, second, ...others] = retriers;
  const names = [notRun, ...(broke ? [broke] : [])];
  return [
    ...names.flatMap((errors, index) => {
      const found = retriers[index]?.ErrorEquals ?? [];
      return isDeepStrictEqual(found, errors) ? [] : [`must retry ${errors.join(', ')}, not ${found.join(', ')}`];
    }),
    ...(others.length > 0 || (broke === undefined && second) ? [`has ${retriers.length} retriers`] : []),
    ...(first ? notRunProblems(first) : []),
    ...(broke && second && (second.MaxAttempts ?? 3) !== REPETITIONS
      ? [`repeats what broke ${second.MaxAttempts} times, it must be ${REPETITIONS}`]
      : []),
  ];
}

function notRunProblems(retrier: Retrier): string[] {
  const { MaxDelaySeconds = Number.POSITIVE_INFINITY, JitterStrategy } = retrier;
  const seconds = expectedWait(retrier);
  return [
    ...(seconds < HOUR ? [`waits only ${seconds} s for what was not run, it must be ${HOUR}`] : []),
    ...(MaxDelaySeconds > LONGEST_DELAY ? [`waits more than ${LONGEST_DELAY} s at once`] : []),
    ...(JitterStrategy === 'FULL' ? [] : ['retries without jitter, at the same moment as others']),
  ];
}

/** Average seconds for which a retrier waits in total: full jitter halves each delay. */
function expectedWait({
  IntervalSeconds = 1,
  MaxAttempts = 3,
  BackoffRate = 2,
  MaxDelaySeconds = Number.POSITIVE_INFINITY,
  JitterStrategy,
}: Retrier): number {
  const waits = Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt);
  const all = waits.reduce((sum, wait) => sum + Math.min(wait, MaxDelaySeconds), 0);
  return JitterStrategy === 'FULL' ? all / 2 : all;
}

/**
 * Retriers and catchers that Step Functions refuses. `States.ALL` must be the only error of its retrier or catcher, and
 * this retrier or catcher must be the last, because later ones are never reached.
 */
export function orderProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) =>
    [state.Retry ?? [], state.Catch ?? []].flatMap((handlers) => {
      const position = handlers.findIndex(({ ErrorEquals }) => ErrorEquals.includes(EVERYTHING));
      if (position < 0) return [];
      return [
        ...(position < handlers.length - 1 ? [`'${name}' handles errors after ${EVERYTHING}`] : []),
        ...(handlers[position]?.ErrorEquals.length === 1 ? [] : [`'${name}' names errors beside ${EVERYTHING}`]),
      ];
    }),
  );
}
