import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { FileReference } from './file-reference';

/** Where the record table keeps the latest accepted parameter file of a dataset group. */
export function acceptedFileKey(datasetGroup: string): Record<string, AttributeValue> {
  return { datasetGroup: { S: datasetGroup }, item: { S: 'parameter-file' } };
}

export function acceptedFileOf(item: Readonly<Record<string, AttributeValue>>): FileReference {
  return { bucket: item.bucket?.S ?? '', key: item.key?.S ?? '', versionId: item.versionId?.S ?? '' };
}
