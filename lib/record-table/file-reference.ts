import type { Values } from '../parameter-file/placeholders';
import { type Attributes, textOf } from './item';

/** One version of one parameter file, which state machines carry in place of the file. */
export interface FileReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
  /**
   * Values of the file's placeholders when the file was accepted. Later values take effect only with another upload.
   * Absent without placeholders.
   */
  readonly values?: Values;
}

/** Only the reference, without other members of the value. */
export function referenceOf({ bucket, key, versionId, values }: FileReference): FileReference {
  return { bucket, key, versionId, ...(values && { values }) };
}

/** The values of an item, as {@link valuesText} writes them. */
export function valuesOf({ values }: Attributes): Pick<FileReference, 'values'> {
  return values === undefined ? {} : { values: JSON.parse(textOf(values)) as Values };
}

export function valuesText({ values }: FileReference): string | undefined {
  return values && JSON.stringify(values);
}

export function uriOf({ bucket, key }: Pick<FileReference, 'bucket' | 'key'>): string {
  return `s3://${bucket}/${key}`;
}

/** @returns undefined if the text is not a URI that {@link uriOf} gives */
export function fileOf(
  uri: string,
  versionId: string,
  values: Pick<FileReference, 'values'>,
): FileReference | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, versionId, ...values };
}
