/** One version of one parameter file: what state machines carry in place of the file. */
export interface FileReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

export function uriOf({ bucket, key }: Omit<FileReference, 'versionId'>): string {
  return `s3://${bucket}/${key}`;
}

/** @returns undefined for a text that is not {@link uriOf} any file */
export function fileOf(uri: string, versionId: string): FileReference | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, versionId };
}
