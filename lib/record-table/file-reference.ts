import type { Values } from '../parameter-file/placeholders';
import { type Attributes, textOf } from './item';

/** One version of one parameter file, which state machines carry in place of the file. */
export interface FileReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /**
   * Values of the file's placeholders when the file was accepted. Later values take effect only with another upload.
   * Absent if the file has no placeholders.
   */
  readonly values?: Values;
}

/** A copy that has only the members of a reference. */
export function referenceOf({ bucket, key, versionId, values }: FileReference): FileReference {
  return { bucket, key, versionId, ...(values && { values }) };
}

/** Values of the placeholders in an item. The item has these values as a text from {@link valuesText}. */
export function valuesOf({ values }: Attributes): Pick<FileReference, 'values'> {
  return values === undefined ? {} : { values: JSON.parse(textOf(values)) as Values };
}

export function valuesText({ values }: FileReference): string | undefined {
  return values && JSON.stringify(values);
}

export function uriOf({ bucket, key }: Pick<FileReference, 'bucket' | 'key'>): string {
  return `s3://${bucket}/${key}`;
}

/** @returns undefined if `uri` does not have the form that {@link uriOf} gives */
export function fileOf(
  uri: string,
  versionId: string,
  values: Pick<FileReference, 'values'>,
): FileReference | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, versionId, ...values };
}
