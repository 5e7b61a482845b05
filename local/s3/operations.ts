import * as shapes from './shapes';
import type { Shape } from './xml-shape';

/** Where a member stands in a header or in the query: its name there, and its type if it is not text. */
export type Binding = string | readonly [name: string, type: 'integer' | 'boolean' | 'timestamp'];

export type Bindings = Readonly<Record<string, Binding>>;

/** What a body holds. Without a `member`, the XML's members are the input's or output's own. */
export type Body =
  | { readonly kind: 'bytes'; readonly member: string }
  | { readonly kind: 'text'; readonly member: string }
  | { readonly kind: 'xml'; readonly root: string; readonly member?: string; readonly shape: Shape };

/** One S3 operation: how HTTP names it, and which IAM action it needs. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  readonly target: 'service' | 'bucket' | 'object';
  /** What tells it from others with the same method and target, e.g. `versioning`, `list-type=2`. */
  readonly subresource?: readonly string[];
  readonly copies?: true;
  readonly action: string;
  readonly query?: Bindings;
  readonly headers?: Bindings;
  /** True if `x-amz-meta-*` headers belong to it. */
  readonly metadata?: true;
  readonly body?: Body;
  readonly output?: {
    readonly status?: number;
    readonly headers?: Bindings;
    readonly metadata?: true;
    readonly body?: Body;
  };
}

const CHECKSUMS: Bindings = {
  ChecksumCRC32: 'x-amz-checksum-crc32',
  ChecksumCRC32C: 'x-amz-checksum-crc32c',
  ChecksumCRC64NVME: 'x-amz-checksum-crc64nvme',
  ChecksumSHA1: 'x-amz-checksum-sha1',
  ChecksumSHA256: 'x-amz-checksum-sha256',
  ChecksumType: 'x-amz-checksum-type',
};

const ENCRYPTION: Bindings = {
  ServerSideEncryption: 'x-amz-server-side-encryption',
  SSEKMSKeyId: 'x-amz-server-side-encryption-aws-kms-key-id',
  BucketKeyEnabled: ['x-amz-server-side-encryption-bucket-key-enabled', 'boolean'],
};

/** What a write may say of the object beside its bytes. */
const ATTRIBUTES: Bindings = {
  CacheControl: 'cache-control',
  ContentDisposition: 'content-disposition',
  ContentEncoding: 'content-encoding',
  ContentLanguage: 'content-language',
  ContentType: 'content-type',
  StorageClass: 'x-amz-storage-class',
  Tagging: 'x-amz-tagging',
  ...ENCRYPTION,
};

const CONDITIONS: Bindings = { IfMatch: 'if-match', IfNoneMatch: 'if-none-match' };

const VERSION: Bindings = { VersionId: 'x-amz-version-id' };

const UPLOAD: Bindings = { UploadId: 'uploadId' };

const COPY_SOURCE: Bindings = {
  CopySource: 'x-amz-copy-source',
  CopySourceIfMatch: 'x-amz-copy-source-if-match',
  CopySourceIfNoneMatch: 'x-amz-copy-source-if-none-match',
};

const READ = {
  query: {
    VersionId: 'versionId',
    ResponseContentType: 'response-content-type',
    ResponseContentDisposition: 'response-content-disposition',
  },
  headers: { Range: 'range', ChecksumMode: 'x-amz-checksum-mode', ...CONDITIONS },
} as const;

const READ_OUTPUT: Bindings = {
  AcceptRanges: 'accept-ranges',
  ContentRange: 'content-range',
  ContentLength: ['content-length', 'integer'],
  LastModified: ['last-modified', 'timestamp'],
  ETag: 'etag',
  TagCount: ['x-amz-tagging-count', 'integer'],
  ...ATTRIBUTES,
  ...VERSION,
  ...CHECKSUMS,
};

const LISTING: Bindings = {
  Prefix: 'prefix',
  Delimiter: 'delimiter',
  MaxKeys: ['max-keys', 'integer'],
  EncodingType: 'encoding-type',
};

function xml(root: string, shape: Shape, member?: string): Body {
  return { kind: 'xml', root, shape, ...(member !== undefined && { member }) };
}

/** A setting of a bucket: `PUT /bucket?subresource` with an XML document. */
function putSetting(
  subresource: string,
  action: string,
  root: string,
  shape: Shape,
  member = root,
): Operation {
  return {
    method: 'PUT',
    target: 'bucket',
    subresource: [subresource],
    action,
    body: xml(root, shape, member),
  };
}

function getSetting(
  subresource: string,
  action: string,
  root: string,
  shape: Shape,
  member?: string,
): Operation {
  return {
    method: 'GET',
    target: 'bucket',
    subresource: [subresource],
    action,
    output: { body: xml(root, shape, member) },
  };
}

function deleteSetting(subresource: string, action: string): Operation {
  return { method: 'DELETE', target: 'bucket', subresource: [subresource], action, output: { status: 204 } };
}

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  ListBuckets: {
    method: 'GET',
    target: 'service',
    action: 's3:ListAllMyBuckets',
    query: {
      MaxBuckets: ['max-buckets', 'integer'],
      ContinuationToken: 'continuation-token',
      Prefix: 'prefix',
      BucketRegion: 'bucket-region',
    },
    output: { body: xml('ListAllMyBucketsResult', shapes.LIST_BUCKETS) },
  },
  CreateBucket: {
    method: 'PUT',
    target: 'bucket',
    action: 's3:CreateBucket',
    headers: { ObjectOwnership: 'x-amz-object-ownership' },
    body: xml('CreateBucketConfiguration', shapes.CREATE_BUCKET, 'CreateBucketConfiguration'),
    output: { headers: { Location: 'location' } },
  },
  DeleteBucket: { method: 'DELETE', target: 'bucket', action: 's3:DeleteBucket', output: { status: 204 } },
  HeadBucket: {
    method: 'HEAD',
    target: 'bucket',
    action: 's3:ListBucket',
    output: { headers: { BucketRegion: 'x-amz-bucket-region' } },
  },
  GetBucketLocation: getSetting(
    'location',
    's3:GetBucketLocation',
    'LocationConstraint',
    'string',
    'LocationConstraint',
  ),

  PutBucketVersioning: putSetting(
    'versioning',
    's3:PutBucketVersioning',
    'VersioningConfiguration',
    shapes.VERSIONING,
  ),
  GetBucketVersioning: getSetting(
    'versioning',
    's3:GetBucketVersioning',
    'VersioningConfiguration',
    shapes.VERSIONING,
  ),
  PutBucketPolicy: {
    method: 'PUT',
    target: 'bucket',
    subresource: ['policy'],
    action: 's3:PutBucketPolicy',
    body: { kind: 'text', member: 'Policy' },
    output: { status: 204 },
  },
  GetBucketPolicy: {
    method: 'GET',
    target: 'bucket',
    subresource: ['policy'],
    action: 's3:GetBucketPolicy',
    output: { body: { kind: 'text', member: 'Policy' } },
  },
  DeleteBucketPolicy: deleteSetting('policy', 's3:DeleteBucketPolicy'),
  PutPublicAccessBlock: putSetting(
    'publicAccessBlock',
    's3:PutBucketPublicAccessBlock',
    'PublicAccessBlockConfiguration',
    shapes.PUBLIC_ACCESS_BLOCK,
  ),
  GetPublicAccessBlock: getSetting(
    'publicAccessBlock',
    's3:GetBucketPublicAccessBlock',
    'PublicAccessBlockConfiguration',
    shapes.PUBLIC_ACCESS_BLOCK,
    'PublicAccessBlockConfiguration',
  ),
  PutBucketOwnershipControls: putSetting(
    'ownershipControls',
    's3:PutBucketOwnershipControls',
    'OwnershipControls',
    shapes.OWNERSHIP_CONTROLS,
  ),
  GetBucketOwnershipControls: getSetting(
    'ownershipControls',
    's3:GetBucketOwnershipControls',
    'OwnershipControls',
    shapes.OWNERSHIP_CONTROLS,
    'OwnershipControls',
  ),
  PutBucketEncryption: putSetting(
    'encryption',
    's3:PutEncryptionConfiguration',
    'ServerSideEncryptionConfiguration',
    shapes.ENCRYPTION,
  ),
  GetBucketEncryption: getSetting(
    'encryption',
    's3:GetEncryptionConfiguration',
    'ServerSideEncryptionConfiguration',
    shapes.ENCRYPTION,
    'ServerSideEncryptionConfiguration',
  ),
  PutBucketLifecycleConfiguration: {
    ...putSetting('lifecycle', 's3:PutLifecycleConfiguration', 'LifecycleConfiguration', shapes.LIFECYCLE),
    headers: { TransitionDefaultMinimumObjectSize: 'x-amz-transition-default-minimum-object-size' },
  },
  GetBucketLifecycleConfiguration: getSetting(
    'lifecycle',
    's3:GetLifecycleConfiguration',
    'LifecycleConfiguration',
    shapes.LIFECYCLE,
  ),
  PutBucketLogging: putSetting('logging', 's3:PutBucketLogging', 'BucketLoggingStatus', shapes.LOGGING),
  GetBucketLogging: getSetting('logging', 's3:GetBucketLogging', 'BucketLoggingStatus', shapes.LOGGING),
  PutBucketTagging: putSetting('tagging', 's3:PutBucketTagging', 'Tagging', shapes.TAGGING),
  GetBucketTagging: getSetting('tagging', 's3:GetBucketTagging', 'Tagging', shapes.TAGGING),
  PutBucketNotificationConfiguration: {
    ...putSetting(
      'notification',
      's3:PutBucketNotification',
      'NotificationConfiguration',
      shapes.NOTIFICATION,
    ),
    headers: { SkipDestinationValidation: ['x-amz-skip-destination-validation', 'boolean'] },
  },
  GetBucketNotificationConfiguration: getSetting(
    'notification',
    's3:GetBucketNotification',
    'NotificationConfiguration',
    shapes.NOTIFICATION,
  ),

  PutObject: {
    method: 'PUT',
    target: 'object',
    action: 's3:PutObject',
    headers: { ...ATTRIBUTES, ...CHECKSUMS, ...CONDITIONS },
    metadata: true,
    body: { kind: 'bytes', member: 'Body' },
    output: { headers: { ETag: 'etag', ...VERSION, ...CHECKSUMS, ...ENCRYPTION } },
  },
  GetObject: {
    method: 'GET',
    target: 'object',
    action: 's3:GetObject',
    ...READ,
    output: { headers: READ_OUTPUT, metadata: true, body: { kind: 'bytes', member: 'Body' } },
  },
  HeadObject: {
    method: 'HEAD',
    target: 'object',
    action: 's3:GetObject',
    ...READ,
    output: { headers: READ_OUTPUT, metadata: true },
  },
  DeleteObject: {
    method: 'DELETE',
    target: 'object',
    action: 's3:DeleteObject',
    query: { VersionId: 'versionId' },
    output: { status: 204, headers: { DeleteMarker: ['x-amz-delete-marker', 'boolean'], ...VERSION } },
  },
  DeleteObjects: {
    method: 'POST',
    target: 'bucket',
    subresource: ['delete'],
    action: 's3:DeleteObject',
    headers: CHECKSUMS,
    body: xml('Delete', shapes.DELETE, 'Delete'),
    output: { body: xml('DeleteResult', shapes.DELETE_RESULT) },
  },
  CopyObject: {
    method: 'PUT',
    target: 'object',
    copies: true,
    action: 's3:PutObject',
    headers: {
      ...COPY_SOURCE,
      MetadataDirective: 'x-amz-metadata-directive',
      TaggingDirective: 'x-amz-tagging-directive',
      ...ATTRIBUTES,
    },
    metadata: true,
    output: {
      headers: { ...VERSION, CopySourceVersionId: 'x-amz-copy-source-version-id', ...ENCRYPTION },
      body: xml('CopyObjectResult', shapes.COPY_RESULT, 'CopyObjectResult'),
    },
  },
  PutObjectTagging: {
    method: 'PUT',
    target: 'object',
    subresource: ['tagging'],
    action: 's3:PutObjectTagging',
    query: { VersionId: 'versionId' },
    body: xml('Tagging', shapes.TAGGING, 'Tagging'),
    output: { headers: VERSION },
  },
  GetObjectTagging: {
    method: 'GET',
    target: 'object',
    subresource: ['tagging'],
    action: 's3:GetObjectTagging',
    query: { VersionId: 'versionId' },
    output: { headers: VERSION, body: xml('Tagging', shapes.TAGGING) },
  },

  ListObjects: {
    method: 'GET',
    target: 'bucket',
    action: 's3:ListBucket',
    query: { ...LISTING, Marker: 'marker' },
    output: { body: xml('ListBucketResult', shapes.LIST_OBJECTS) },
  },
  ListObjectsV2: {
    method: 'GET',
    target: 'bucket',
    subresource: ['list-type=2'],
    action: 's3:ListBucket',
    query: {
      ...LISTING,
      StartAfter: 'start-after',
      ContinuationToken: 'continuation-token',
      FetchOwner: ['fetch-owner', 'boolean'],
    },
    output: { body: xml('ListBucketResult', shapes.LIST_OBJECTS_V2) },
  },
  ListObjectVersions: {
    method: 'GET',
    target: 'bucket',
    subresource: ['versions'],
    action: 's3:ListBucketVersions',
    query: { ...LISTING, KeyMarker: 'key-marker', VersionIdMarker: 'version-id-marker' },
    output: { body: xml('ListVersionsResult', shapes.LIST_OBJECT_VERSIONS) },
  },

  CreateMultipartUpload: {
    method: 'POST',
    target: 'object',
    subresource: ['uploads'],
    action: 's3:PutObject',
    headers: {
      ...ATTRIBUTES,
      ChecksumAlgorithm: 'x-amz-checksum-algorithm',
      ChecksumType: 'x-amz-checksum-type',
    },
    metadata: true,
    output: { body: xml('InitiateMultipartUploadResult', shapes.CREATE_UPLOAD_RESULT), headers: ENCRYPTION },
  },
  UploadPart: {
    method: 'PUT',
    target: 'object',
    subresource: ['uploadId'],
    action: 's3:PutObject',
    query: { ...UPLOAD, PartNumber: ['partNumber', 'integer'] },
    headers: CHECKSUMS,
    body: { kind: 'bytes', member: 'Body' },
    output: { headers: { ETag: 'etag', ...CHECKSUMS } },
  },
  UploadPartCopy: {
    method: 'PUT',
    target: 'object',
    subresource: ['uploadId'],
    copies: true,
    action: 's3:PutObject',
    query: { ...UPLOAD, PartNumber: ['partNumber', 'integer'] },
    headers: { ...COPY_SOURCE, CopySourceRange: 'x-amz-copy-source-range' },
    output: { body: xml('CopyPartResult', shapes.COPY_RESULT, 'CopyPartResult') },
  },
  CompleteMultipartUpload: {
    method: 'POST',
    target: 'object',
    subresource: ['uploadId'],
    action: 's3:PutObject',
    query: UPLOAD,
    headers: { ...CHECKSUMS, MpuObjectSize: ['x-amz-mp-object-size', 'integer'], ...CONDITIONS },
    body: xml('CompleteMultipartUpload', shapes.COMPLETE_UPLOAD, 'MultipartUpload'),
    output: {
      headers: VERSION,
      body: xml('CompleteMultipartUploadResult', shapes.COMPLETE_UPLOAD_RESULT),
    },
  },
  AbortMultipartUpload: {
    method: 'DELETE',
    target: 'object',
    subresource: ['uploadId'],
    action: 's3:AbortMultipartUpload',
    query: UPLOAD,
    output: { status: 204 },
  },
  ListParts: {
    method: 'GET',
    target: 'object',
    subresource: ['uploadId'],
    action: 's3:ListMultipartUploadParts',
    query: { ...UPLOAD, MaxParts: ['max-parts', 'integer'] },
    output: { body: xml('ListPartsResult', shapes.LIST_PARTS) },
  },
  ListMultipartUploads: {
    method: 'GET',
    target: 'bucket',
    subresource: ['uploads'],
    action: 's3:ListBucketMultipartUploads',
    query: { Prefix: 'prefix' },
    output: { body: xml('ListMultipartUploadsResult', shapes.LIST_UPLOADS) },
  },
};

/** The members that an operation's input may have. */
export function inputMembers({ target, query, headers, metadata, body }: Operation): ReadonlySet<string> {
  return new Set([
    ...(target === 'service' ? [] : ['Bucket']),
    ...(target === 'object' ? ['Key'] : []),
    ...Object.keys(query ?? {}),
    ...Object.keys(headers ?? {}),
    ...(metadata ? ['Metadata'] : []),
    ...(body?.member === undefined ? [] : [body.member]),
  ]);
}
