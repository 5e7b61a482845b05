import { type Machine, type NamedState, type Retrier, statesOf } from '../../support/machine';

interface Integration {
  readonly resource: RegExp;
  /** Errors of something that is not ready yet, which the first retrier of each Task names, and it alone. */
  readonly notReady: readonly string[];
  /** Other transient errors, which each Task must retry. */
  readonly transient: readonly string[];
}

/**
 * AWS's recommendation for each service (Step Functions developer guide), the API models of `Invoke`, `StartExecution` and `Publish`
 * (botocore 1.44.8 and the AWS SDK for JavaScript 3.1164.0, November 2026), and how a Lambda sandbox dies. A task names no other
 * errors: what its functions throw has one name, `ServiceUnavailable` (functions/shared/retried.ts).
 */
const INTEGRATIONS: readonly Integration[] = [
  {
    resource: /:states:::lambda:invoke/,
    notReady: [
      'Lambda.ResourceNotReadyException',
      'Lambda.CodeArtifactUserPendingException',
      'Lambda.ResourceConflictException',
      'Lambda.ENINotReadyException',
      'Lambda.ENILimitReachedException',
      'Lambda.SubnetIPAddressLimitReachedException',
      'Lambda.EC2ThrottledException',
      'Lambda.EC2UnexpectedException',
    ],
    transient: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.TooManyRequestsException',
      'Lambda.Unknown',
      'Sandbox.Timedout',
      'Runtime.ExitError',
      'ServiceUnavailable',
    ],
  },
  {
    resource: /:states:::states:startExecution/,
    notReady: [],
    transient: [
      'StepFunctions.ExecutionLimitExceededException',
      'StepFunctions.ThrottlingException',
      'StepFunctions.AWSStepFunctionsException',
      'StepFunctions.SdkClientException',
    ],
  },
  {
    resource: /:states:::sns:publish/,
    notReady: [],
    transient: [
      'SNS.InternalErrorException',
      'SNS.ThrottledException',
      'SNS.KMSThrottlingException',
      'SNS.SdkClientException',
    ],
  },
];

const EVERYTHING = 'States.ALL';
const WILDCARDS = [EVERYTHING, 'States.TaskFailed'];

/**
 * Seconds that a function was seen to need until it could be invoked again after weeks without an invocation: 40 to 106 (issue 801
 * of aws-solutions-library-samples/accelerated-intelligent-document-processing-on-aws, September 2026). Twice that is waited for.
 */
const READY_WITHIN = 2 * 106;

/** Tasks that do not retry transient errors, or that all retry at the same moment. */
export function retryProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) => {
    if (state.Type !== 'Task') return [];
    const integration = INTEGRATIONS.find(({ resource }) => resource.test(state.Resource ?? ''));
    if (integration === undefined) return [`'${name}' calls ${state.Resource}, whose transient errors are not known`];
    return problemsOf({ name, state }, integration);
  });
}

function problemsOf(
  { name, state }: Pick<NamedState, 'name' | 'state'>,
  { notReady, transient }: Integration,
): string[] {
  const retriers = state.Retry ?? [];
  const [first, ...later] = notReady.length > 0 ? retriers : [undefined, ...retriers];
  const missing = transient.filter((error) => !later.some((retrier) => retries(retrier, error)));
  const known = new Set([...notReady, ...transient, ...WILDCARDS]);
  const unknown = retriers.flatMap(({ ErrorEquals }) => ErrorEquals).filter((error) => !known.has(error));
  return [
    ...(notReady.length > 0 ? notReadyProblems(name, first, notReady) : []),
    ...(missing.length > 0 ? [`'${name}' does not retry ${missing.join(', ')}`] : []),
    ...(unknown.length > 0 ? [`'${name}' retries ${unknown.join(', ')}, which nothing answers with`] : []),
    ...(later.some((retrier) => retrier?.JitterStrategy !== 'FULL') ? [`'${name}' retries without jitter`] : []),
  ];
}

function notReadyProblems(name: string, first: Retrier | undefined, errors: readonly string[]): string[] {
  const missing = errors.filter((error) => !first?.ErrorEquals.includes(error));
  if (first === undefined || missing.length > 0)
    return [`the first retrier of '${name}' does not name ${missing.join(', ')}`];
  const seconds = leastWait(first);
  return seconds < READY_WITHIN
    ? [`'${name}' waits only ${seconds} s for a function that is not ready, it must be ${READY_WITHIN} s`]
    : [];
}

/** Seconds for which a retrier waits in all, at the least. */
function leastWait({
  IntervalSeconds = 1,
  MaxAttempts = 3,
  BackoffRate = 2,
  MaxDelaySeconds = Number.POSITIVE_INFINITY,
  JitterStrategy,
}: Retrier): number {
  if (JitterStrategy === 'FULL') return 0;
  const waits = Array.from({ length: MaxAttempts }, (_, attempt) => IntervalSeconds * BackoffRate ** attempt);
  return waits.reduce((sum, wait) => sum + Math.min(wait, MaxDelaySeconds), 0);
}

/** Retriers and catchers that are never reached, and that Step Functions refuses: `States.ALL` stands alone and last. */
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

function retries(retrier: Retrier | undefined, error: string): boolean {
  return [error, ...WILDCARDS].some((name) => retrier?.ErrorEquals.includes(name));
}
