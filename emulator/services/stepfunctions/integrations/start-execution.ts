import { ServiceError } from '../../../core/service';
import { Aborted, StatesError } from '../errors';
import { abortable } from '../interpreter/cancellation';
import { isObject, type Json, type JsonObject } from '../json';
import { callService, callToTheEnd } from './call-service';
import type { Integration, TaskRequest } from './integration';
import { type ErrorStyle, withErrorStyle, withSdkMetadata } from './optimized';
import { pascalCase } from './pascal-case';
import { asText, epochMilliseconds, sorted, toJson } from './to-json';

const ERRORS: ErrorStyle = {
  prefix: 'StepFunctions',
  serviceName: 'AWSStepFunctions',
  unmodelled: 'AWSStepFunctionsException',
  modelled: [
    'ExecutionAlreadyExists',
    'ExecutionDoesNotExist',
    'ExecutionLimitExceeded',
    'InvalidArn',
    'InvalidExecutionInput',
    'InvalidName',
    'StateMachineDeleting',
    'StateMachineDoesNotExist',
    'Validation',
  ],
};

const ARGUMENTS = { required: ['StateMachineArn'], optional: ['Input', 'Name', 'TraceHeader'] };

/** Members of DescribeExecution that the result of `.sync:2` contains (recorded on AWS). */
const RESULT_MEMBERS: readonly string[] = [
  'cause',
  'error',
  'executionArn',
  'input',
  'inputDetails',
  'name',
  'output',
  'outputDetails',
  'startDate',
  'stateMachineArn',
  'status',
  'stopDate',
];

/** EventBridge rule that notifies Step Functions of the end of a child. A child is an execution that a Task has started. */
const MANAGED_RULE = 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';
const MANAGED_RULE_ACTIONS = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/** Integration `arn:<partition>:states:::states:startExecution`. Starts the child, and does not wait for the child's end. */
export const startExecution: Integration = {
  resourceType: 'states',
  resource: 'startExecution',
  arguments: ARGUMENTS,
  async run(request) {
    return startResponse(await withErrorStyle(ERRORS, request, () => start(request)), request);
  },
};

/** Integration `arn:<partition>:states:::states:startExecution.sync:2`. Waits for the child's end, and parses the child's output. */
export const startExecutionSync: Integration = {
  resourceType: 'states',
  resource: 'startExecution.sync:2',
  arguments: ARGUMENTS,
  async run(request) {
    const child = await withErrorStyle(ERRORS, request, () => {
      checkSyncPermissions(request);
      return start(request);
    });
    await endOf(child, request);
    const description = await withErrorStyle(ERRORS, request, () =>
      callService(request, 'states', 'DescribeExecution', { executionArn: child.executionArn }),
    );
    return resultOf(description);
  },
};

interface Child {
  readonly executionArn: string;
  readonly startDate: Date;
}

/** Starts the child. Waits for the response even after an abort, because `endOf` needs the child's ARN to stop the child. */
async function start(request: TaskRequest): Promise<Child> {
  const { StateMachineArn, Input, Name, TraceHeader } = request.arguments;
  const response = await callToTheEnd(request, 'states', 'StartExecution', {
    stateMachineArn: StateMachineArn,
    input: asText(Input ?? {}),
    ...(Name !== undefined && { name: Name }),
    ...(TraceHeader !== undefined && { traceHeader: TraceHeader }),
  });
  if (!isObject(response) || typeof response.executionArn !== 'string' || !(response.startDate instanceof Date)) {
    throw new Error('StartExecution responded without executionArn and startDate.');
  }
  return { executionArn: response.executionArn, startDate: response.startDate };
}

/**
 * Checks the permissions that `.sync:2` needs on the managed rule and on the child. AWS checks these permissions when the
 * parent's state machine is created or updated. The emulator checks them at each start of a child, because Terraform may
 * create the machine before it attaches the role's policy.
 */
function checkSyncPermissions({ arguments: { StateMachineArn, Name }, execution: { aws, caller } }: TaskRequest): void {
  const rule = aws.arn('events', MANAGED_RULE);
  for (const action of MANAGED_RULE_ACTIONS) aws.authorize(caller, { action, resource: rule });
  const child = `${String(StateMachineArn).replace(':stateMachine:', ':execution:')}:${Name ?? '*'}`;
  for (const action of ['states:DescribeExecution', 'states:StopExecution']) {
    aws.authorize(caller, { action, resource: child });
  }
}

function startResponse({ executionArn, startDate }: Child, request: TaskRequest): JsonObject {
  return withSdkMetadata({ ExecutionArn: executionArn, StartDate: startDate.getTime() }, request);
}

/**
 * Waits for the child to end. Stops the child if the parent is stopped or times out, or if a sibling of the Task's branch or iteration fails.
 * Does not stop the child if only the Task times out.
 */
async function endOf(child: Child, request: TaskRequest): Promise<void> {
  const { execution, signal } = request;
  try {
    request.submitted(startResponse(child, request));
    await abortable(execution.ended(child.executionArn), signal);
  } catch (error) {
    if (error instanceof Aborted) await stop(child.executionArn, execution);
    throw error;
  }
}

/** Tries to stop the child. If the role has no permission to stop the child, the child continues, as on AWS. */
async function stop(executionArn: string, { aws, caller }: TaskRequest['execution']): Promise<void> {
  try {
    await aws.call('states', 'StopExecution', { executionArn }, caller);
  } catch (error) {
    if (!(error instanceof ServiceError)) aws.clock.fail(error);
  }
}

/**
 * Returns the description of a child that has succeeded, in PascalCase and with parsed input and output.
 * @throws StatesError `States.TaskFailed` if the child has not succeeded. The error's cause is the description, as JSON text
 */
function resultOf(description: unknown): Json {
  if (!isObject(description)) throw new Error('DescribeExecution responded without an object.');
  const members = Object.entries(description).filter(
    ([name, value]) => RESULT_MEMBERS.includes(name) && value !== undefined,
  );
  const result = sorted(
    Object.fromEntries(
      members.map(([name, value]) => [
        pascalCase(name),
        name === 'input' || name === 'output' ? JSON.parse(String(value)) : detail(value),
      ]),
    ),
  );
  if (result.Status !== 'SUCCEEDED') throw new StatesError('States.TaskFailed', JSON.stringify(result));
  return result;
}

/** Converts a member of the description. The only members that are objects are `inputDetails` and `outputDetails`. */
function detail(value: unknown): Json {
  if (!isObject(value) || value instanceof Date) return toJson(value, epochMilliseconds);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [pascalCase(name), toJson(member, epochMilliseconds)]),
  );
}
