import type { Account } from '../../support/account';
import type { Machine } from '../../support/machine';

/** Gives executions of the state machine that start during `use` the edited definition. */
export async function withEditedMachine(
  account: Account,
  machine: string,
  edit: (definition: Machine) => void,
  use: () => Promise<void>,
): Promise<void> {
  const stateMachineArn = account.machineArn(machine);
  const { definition } = await account.call<{ definition: string }>('states', 'DescribeStateMachine', {
    stateMachineArn,
  });
  const edited = JSON.parse(definition) as Machine;
  edit(edited);
  await account.call('states', 'UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(edited) });
  try {
    await use();
  } finally {
    await account.call('states', 'UpdateStateMachine', { stateMachineArn, definition });
  }
}
