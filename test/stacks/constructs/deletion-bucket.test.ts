import { DeletionBucket } from '../../../stacks/constructs/deletion-bucket';
import { documents, resource, resources } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

const { configuration } = synthesis((stack, deployment) => {
  new DeletionBucket(stack, 'deletion-bucket', { deployment });
});

describe('DeletionBucket', () => {
  it("uses S3's keys, whatever the key of the deployment is, because Personalize reads no list under another", () => {
    expect(
      resource(configuration, 'aws_s3_bucket_server_side_encryption_configuration.deletion_bucket_encryption').rule,
    ).toMatchObject([{ apply_server_side_encryption_by_default: { sse_algorithm: 'AES256' } }]);
  });

  it('keeps no version of removed objects, and nothing longer than a deletion may wait', () => {
    expect(resources(configuration).filter(([address]) => address.includes('versioning'))).toEqual([]);
    expect(resource(configuration, 'aws_s3_bucket.deletion_bucket').force_destroy).toBe(true);
    const { rule } = resource(configuration, 'aws_s3_bucket_lifecycle_configuration.deletion_bucket_lifecycle');
    expect(rule).toMatchObject([{ status: 'Enabled', filter: [{ prefix: '' }], expiration: [{ days: 100 }] }]);
  });

  it('lets Personalize list and read, and nothing else', () => {
    // Act
    const { policy } = resource(configuration, 'aws_s3_bucket_policy.deletion_bucket_policy');
    const allowed = documents(configuration, String(policy)).map(({ Statement: [, ...list] }) => list);

    // Assess
    const arn = '${aws_s3_bucket.deletion_bucket.arn}';
    expect(allowed).toHaveLength(2);
    for (const statements of allowed)
      expect(statements).toMatchObject([
        { Principal: { Service: 'personalize.amazonaws.com' }, Action: ['s3:ListBucket'], Resource: [arn] },
        { Principal: { Service: 'personalize.amazonaws.com' }, Action: ['s3:GetObject'], Resource: [`${arn}/*`] },
      ]);
  });
});
