import type { ParameterStore } from '../../aws/parameter-store';
import type { DesiredState } from '../../parameter-file/desired-state';
import { desiredParameters, type ParameterAccount } from './desired-parameters';

export type GroupParameters = Pick<ParameterStore, 'read' | 'put' | 'delete'>;

/** Path of a dataset group's SSM parameters. */
export function pathOfGroup(deployment: string, datasetGroup: string): string {
  return `/${deployment}/groups/${datasetGroup}`;
}

/**
 * Writes and deletes parameters of a dataset group so that they match {@link desiredParameters}.
 * @param state desired state of the file in force
 */
export async function publishParameters(
  state: DesiredState,
  parameters: GroupParameters,
  account: ParameterAccount,
): Promise<void> {
  const published = await parameters.read();
  const desired = await desiredParameters(state, published, account);
  for (const [name, value] of desired) if (published.get(name) !== value) await parameters.put(name, value);
  for (const name of published.keys()) if (!desired.has(name)) await parameters.delete(name);
}
