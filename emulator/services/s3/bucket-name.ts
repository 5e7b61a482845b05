/**
 * Prefixes that names of general purpose buckets must not have. Source: Amazon S3 user guide, "General purpose bucket naming rules"
 * (AmazonS3/latest/userguide/bucketnamingrules.html), 2026-11.
 */
const RESERVED_PREFIXES = ['xn--', 'sthree-', 'amzn-s3-demo-'];
/**
 * Suffixes that AWS reserves for access point aliases, Object Lambda, Multi-Region Access Points, directory buckets, table buckets and
 * regional namespaces, in this order.
 */
const RESERVED_SUFFIXES = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3', '-an'];
const FORM = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const IP_ADDRESS = /^\d+\.\d+\.\d+\.\d+$/;

export function isBucketName(name: string): boolean {
  return (
    FORM.test(name) &&
    !IP_ADDRESS.test(name) &&
    !name.includes('..') &&
    !RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix)) &&
    !RESERVED_SUFFIXES.some((suffix) => name.endsWith(suffix))
  );
}
