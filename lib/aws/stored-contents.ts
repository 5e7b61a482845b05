import type { ObjectVersion } from './object-versions';

/** The current content of a key, or its removal. */
export interface DataFile {
  readonly key: string;
  /**
   * Absent if the object was removed. Different content has different ETags. Equal content may have different ones too, if a KMS key
   * encrypts it or it was uploaded in parts.
   */
  readonly etag?: string;
  /** Time of the last change, to the second, as far as the stored versions of the key show it. */
  readonly changedAt: Date;
  /** Size in bytes of an object that is yet to be uploaded. */
  readonly size?: number;
  /** Absent if the object was removed, or is yet to be uploaded. */
  readonly version?: Pick<ObjectVersion, 'versionId' | 'size'>;
}

/**
 * The current content of each key, with the time of its last change.
 * @param versions newest first for each key
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
 * The versions that existed at a time, except those that have expired since. `isLatest` marks the newest version of each key at that time.
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

/** The current content of one key. A new upload with an equal ETag is not a change, but may seem to be one if old versions have expired. */
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

/** True if the removal is between the two uploads. Times are whole seconds, so equal times count as between. */
function isBetween(older: ObjectVersion, removal: ObjectVersion, newer: ObjectVersion): boolean {
  return removal.lastModified >= older.lastModified && removal.lastModified <= newer.lastModified;
}
