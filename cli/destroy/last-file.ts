import { GetObjectCommand } from '@aws-sdk/client-s3';
import { objectVersions } from '../../aws/object-versions';
import { readAcceptedFile } from '../../parameter-file/check-file';
import { desiredState } from '../../parameter-file/desired-state';
import { schemaArn } from '../../personalize/arn';
import type { FileReference } from '../../record-table/file-reference';
import type { DeployedAws } from '../aws';
import { recentRuns } from '../runs';

/** Names from the parameter file of a dataset group: its run may have failed before it created any of them. */
export interface LastFile {
  readonly key: string;
  /** False if the group was destroyed before: then the file is that of its last run. */
  readonly isAccepted: boolean;
  /** Of its datasets; none if that version of the file is deleted. */
  readonly csvNames: readonly string[];
  /** ARNs. */
  readonly schemas: readonly string[];
}

/** Runs that are read to find the last one with a file: refused files are recorded among them. */
const RUNS_READ = 100;

/** @returns undefined if the history of runs has no accepted file of the group */
export async function lastFile(aws: DeployedAws, datasetGroup: string): Promise<LastFile | undefined> {
  const accepted = await aws.acceptedFiles.find(datasetGroup);
  const file = accepted ?? (await fileOfLastRun(aws, datasetGroup));
  if (file === undefined) return undefined;
  return { key: file.key, isAccepted: accepted !== undefined, ...(await namesIn(aws, file)) };
}

async function fileOfLastRun(aws: DeployedAws, datasetGroup: string): Promise<FileReference | undefined> {
  const runs = await recentRuns(aws, datasetGroup, RUNS_READ);
  const last = runs.find(({ status, file }) => status !== 'REFUSED' && file !== '');
  const bucket = `s3://${aws.names.dataBucket}/`;
  if (last === undefined || !last.file.startsWith(bucket)) return undefined;
  const { file, fileVersion: versionId } = last;
  return { bucket: aws.names.dataBucket, key: file.slice(bucket.length), versionId };
}

async function namesIn(aws: DeployedAws, file: FileReference): Promise<Pick<LastFile, 'csvNames' | 'schemas'>> {
  const content = await read(aws, file);
  const parsed = content && readAcceptedFile(content).file;
  const datasets = parsed === undefined ? [] : desiredState(parsed).datasets;
  return {
    csvNames: datasets.map(({ csvName }) => csvName),
    schemas: datasets.map(({ schema }) => schemaArn(aws.scope, schema.name)),
  };
}

/** @returns undefined if the version is deleted */
async function read({ s3 }: DeployedAws, file: FileReference): Promise<Uint8Array | undefined> {
  const { bucket, key, versionId } = file;
  for await (const version of objectVersions(s3, bucket, key)) {
    if (version.key !== key || version.versionId !== versionId) continue;
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    return object.Body?.transformToByteArray();
  }
  return undefined;
}
