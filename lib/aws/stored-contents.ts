import type { ObjectVersion } from './object-versions';

/** The state of an object, now or at the requested time: its content, or its removal. */
export interface DataFile {
  readonly key: string;
  /**
   * Absent if the object was removed. Different contents have different ETags. Equal contents may have different ETags too, if a KMS key
   * encrypts them or if they were uploaded in parts.
   */
  readonly etag?: string;
  /** Time of the last change, to the second. Expired versions do not count, because only stored versions are read. */
  readonly changedAt: Date;
  /** Size in bytes, only for an object that is yet to be uploaded. */
  readonly size?: number;
  /** Absent if the object was removed, or is yet to be uploaded. */
  readonly version?: Pick<ObjectVersion, 'versionId' | 'size'>;
}

/**
 * The current content of each key, or its removal, with the time of the last change.
 * @param versions stored versions and delete markers. For each key, versions are sorted from the newest to the oldest, and so are delete
 * markers
 */
export function storedContents(versions: readonly ObjectVersion[]): readonly DataFile[] {
  const byKey = new Map<string, ObjectVersion[]>();
  for (const version of versions) {
    const known = byKey.get(version.key);
    if (known === undefined) byKey.set(version.key, [version]);
    else known.push(version);
  }
  return [...byKey]
    .map(([key, ofKey]) => storedContent(key, ofKey))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/**
 * The stored versions that already existed at `time`. Versions that have expired since then are missing. `isLatest` is true for the version
 * that was the newest of its key at `time`.
 */
export function versionsAt(time: Date, versions: readonly ObjectVersion[]): readonly ObjectVersion[] {
  const until = versions.filter(({ lastModified }) => lastModified <= time);
  const newest = new Map<string, ObjectVersion>();
  for (const version of until) {
    const known = newest.get(version.key);
    if (known === undefined || known.lastModified < version.lastModified) newest.set(version.key, version);
  }
  return until.map((version) => ({ ...version, isLatest: newest.get(version.key) === version }));
}

/**
 * The current content of one key, or its removal. A new upload with an equal ETag does not count as a change, unless the object was removed
 * in between. If the earlier versions have expired, however, the time of the new upload counts as the time of the last change.
 */
function storedContent(key: string, versions: readonly ObjectVersion[]): DataFile {
  const contents = versions.filter(({ etag }) => etag !== undefined);
  const removals = versions.filter(({ etag }) => etag === undefined);
  const latest = contents.find(({ isLatest }) => isLatest);
  if (latest === undefined) return { key, changedAt: removals[0]?.lastModified ?? new Date(0) };
  let since = latest;
  for (const older of contents.slice(contents.indexOf(latest) + 1)) {
    if (older.etag !== latest.etag || removals.some((removal) => isBetween(older, removal, since))) break;
    since = older;
  }
  return { key, etag: latest.etag ?? '', changedAt: since.lastModified, version: latest };
}

/** True if the removal was between the two uploads. Times have whole seconds, so a removal in the same second as an upload counts too. */
function isBetween(older: ObjectVersion, removal: ObjectVersion, newer: ObjectVersion): boolean {
  return removal.lastModified >= older.lastModified && removal.lastModified <= newer.lastModified;
}
