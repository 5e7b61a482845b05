import {
  type DeleteMarkerEntry,
  type ObjectVersion as ListedVersion,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** One version of an object, or a delete marker. */
export interface ObjectVersion {
  readonly key: string;
  readonly versionId: string;
  /** Absent for delete markers. */
  readonly etag?: string;
  /** Size in bytes; 0 for delete markers. */
  readonly size: number;
  /** Time of the upload or deletion, to the second. */
  readonly lastModified: Date;
  readonly isLatest: boolean;
}

/**
 * Lists all stored versions of the objects whose keys begin with `prefix`, and all delete markers of these keys. Each
 * page of S3's answer gives the versions first, then the delete markers. Both lists are sorted by key and, for equal
 * keys, from the newest to the oldest. Source: Amazon S3 API reference, ListObjectVersions, November 2026.
 */
export async function* objectVersions(s3: S3Client, bucket: string, prefix: string): AsyncGenerator<ObjectVersion> {
  let page: ListObjectVersionsCommandOutput | undefined;
  do {
    page = await s3.send(
      new ListObjectVersionsCommand({
        Bucket: bucket,
        Prefix: prefix,
        KeyMarker: page?.NextKeyMarker,
        VersionIdMarker: page?.NextVersionIdMarker,
      }),
    );
    for (const version of page.Versions ?? [])
      yield { ...versionOf(version), etag: version.ETag ?? '', size: version.Size ?? 0 };
    for (const marker of page.DeleteMarkers ?? []) yield versionOf(marker);
  } while (page.IsTruncated);
}

function versionOf({
  Key: key = '',
  VersionId: versionId = '',
  LastModified: lastModified = new Date(0),
  IsLatest: isLatest = false,
}: ListedVersion | DeleteMarkerEntry): ObjectVersion {
  return { key, versionId, size: 0, lastModified, isLatest };
}
