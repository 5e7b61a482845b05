/** One version of one parameter file: what state machines carry in place of the file. */
export interface FileReference {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}
