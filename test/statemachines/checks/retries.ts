import { type Machine, type Retrier, statesOf } from './machine';

interface Integration {
  readonly resource: RegExp;
  /** Errors that pass by themselves, which each Task of the integration must try again. */
  readonly transient: readonly string[];
}

/** AWS's recommendation for each service (Step Functions developer guide), and how a Lambda sandbox dies. */
const INTEGRATIONS: readonly Integration[] = [
  {
    resource: /:states:::lambda:invoke/,
    transient: [
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.TooManyRequestsException',
      'Lambda.Unknown',
      'Sandbox.Timedout',
      'Runtime.ExitError',
    ],
  },
  {
    resource: /:states:::states:startExecution/,
    transient: [
      'StepFunctions.ExecutionLimitExceededException',
      'StepFunctions.ThrottlingException',
      'StepFunctions.AWSStepFunctionsException',
      'StepFunctions.SdkClientException',
    ],
  },
  {
    resource: /:states:::sns:publish/,
    transient: ['SNS.InternalErrorException', 'SNS.ThrottledException', 'SNS.SdkClientException'],
  },
];

const EVERYTHING = 'States.ALL';

/** Tasks that do not try again what passes by itself, or that all try again at the same moment. */
export function retryProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) => {
    if (state.Type !== 'Task') return [];
    const integration = INTEGRATIONS.find(({ resource }) => resource.test(state.Resource ?? ''));
    if (integration === undefined)
      return [`'${name}' calls ${state.Resource}, whose transient errors are not known`];
    const retriers = state.Retry ?? [];
    const missing = integration.transient.filter(
      (error) => !retriers.some((retrier) => retries(retrier, error)),
    );
    return [
      ...(missing.length > 0 ? [`'${name}' does not retry ${missing.join(', ')}`] : []),
      ...(retriers.some(({ JitterStrategy }) => JitterStrategy !== 'FULL')
        ? [`'${name}' retries without jitter`]
        : []),
    ];
  });
}

/** Retriers and catchers that are never reached, and that Step Functions refuses: `States.ALL` stands alone and last. */
export function orderProblems(machine: Machine): string[] {
  return [...statesOf(machine)].flatMap(({ name, state }) =>
    [state.Retry ?? [], state.Catch ?? []].flatMap((handlers) => {
      const position = handlers.findIndex(({ ErrorEquals }) => ErrorEquals.includes(EVERYTHING));
      if (position < 0) return [];
      return [
        ...(position < handlers.length - 1 ? [`'${name}' handles errors after ${EVERYTHING}`] : []),
        ...(handlers[position]?.ErrorEquals.length === 1
          ? []
          : [`'${name}' names errors beside ${EVERYTHING}`]),
      ];
    }),
  );
}

function retries({ ErrorEquals }: Retrier, error: string): boolean {
  return [error, EVERYTHING, 'States.TaskFailed'].some((name) => ErrorEquals.includes(name));
}
