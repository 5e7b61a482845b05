import { GetObjectCommand } from '@aws-sdk/client-s3';
import { objectVersions } from '../lib/aws/object-versions';
import { acceptedState, type DesiredState } from '../lib/parameter-file/desired-state';
import type { FileReference } from '../lib/record-table/file-reference';
import type { DeployedAws } from './aws';

/** What a version of a parameter file describes; undefined if that version is deleted, or not valid in this release. */
export async function readState(aws: DeployedAws, accepted: FileReference): Promise<DesiredState | undefined> {
  const content = await readFile(aws, accepted);
  return content && acceptedState(content, accepted).state;
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
