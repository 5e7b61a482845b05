import {
  ATTRIBUTES,
  CHECKSUMS,
  CONDITIONS,
  COPY_SOURCE,
  ENCRYPTION,
  READ_CONDITIONS,
  VERSION,
} from './object-bindings';
import { type Bindings, type Operation, xml } from './operation';
import * as shapes from './shapes';

const READ = {
  query: {
    VersionId: 'versionId',
    ResponseContentType: 'response-content-type',
    ResponseContentDisposition: 'response-content-disposition',
  },
  headers: { Range: 'range', ChecksumMode: 'x-amz-checksum-mode', ...READ_CONDITIONS },
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

export const OBJECT_OPERATIONS: Readonly<Record<string, Operation>> = {
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
    headers: { IfMatch: 'if-match' },
    output: { status: 204, headers: { DeleteMarker: ['x-amz-delete-marker', 'boolean'], ...VERSION } },
  },
  DeleteObjects: {
    method: 'POST',
    target: 'bucket',
    subresource: ['delete'],
    action: 's3:DeleteObject',
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
      ...CONDITIONS,
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
};
