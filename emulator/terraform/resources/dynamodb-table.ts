import { block, blocks, bool, map, optional, text } from '../arguments';
import { defineModel } from '../resource-model';
import { tagList } from '../tags';

export const dynamodbTable = defineModel(
  'aws_dynamodb_table',
  {
    name: text,
    hash_key: text,
    range_key: optional(text),
    attribute: blocks({ name: text, type: text }),
    billing_mode: text,
    deletion_protection_enabled: optional(bool),
    ttl: optional(block({ attribute_name: text, enabled: optional(bool) })),
    point_in_time_recovery: optional(block({ enabled: bool })),
    server_side_encryption: optional(block({ enabled: bool, kms_key_arn: optional(text) })),
    tags: optional(map(text)),
  },
  async (values, { aws, call }) => {
    const { name, range_key: rangeKey, server_side_encryption: encryption, ttl, tags } = values;
    await call('dynamodb', 'CreateTable', {
      TableName: name,
      BillingMode: values.billing_mode,
      AttributeDefinitions: values.attribute.map(({ name: AttributeName, type: AttributeType }) => ({
        AttributeName,
        AttributeType,
      })),
      KeySchema: [
        { AttributeName: values.hash_key, KeyType: 'HASH' },
        ...(rangeKey === undefined ? [] : [{ AttributeName: rangeKey, KeyType: 'RANGE' }]),
      ],
      SSESpecification: encryption?.enabled
        ? { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: encryption.kms_key_arn }
        : undefined,
      DeletionProtectionEnabled: values.deletion_protection_enabled,
      Tags: tagList(tags),
    });
    if (ttl !== undefined && ttl.enabled !== false) {
      const TimeToLiveSpecification = { AttributeName: ttl.attribute_name, Enabled: true };
      await call('dynamodb', 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
    }
    if (values.point_in_time_recovery?.enabled) {
      const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
      await call('dynamodb', 'UpdateContinuousBackups', {
        TableName: name,
        PointInTimeRecoverySpecification,
      });
    }
    return { id: name, arn: aws.arn('dynamodb', `table/${name}`) };
  },
);
