import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { UPLOAD_WORKFLOW } from '../../parameter-file/workflows';
import { uriOf } from '../../record-table/file-reference';
import { RETRY_TRIGGER, type RunRequest } from '../../record-table/run-request';
import { DeployedAws } from '../aws';
import { CliFailure } from '../failure';
import type { AwsOptions } from '../options';
import { Output } from '../output';

/**
 * Runs the accepted parameter file again, as an upload of it would. A run of it that is in progress goes on: the new one waits for its locks.
 * @throws CliFailure if the dataset group has no accepted file
 */
export async function retry(datasetGroup: string, options: AwsOptions): Promise<number> {
  const output = new Output(options.json);
  const aws = await DeployedAws.open(options);
  const accepted = await aws.acceptedFiles.find(datasetGroup);
  if (accepted === undefined) {
    throw new CliFailure(
      `Dataset group '${datasetGroup}' has no accepted parameter file.`,
      'Upload one: `personalize-mlops upload`. `personalize-mlops status` lists the dataset groups.',
    );
  }
  const { bucket, key, versionId } = accepted;
  const file = { bucket, key, versionId };
  const request: RunRequest = { datasetGroup, workflow: UPLOAD_WORKFLOW, trigger: RETRY_TRIGGER, file };
  const { executionArn = '' } = await aws.sfn.send(
    new StartExecutionCommand({ stateMachineArn: aws.names.runStateMachineArn, input: JSON.stringify(request) }),
  );
  output.document({ datasetGroup, file, execution: executionArn });
  output.line(`${uriOf(file)}, version ${versionId}, is running again: ${executionArn}`);
  output.line(`Follow it with \`personalize-mlops status ${datasetGroup} --watch\`.`);
  return 0;
}
