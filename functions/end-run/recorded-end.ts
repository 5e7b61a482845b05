import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { FileReference } from '../../record-table/file-reference';
import type { Failure } from './failure';

/** What a run's record says once its end is in it: who hears only that an execution was stopped knows less. */
export interface RecordedEnd {
  /** Empty if the run ended before it was known. */
  readonly workflow: string;
  readonly file?: FileReference;
  readonly failure?: Failure;
}

export function recordedEnd(item: Readonly<Record<string, AttributeValue>>): RecordedEnd {
  const { workflow, file, fileVersion, error, cause } = item;
  const reference = fileOf(file?.S ?? '', fileVersion?.S ?? '');
  return {
    workflow: workflow?.S ?? '',
    ...(reference && { file: reference }),
    ...(error?.S && { failure: { error: error.S, cause: cause?.S ?? '' } }),
  };
}

/** As records name a file. */
export function uriOf({ bucket, key }: FileReference): string {
  return `s3://${bucket}/${key}`;
}

function fileOf(uri: string, versionId: string): FileReference | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, versionId };
}
