import type { Bucket, Version } from './bucket';
import { s3Error } from './errors';
import type { Store } from './store';

const DAY = 86_400_000;

interface Conditions {
  readonly Prefix?: string;
  /** Lower limit of the object size in bytes, exclusive like the upper limit. */
  readonly ObjectSizeGreaterThan?: number;
  readonly ObjectSizeLessThan?: number;
}

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Filter extends Conditions {
  readonly Tag?: Tag;
  readonly And?: Conditions & { readonly Tags?: readonly Tag[] };
}

interface Rule {
  readonly Status: string;
  readonly Filter?: Filter;
  readonly Expiration?: { readonly Days?: number; readonly ExpiredObjectDeleteMarker?: boolean };
  readonly NoncurrentVersionExpiration?: {
    readonly NoncurrentDays: number;
    readonly NewerNoncurrentVersions?: number;
  };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
}

const SETTING = 'BucketLifecycleConfiguration';

/**
 * @throws ServiceError NotImplemented that names the unsupported member, or MalformedXML if a filter has several conditions without `And`
 *   (S3 API reference, LifecycleRuleFilter; hashicorp/terraform-provider-aws, issue 42373; 2026-12-01)
 */
export function checkLifecycle(configuration: { readonly Rules?: readonly object[] }): void {
  for (const rule of configuration.Rules ?? []) {
    const { Expiration: expiration, Filter: filter = {} } = rule as {
      readonly Expiration?: object;
      readonly Filter?: Filter;
    };
    if (Object.values(filter).filter((condition) => condition !== undefined).length > 1) throw s3Error('MalformedXML');
    const refused = ['Transitions', 'NoncurrentVersionTransitions', 'Prefix'].find((member) => member in rule);
    const what = refused ?? (expiration !== undefined && 'Date' in expiration ? 'Expiration.Date' : undefined);
    if (what !== undefined)
      throw s3Error('NotImplemented', {}, `The local S3 does not implement lifecycle rules with ${what}.`);
  }
}

/**
 * Applies the lifecycle rules of a bucket at most once a day, before the bucket's first use after midnight UTC. Source:
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html (2026-11).
 */
export class Lifecycle {
  private readonly done = new Map<string, number>();

  constructor(private readonly store: Store) {}

  catchUp(bucketName: string): void {
    const bucket = this.store.buckets.get(bucketName);
    const midnight = this.store.aws.clock.now() - (this.store.aws.clock.now() % DAY);
    if (bucket === undefined || this.done.get(bucketName) === midnight) return;
    this.done.set(bucketName, midnight);
    const { Rules: rules = [] } = (bucket.settings.get(SETTING) ?? {}) as { Rules?: readonly Rule[] };
    for (const rule of rules) if (rule.Status === 'Enabled') this.apply(bucket, rule, midnight);
  }

  private apply(bucket: Bucket, rule: Rule, midnight: number): void {
    for (const key of bucket.keys(rule.Filter?.Prefix ?? rule.Filter?.And?.Prefix)) {
      this.expireNoncurrent(bucket, key, rule, midnight);
      this.expireCurrent(bucket, key, rule, midnight);
      expireMarker(bucket, key, rule);
    }
    const { DaysAfterInitiation: days } = rule.AbortIncompleteMultipartUpload ?? {};
    for (const upload of bucket.uploads.values()) {
      if (days === undefined || !isBelow(rule.Filter, upload.key)) continue;
      if (isDue(upload.initiated, days, midnight)) bucket.uploads.delete(upload.uploadId);
    }
  }

  private expireNoncurrent(bucket: Bucket, key: string, rule: Rule, midnight: number): void {
    const { NoncurrentDays: days, NewerNoncurrentVersions: newer = 0 } = rule.NoncurrentVersionExpiration ?? {};
    if (days === undefined) return;
    const versions = bucket.versions(key);
    versions.slice(1).forEach((version, index) => {
      // A version becomes noncurrent when the next version is written.
      const since = versions[index]?.lastModified;
      if (since === undefined || index < newer || !matches(rule.Filter, version)) return;
      if (isDue(since, days, midnight)) bucket.remove(key, version.versionId);
    });
  }

  private expireCurrent(bucket: Bucket, key: string, rule: Rule, midnight: number): void {
    const { Days: days } = rule.Expiration ?? {};
    const latest = bucket.latest(key);
    if (days === undefined || latest === undefined || latest.deleteMarker) return;
    if (!matches(rule.Filter, latest) || !isDue(latest.lastModified, days, midnight)) return;
    if (bucket.versioning === undefined) bucket.remove(key, latest.versionId);
    else
      bucket.add({
        key,
        versionId: this.store.versionIdFor(bucket),
        lastModified: this.store.now(),
        deleteMarker: true,
      });
  }
}

/** Removes a delete marker that is the only version of its key, if the rule expires such markers. */
function expireMarker(bucket: Bucket, key: string, rule: Rule): void {
  const [latest, ...others] = bucket.versions(key);
  if (rule.Expiration?.ExpiredObjectDeleteMarker !== true || others.length > 0) return;
  if (latest?.deleteMarker && matches(rule.Filter, latest)) bucket.remove(key, latest.versionId);
}

/** True if the time `days` after `since` has come. S3 rounds this time up to the next midnight UTC. */
function isDue(since: Date, days: number, midnight: number): boolean {
  return Math.ceil((since.getTime() + days * DAY) / DAY) * DAY <= midnight;
}

/** True if a key begins with the prefix of the filter, or if the filter has no prefix. */
function isBelow({ And: and, Prefix: prefix = '' }: Filter = {}, key: string): boolean {
  return key.startsWith(prefix) && key.startsWith(and?.Prefix ?? '');
}

/** True if a filter matches a version. A delete marker has no size and no tags, so filters on size or tags do not match delete markers. */
function matches(filter: Filter = {}, version: Version): boolean {
  const { And: and, Tag: tag, ...own } = filter;
  const tags = [...(and?.Tags ?? []), ...(tag === undefined ? [] : [tag])];
  const sizes = [own, and ?? {}].flatMap(({ ObjectSizeGreaterThan: over, ObjectSizeLessThan: under }) => [
    ...(over === undefined ? [] : [(size: number) => size > over]),
    ...(under === undefined ? [] : [(size: number) => size < under]),
  ]);
  if (!isBelow(filter, version.key)) return false;
  if (version.deleteMarker) return tags.length === 0 && sizes.length === 0;
  return (
    sizes.every((holds) => holds(version.body.length)) &&
    tags.every(({ Key, Value }) => version.tags.some((own) => own.Key === Key && own.Value === Value))
  );
}
