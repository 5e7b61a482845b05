import type { CreateBucketRequest, ListBucketsRequest, PutBucketPolicyRequest } from '@aws-sdk/client-s3';
import { ServiceError } from '../../core/service';
import { parsePolicyDocument } from '../iam/policy-document';
import { Bucket, type BucketPolicy, compareUtf8 } from './bucket';
import { isBucketName } from './bucket-name';
import { s3Error } from './errors';
import type { Store } from './store';

/** Region whose buckets have no location constraint. GetBucketLocation returns an empty constraint for such buckets. */
const REGION_WITHOUT_CONSTRAINT = 'us-east-1';

export function bucketHandlers(store: Store) {
  const { region, partition } = store.aws.account;
  return {
    CreateBucket(input: CreateBucketRequest) {
      const name = input.Bucket ?? '';
      if (!isBucketName(name)) throw s3Error('InvalidBucketName', { BucketName: name });
      const constraint = input.CreateBucketConfiguration?.LocationConstraint ?? REGION_WITHOUT_CONSTRAINT;
      if (constraint !== region) {
        throw s3Error(
          'IllegalLocationConstraintException',
          {},
          `The location constraint '${constraint}' is incompatible for the region '${region}' that this request was sent to.`,
        );
      }
      // Creating an existing bucket again is an error, except in us-east-1: there it succeeds and changes nothing.
      if (store.buckets.has(name)) {
        if (region === REGION_WITHOUT_CONSTRAINT) return { Location: `/${name}` };
        throw s3Error('BucketAlreadyOwnedByYou', { BucketName: name });
      }
      const bucket = new Bucket(name, store.now());
      bucket.settings.set('BucketOwnershipControls', {
        Rules: [{ ObjectOwnership: input.ObjectOwnership ?? 'BucketOwnerEnforced' }],
      });
      store.buckets.set(name, bucket);
      return { Location: `/${name}` };
    },

    DeleteBucket(input: { Bucket: string }) {
      const bucket = store.bucket(input.Bucket);
      if (!bucket.empty) {
        throw s3Error('BucketNotEmpty', { BucketName: bucket.name }, versionsLeftText(bucket));
      }
      store.buckets.delete(bucket.name);
    },

    ListBuckets(input: ListBucketsRequest) {
      const names = [...store.buckets.keys()]
        .filter((name) => name.startsWith(input.Prefix ?? '') && name > (input.ContinuationToken ?? ''))
        .filter(() => input.BucketRegion === undefined || input.BucketRegion === region)
        .sort(compareUtf8);
      const page = names.slice(0, input.MaxBuckets ?? names.length);
      return {
        Buckets: page.map((name) => ({
          Name: name,
          CreationDate: store.bucket(name).created,
          BucketRegion: region,
          BucketArn: `arn:${partition}:s3:::${name}`,
        })),
        Owner: { ID: ownerId(store) },
        ...(input.Prefix !== undefined && { Prefix: input.Prefix }),
        ...(page.length < names.length && { ContinuationToken: page.at(-1) }),
      };
    },

    HeadBucket(input: { Bucket: string }) {
      store.bucket(input.Bucket);
      return { BucketRegion: region };
    },

    GetBucketLocation(input: { Bucket: string }) {
      store.bucket(input.Bucket);
      return region === REGION_WITHOUT_CONSTRAINT ? {} : { LocationConstraint: region };
    },

    PutBucketPolicy(input: PutBucketPolicyRequest) {
      const bucket = store.bucket(input.Bucket ?? '');
      bucket.policy = readPolicy(input.Policy ?? '', bucket.name);
    },

    GetBucketPolicy(input: { Bucket: string }) {
      const { name, policy } = store.bucket(input.Bucket);
      if (policy === undefined) throw s3Error('NoSuchBucketPolicy', { BucketName: name });
      return { Policy: policy.text };
    },

    DeleteBucketPolicy(input: { Bucket: string }) {
      store.bucket(input.Bucket).policy = undefined;
    },
  };
}

/** Canonical user id of the account, which listings and events contain. Clients need only a stable text. */
export function ownerId(store: Store): string {
  return `local-${store.aws.account.id}`;
}

function versionsLeftText(bucket: Bucket): string | undefined {
  if (bucket.versioning === undefined) return undefined;
  return 'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';
}

function readPolicy(text: string, bucketName: string): BucketPolicy {
  try {
    return { text, statements: parsePolicyDocument(text, `policy of bucket '${bucketName}'`) };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw s3Error('MalformedPolicy', {}, error.message);
  }
}
