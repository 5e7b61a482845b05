import type { Statement } from '../iam/policy-document';
import { s3Error } from './errors';

/** Attributes that a write sets in addition to the object's content. All are members of PutObject's input. */
export interface ObjectAttributes {
  readonly CacheControl?: string;
  readonly ContentDisposition?: string;
  readonly ContentEncoding?: string;
  readonly ContentLanguage?: string;
  readonly ContentType?: string;
  readonly Expires?: Date | string;
  readonly StorageClass?: string;
  readonly ServerSideEncryption?: string;
  readonly SSEKMSKeyId?: string;
  readonly BucketKeyEnabled?: boolean;
  readonly Metadata?: Readonly<Record<string, string>>;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export interface StoredObject {
  readonly key: string;
  /** Version id. It is the text `null` if versioning was not enabled when the object was written. */
  readonly versionId: string;
  readonly lastModified: Date;
  readonly deleteMarker: false;
  readonly body: Uint8Array;
  /** ETag including its quotes, as in the HTTP header. */
  readonly eTag: string;
  readonly attributes: ObjectAttributes;
  /** Checksums by member name, e.g. `ChecksumCRC32`. */
  readonly checksums: Readonly<Record<string, string>>;
  tags: readonly Tag[];
}

export interface DeleteMarker {
  readonly key: string;
  readonly versionId: string;
  readonly lastModified: Date;
  readonly deleteMarker: true;
}

export type Version = StoredObject | DeleteMarker;

export interface Upload {
  readonly uploadId: string;
  readonly key: string;
  readonly initiated: Date;
  readonly attributes: ObjectAttributes;
  readonly tags: readonly Tag[];
  readonly parts: Map<number, Part>;
}

export interface Part {
  readonly body: Uint8Array;
  readonly eTag: string;
  readonly lastModified: Date;
}

export interface BucketPolicy {
  readonly text: string;
  readonly statements: readonly Statement[];
}

/** Version id of objects written while versioning is not enabled. */
export const NULL_VERSION = 'null';

/** A bucket with every version of its objects. */
export class Bucket {
  /** Current document of each setting. The keys are the names in `Put<name>`, e.g. `BucketEncryption`. */
  readonly settings = new Map<string, unknown>();
  readonly uploads = new Map<string, Upload>();
  /** Responses of CompleteMultipartUpload by upload id. A client that repeats the call gets the same response. */
  readonly completed = new Map<string, object>();
  policy: BucketPolicy | undefined;
  /** Versions by key, the newest first. */
  private readonly objects = new Map<string, Version[]>();
  /** Keys in the order of their UTF-8 bytes. Writes keep this list sorted, because listings are much more frequent than new keys. */
  private readonly sortedKeys: string[] = [];

  constructor(
    readonly name: string,
    readonly created: Date,
  ) {}

  /** Versioning state; undefined if it was never set. */
  get versioning(): 'Enabled' | 'Suspended' | undefined {
    return (this.settings.get('BucketVersioning') as { Status?: 'Enabled' | 'Suspended' } | undefined)?.Status;
  }

  get empty(): boolean {
    return this.objects.size === 0;
  }

  /** Returns the keys with a prefix, in the order of their UTF-8 bytes, as S3 lists them. */
  keys(prefix = ''): readonly string[] {
    const from = this.placeOf(prefix);
    let to = from;
    while (this.sortedKeys[to]?.startsWith(prefix)) to += 1;
    return this.sortedKeys.slice(from, to);
  }

  /** Returns the versions of a key, the newest first. Returns an empty list if the key does not exist. */
  versions(key: string): readonly Version[] {
    return this.objects.get(key) ?? [];
  }

  latest(key: string): Version | undefined {
    return this.objects.get(key)?.[0];
  }

  /** Makes a version the latest of its key. A null version replaces the existing null version. */
  add(version: Version): void {
    if (!this.objects.has(version.key)) this.sortedKeys.splice(this.placeOf(version.key), 0, version.key);
    const others = this.versions(version.key);
    const kept =
      version.versionId === NULL_VERSION ? others.filter((other) => other.versionId !== NULL_VERSION) : others;
    this.objects.set(version.key, [version, ...kept]);
  }

  /** Removes a version permanently. @returns the removed version; undefined if there is no such version */
  remove(key: string, versionId: string): Version | undefined {
    const versions = this.versions(key);
    const removed = versions.find((version) => version.versionId === versionId);
    const left = versions.filter((version) => version !== removed);
    if (left.length > 0) this.objects.set(key, left);
    else if (this.objects.delete(key)) this.sortedKeys.splice(this.placeOf(key), 1);
    return removed;
  }

  /** Returns the index of a key among the sorted keys. For a new key, returns the index at which to insert the key. */
  private placeOf(key: string): number {
    let [from, to] = [0, this.sortedKeys.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compareUtf8(this.sortedKeys[middle] ?? '', key) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /**
   * Returns the version with the given id, or the latest version if no id is given.
   * @throws ServiceError NoSuchKey, NoSuchVersion, or MethodNotAllowed for the version id of a delete marker
   */
  read(key: string, versionId?: string): StoredObject {
    const version =
      versionId === undefined
        ? this.latest(key)
        : this.versions(key).find((candidate) => candidate.versionId === versionId);
    if (version?.deleteMarker === false) return version;
    if (version === undefined) {
      throw versionId === undefined
        ? s3Error('NoSuchKey', { Key: key })
        : s3Error('NoSuchVersion', { Key: key, VersionId: versionId });
    }
    const markerHeaders = { 'x-amz-delete-marker': 'true', 'x-amz-version-id': version.versionId };
    throw s3Error(versionId === undefined ? 'NoSuchKey' : 'MethodNotAllowed', {
      Key: key,
      Headers: markerHeaders,
    });
  }
}

/** Compares texts by their UTF-8 bytes. (JavaScript compares UTF-16 units and so orders characters beyond U+FFFF differently.) */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
