import { RecordTableConstruct } from '../../../stacks/constructs/record-table';
import { resource } from '../../support/configuration';
import { synthesis } from '../../support/synthesis';

describe('RecordTable', () => {
  test('is billed on demand, has point-in-time recovery and encryption, and is protected from deletion if a variable says so', () => {
    // Act
    const { configuration } = synthesis((stack, deployment) => {
      new RecordTableConstruct(stack, 'record-table', { deployment });
    });

    // Assess
    expect(resource(configuration, 'aws_dynamodb_table.record_table')).toMatchObject({
      name: '${var.name}-record',
      billing_mode: 'PAY_PER_REQUEST',
      hash_key: 'datasetGroup',
      range_key: 'item',
      ttl: { attribute_name: 'expiresAt', enabled: true },
      point_in_time_recovery: { enabled: true },
      server_side_encryption: {
        enabled: true,
        kms_key_arn: '${var.kms_key_arn == "" ? null : var.kms_key_arn}',
      },
      deletion_protection_enabled: '${var.deletion_protection}',
    });
  });
});
