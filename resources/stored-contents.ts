import type { ObjectVersion } from './object-versions';

/** What lies under a key now, or was removed from there. */
export interface DataFile {
  readonly key: string;
  readonly isRemoved: boolean;
  /**
   * Stands for its content, or its removal: the same if equal content was uploaded again, another one if the content has
   * changed and changed back.
   */
  readonly revision: string;
  /** Since when it has this content, or is removed; to the second. */
  readonly changedAt: Date;
}

/**
 * What lies under each key, in the order of the keys, and since when.
 * @param versions with those of a key from newest to oldest
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
 * The oldest version since which the content has not changed tells it apart from the same content of another time. Where
 * old versions have expired, that may be a younger one: what was read then seems to have changed, and is read once more.
 */
function storedContent(key: string, versions: readonly ObjectVersion[]): DataFile {
  const contents = versions.filter(({ etag }) => etag !== undefined);
  const removals = versions.filter(({ etag }) => etag === undefined);
  const latest = contents.find(({ isLatest }) => isLatest);
  if (latest === undefined) {
    const [removal] = removals;
    return {
      key,
      isRemoved: true,
      revision: `removed ${removal?.versionId}`,
      changedAt: removal?.lastModified ?? new Date(0),
    };
  }
  let since = latest;
  for (const older of contents.slice(contents.indexOf(latest) + 1)) {
    if (older.etag !== latest.etag || removals.some((removal) => isBetween(older, removal, since))) break;
    since = older;
  }
  return {
    key,
    isRemoved: false,
    revision: `${latest.etag} ${since.versionId}`,
    changedAt: since.lastModified,
  };
}

/** In doubt: times are in seconds. */
function isBetween(older: ObjectVersion, removal: ObjectVersion, newer: ObjectVersion): boolean {
  return removal.lastModified >= older.lastModified && removal.lastModified <= newer.lastModified;
}
