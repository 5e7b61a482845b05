import { flattened, list, renamed, type Structure, structure } from './xml-shape';

/** XML documents of S3's API that the local AWS reads and writes. Members have the names of the API model. */

const tag = structure({ Key: 'string', Value: 'string' });
const owner = structure({ DisplayName: 'string', ID: 'string' });
const prefixOnly = structure({ Prefix: 'string' });

export const TAGGING = structure({ TagSet: list('Tag', tag) });

export const VERSIONING = structure({ Status: 'string', MFADelete: renamed('MfaDelete', 'string') });

export const CREATE_BUCKET = structure({ LocationConstraint: 'string' });

export const PUBLIC_ACCESS_BLOCK = structure({
  BlockPublicAcls: 'boolean',
  IgnorePublicAcls: 'boolean',
  BlockPublicPolicy: 'boolean',
  RestrictPublicBuckets: 'boolean',
});

export const OWNERSHIP_CONTROLS = structure({
  Rules: flattened('Rule', structure({ ObjectOwnership: 'string' })),
});

export const ENCRYPTION = structure({
  Rules: flattened(
    'Rule',
    structure({
      ApplyServerSideEncryptionByDefault: structure({ SSEAlgorithm: 'string', KMSMasterKeyID: 'string' }),
      BucketKeyEnabled: 'boolean',
    }),
  ),
});

export const LOGGING = structure({
  LoggingEnabled: structure({
    TargetBucket: 'string',
    TargetPrefix: 'string',
    TargetObjectKeyFormat: structure({
      SimplePrefix: structure({}),
      PartitionedPrefix: structure({ PartitionDateSource: 'string' }),
    }),
  }),
});

const lifecycleConditions = {
  Prefix: 'string',
  ObjectSizeGreaterThan: 'integer',
  ObjectSizeLessThan: 'integer',
} as const;

export const LIFECYCLE = structure({
  Rules: flattened(
    'Rule',
    structure({
      ID: 'string',
      Prefix: 'string',
      Status: 'string',
      Filter: structure({
        ...lifecycleConditions,
        Tag: tag,
        And: structure({ ...lifecycleConditions, Tags: flattened('Tag', tag) }),
      }),
      Expiration: structure({ Date: 'timestamp', Days: 'integer', ExpiredObjectDeleteMarker: 'boolean' }),
      NoncurrentVersionExpiration: structure({
        NoncurrentDays: 'integer',
        NewerNoncurrentVersions: 'integer',
      }),
      AbortIncompleteMultipartUpload: structure({ DaysAfterInitiation: 'integer' }),
      Transitions: flattened('Transition', structure({ Date: 'timestamp', Days: 'integer', StorageClass: 'string' })),
      NoncurrentVersionTransitions: flattened(
        'NoncurrentVersionTransition',
        structure({ NoncurrentDays: 'integer', StorageClass: 'string', NewerNoncurrentVersions: 'integer' }),
      ),
    }),
  ),
});

/** Notifications to one type of destination. In XML, the list's elements and the ARN have other names than in the API model. */
function destinations(element: string, arnMember: string, arnElement: string) {
  const filterRule = structure({ Name: 'string', Value: 'string' });
  return flattened(
    element,
    structure({
      Id: 'string',
      [arnMember]: renamed(arnElement, 'string'),
      Events: flattened('Event', 'string'),
      Filter: structure({
        Key: renamed('S3Key', structure({ FilterRules: flattened('FilterRule', filterRule) })),
      }),
    }),
  );
}

export const NOTIFICATION = structure({
  LambdaFunctionConfigurations: destinations('CloudFunctionConfiguration', 'LambdaFunctionArn', 'CloudFunction'),
  QueueConfigurations: destinations('QueueConfiguration', 'QueueArn', 'Queue'),
  TopicConfigurations: destinations('TopicConfiguration', 'TopicArn', 'Topic'),
  EventBridgeConfiguration: structure({}),
});

export const LIST_BUCKETS = structure({
  Owner: owner,
  Buckets: list(
    'Bucket',
    structure({ Name: 'string', CreationDate: 'timestamp', BucketRegion: 'string', BucketArn: 'string' }),
  ),
  Prefix: 'string',
  ContinuationToken: 'string',
});

const listedObject = structure({
  Key: 'string',
  LastModified: 'timestamp',
  ETag: 'string',
  Size: 'integer',
  StorageClass: 'string',
  Owner: owner,
});

const listing = {
  Name: 'string',
  Prefix: 'string',
  Delimiter: 'string',
  MaxKeys: 'integer',
  EncodingType: 'string',
  IsTruncated: 'boolean',
  CommonPrefixes: flattened('CommonPrefixes', prefixOnly),
} as const;

export const LIST_OBJECTS = structure({
  ...listing,
  Marker: 'string',
  NextMarker: 'string',
  Contents: flattened('Contents', listedObject),
});

export const LIST_OBJECTS_V2 = structure({
  ...listing,
  KeyCount: 'integer',
  StartAfter: 'string',
  ContinuationToken: 'string',
  NextContinuationToken: 'string',
  Contents: flattened('Contents', listedObject),
});

const listedVersion = {
  Key: 'string',
  VersionId: 'string',
  IsLatest: 'boolean',
  LastModified: 'timestamp',
  Owner: owner,
} as const;

export const LIST_OBJECT_VERSIONS = structure({
  ...listing,
  KeyMarker: 'string',
  VersionIdMarker: 'string',
  NextKeyMarker: 'string',
  NextVersionIdMarker: 'string',
  Versions: flattened(
    'Version',
    structure({ ...listedVersion, ETag: 'string', Size: 'integer', StorageClass: 'string' }),
  ),
  DeleteMarkers: flattened('DeleteMarker', structure(listedVersion)),
});

export const DELETE = structure({
  Objects: flattened('Object', structure({ Key: 'string', VersionId: 'string' })),
  Quiet: 'boolean',
});

export const DELETE_RESULT = structure({
  Deleted: flattened(
    'Deleted',
    structure({
      Key: 'string',
      VersionId: 'string',
      DeleteMarker: 'boolean',
      DeleteMarkerVersionId: 'string',
    }),
  ),
  Errors: flattened('Error', structure({ Key: 'string', VersionId: 'string', Code: 'string', Message: 'string' })),
});

export const COPY_RESULT = structure({ ETag: 'string', LastModified: 'timestamp' });

export const CREATE_UPLOAD_RESULT = structure({ Bucket: 'string', Key: 'string', UploadId: 'string' });

export const COMPLETE_UPLOAD = structure({
  Parts: flattened('Part', structure({ ...checksumMembers(), PartNumber: 'integer', ETag: 'string' })),
});

export const COMPLETE_UPLOAD_RESULT = structure({
  Location: 'string',
  Bucket: 'string',
  Key: 'string',
  ETag: 'string',
});

export const LIST_PARTS = structure({
  Bucket: 'string',
  Key: 'string',
  UploadId: 'string',
  IsTruncated: 'boolean',
  Parts: flattened(
    'Part',
    structure({ PartNumber: 'integer', LastModified: 'timestamp', ETag: 'string', Size: 'integer' }),
  ),
});

export const LIST_UPLOADS = structure({
  Bucket: 'string',
  Prefix: 'string',
  IsTruncated: 'boolean',
  Uploads: flattened('Upload', structure({ UploadId: 'string', Key: 'string', Initiated: 'timestamp' })),
});

function checksumMembers(): Structure['members'] {
  const names = ['ChecksumCRC32', 'ChecksumCRC32C', 'ChecksumCRC64NVME', 'ChecksumSHA1', 'ChecksumSHA256'];
  return Object.fromEntries(names.map((name) => [name, 'string' as const]));
}
