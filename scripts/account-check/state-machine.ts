import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { Role } from './role';
import type { Sandbox } from './sandbox';

const STATES_ROLE: Role = {
  service: 'states.amazonaws.com',
  allows: ['states:StartExecution', 'dynamodb:DescribeTable'],
};

/** @returns ARN of a new state machine in JSONata that begins with the first state */
export async function stateMachine(
  sandbox: Sandbox,
  States: Readonly<Record<string, object>>,
  more: { readonly tracingConfiguration?: { readonly enabled: boolean } } = {},
): Promise<string> {
  const roleArn = await sandbox.once('role of state machines', (shared) => shared.role(STATES_ROLE));
  const definition = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(States)[0], States });
  const input = { name: sandbox.name(), roleArn, definition, ...more };
  return (await sandbox.clients.sfn.send(new CreateStateMachineCommand(input))).stateMachineArn ?? '';
}

/** Runs a state machine. @returns its execution, which has ended */
export async function execute(sandbox: Sandbox, stateMachineArn: string): Promise<DescribeExecutionCommandOutput> {
  const { sfn } = sandbox.clients;
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
  return sandbox.until(async () => {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === 'RUNNING' ? undefined : execution;
  });
}
