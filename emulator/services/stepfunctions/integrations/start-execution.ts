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

/** Members of DescribeExecution in the result of `.sync` (recorded on AWS). */
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

/** Rule by which Step Functions learns that a child has ended. A child is an execution that a Task has started. */
const MANAGED_RULE = 'rule/StepFunctionsGetEventsForStepFunctionsExecutionRule';
const MANAGED_RULE_ACTIONS = ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'];

/** Integration `arn:<partition>:states:::states:startExecution`: starts the child and does not wait for it. */
export const startExecution: Integration = {
  resourceType: 'states',
  resource: 'startExecution',
  arguments: ARGUMENTS,
  async run(request) {
    return startResponse(await withErrorStyle(ERRORS, request, () => start(request)), request);
  },
};

/** Integration `arn:<partition>:states:::states:startExecution.sync:2`: waits for the child and parses its output. */
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

/** Starts the child, and waits for the response even after an abort. Otherwise, the parent might not know its child. */
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
 * Checks the permissions that `.sync` needs on the managed rule and on the child. AWS checks them when the parent's
 * state machine is created or updated. The emulator checks them at each start, because Terraform may attach the role's
 * policy after it creates the machine.
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
 * Waits for the child to end. Stops it when the parent is stopped or times out, or a sibling branch or iteration fails, but not when only
 * the Task times out.
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

/** Tries to stop the child. As on AWS, the child runs on if the role may not stop it. */
async function stop(executionArn: string, { aws, caller }: TaskRequest['execution']): Promise<void> {
  try {
    await aws.call('states', 'StopExecution', { executionArn }, caller);
  } catch (error) {
    if (!(error instanceof ServiceError)) aws.clock.fail(error);
  }
}

/**
 * Returns the description of a successful child, in PascalCase and with its input and output parsed.
 * @throws StatesError `States.TaskFailed` for any other child; the cause of the error is the same description
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

/** Converts a member of the description. Only `inputDetails` and `outputDetails` have members of their own. */
function detail(value: unknown): Json {
  if (!isObject(value) || value instanceof Date) return toJson(value, epochMilliseconds);
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [pascalCase(name), toJson(member, epochMilliseconds)]),
  );
}
