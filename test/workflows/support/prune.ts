import type { Account } from '../../support/account';
import { parameterFileKey } from '../../support/sample';

/** Starts a run that deletes resources by their ARNs, as a person does with the command. */
export async function prune(account: Account, resources: readonly string[], version?: string): Promise<void> {
  const { dataBucket: bucket } = account.local.names;
  const key = parameterFileKey('small');
  const { VersionId } = await account.call<{ VersionId: string }>('s3', 'HeadObject', { Bucket: bucket, Key: key });
  const request = {
    datasetGroup: 'small',
    workflow: 'removal',
    trigger: 'prune',
    file: { bucket, key, versionId: version ?? VersionId },
    removal: { resources, by: 'an operator' },
  };
  const stateMachineArn = account.machineArn('run');
  await account.call('states', 'StartExecution', { stateMachineArn, input: JSON.stringify(request) });
}

/** Stops the newest run in progress. */
export async function stopRun(account: Account): Promise<void> {
  const [execution] = await account.executions('run', 'RUNNING');
  if (execution !== undefined)
    await account.call('states', 'StopExecution', { executionArn: execution.executionArn, cause: 'Manual stop.' });
}
