/** Why roles have permissions that no run in the local AWS has needed. */
export interface Reason {
  /** Roles, as the report names them; `*` is a wildcard. */
  readonly holders: string;
  readonly actions: readonly string[];
  readonly because: string;
}

/** Shown in docs/security.md. A reason for a grant that is used, or does not exist, fails a test. */
export const REASONS: readonly Reason[] = [
  {
    holders: '*-function',
    actions: ['xray:PutTelemetryRecords'],
    because:
      'Lambda sends it with traces. The local AWS has no X-Ray; it checks `xray:PutTraceSegments` alone, as Lambda does.',
  },
  {
    holders: '*-states',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    because: 'Step Functions sends traces with them. The local AWS has no X-Ray.',
  },
  {
    holders: '*-function',
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:AssignPrivateIpAddresses',
      'ec2:UnassignPrivateIpAddresses',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSubnets',
    ],
    because:
      'Lambda connects functions to a VPC with them; granted only if `vpc_subnet_ids` is set. The local AWS has no network.',
  },
  {
    holders: 'service',
    actions: ['kms:DescribeKey', 'kms:ListGrants'],
    because:
      'Personalize documents that it needs them on a key; granted only if `kms_key_arn` or `personalize_kms_key_arn` is set. The local Personalize uses a key to read and write the data bucket only.',
  },
  {
    holders: 'policy of bucket logs',
    actions: ['s3:PutObject'],
    because: 'S3 writes access logs with it. The local AWS writes none.',
  },
];
