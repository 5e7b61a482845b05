import { DataDeletionBucket } from '../../../stacks/constructs/data-deletion-bucket';
import { documents, resource, resources } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

const { configuration } = synthesis((stack, deployment) => {
  new DataDeletionBucket(stack, 'data-deletion-bucket', { deployment });
});

describe('DataDeletionBucket', () => {
  it('is encrypted with keys of S3 even if the deployment has a key, because Personalize reads no csv of users under a customer managed key', () => {
    expect(
      resource(configuration, 'aws_s3_bucket_server_side_encryption_configuration.data_deletion_bucket_encryption')
        .rule,
    ).toMatchObject([{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }]);
  });

  it('keeps no old versions, expires objects after 100 days, which is longer than a deletion waits, and is destroyed with its objects', () => {
    expect(resources(configuration).filter(([address]) => address.includes('versioning'))).toEqual([]);
    expect(resource(configuration, 'aws_s3_bucket.data_deletion_bucket').force_destroy).toBe(true);
    const { rule } = resource(configuration, 'aws_s3_bucket_lifecycle_configuration.data_deletion_bucket_lifecycle');
    expect(rule).toMatchObject([{ status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: 100 }] }]);
  });

  it('lets Personalize list and read, and nothing else', () => {
    // Act
    const { policy } = resource(configuration, 'aws_s3_bucket_policy.data_deletion_bucket_policy');
    // One policy with and one without source conditions. The first statement of each requires TLS.
    const allowed = documents(configuration, String(policy)).map(({ Statement: [, ...list] }) => list);

    // Assess
    const arn = '${aws_s3_bucket.data_deletion_bucket.arn}';
    expect(allowed).toHaveLength(2);
    for (const statements of allowed)
      expect(statements).toMatchObject([
        { Principal: { Service: 'personalize.amazonaws.com' }, Action: ['s3:ListBucket'], Resource: [arn] },
        { Principal: { Service: 'personalize.amazonaws.com' }, Action: ['s3:GetObject'], Resource: [`${arn}/*`] },
      ]);
  });
});
