import { ATTRIBUTES, CHECKSUM_TYPE, CHECKSUMS, CONDITIONS, COPY_SOURCE, ENCRYPTION, VERSION } from './object-bindings';
import { type Bindings, type Operation, xml } from './operation';
import * as shapes from './shapes';

const UPLOAD: Bindings = { UploadId: 'uploadId' };

export const MULTIPART_OPERATIONS: Readonly<Record<string, Operation>> = {
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
    headers: { ...CHECKSUMS, ...CHECKSUM_TYPE, MpuObjectSize: ['x-amz-mp-object-size', 'integer'], ...CONDITIONS },
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
    query: UPLOAD,
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
