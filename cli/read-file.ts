import { GetObjectCommand } from '@aws-sdk/client-s3';
import { objectVersions } from '../lib/aws/object-versions';
import { acceptedState, type DesiredState } from '../lib/parameter-file/desired-state';
import type { ContentInForce } from '../lib/parameter-file/validate';
import type { FileReference } from '../lib/record-table/file-reference';
import type { DeployedAws } from './aws';

/**
 * Desired state of one version of a parameter file. Undefined if the version was deleted, or is invalid in this
 * release.
 */
export async function readState(aws: DeployedAws, accepted: FileReference): Promise<DesiredState | undefined> {
  const content = await readFile(aws, accepted);
  return content && acceptedState(content, accepted).state;
}

/**
 * Content of a dataset group's parameter file in force. Undefined if no file is in force, or if its version was
 * deleted.
 */
export async function readInForce(aws: DeployedAws, datasetGroup: string): Promise<ContentInForce | undefined> {
  const file = await aws.filesInForce.find(datasetGroup);
  const content = file && (await readFile(aws, file));
  return content && { content, values: file?.values };
}

async function readFile({ s3 }: DeployedAws, file: FileReference): Promise<Uint8Array | undefined> {
  const { bucket, key, versionId } = file;
  for await (const version of objectVersions(s3, bucket, key)) {
    if (version.key !== key || version.versionId !== versionId) continue;
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    return object.Body?.transformToByteArray();
  }
  return undefined;
}
