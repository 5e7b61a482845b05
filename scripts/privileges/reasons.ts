/** Why roles have permissions that no run in the local AWS has needed. */
export interface Reason {
  /** Roles, as the report names them; `*` is a wildcard. */
  readonly holders: string;
  readonly actions: readonly string[];
  readonly because: string;
}

/** Printed with the report. A reason for a grant that is used, or does not exist, fails a test. */
export const REASONS: readonly Reason[] = [
  {
    holders: '*-function',
    actions: ['xray:PutTelemetryRecords'],
    because: 'Lambda sends it with traces, but checks `xray:PutTraceSegments` alone, as the local AWS does.',
  },
  {
    holders: '*-states',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    because: 'Step Functions sends traces with them; the local AWS has no X-Ray.',
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
    because: 'For functions in a VPC; the local AWS has no network.',
  },
  {
    holders: 'service',
    actions: ['kms:DescribeKey', 'kms:ListGrants'],
    because: 'Personalize documents them; the local Personalize uses a key for the data bucket only.',
  },
  {
    holders: 'policy of bucket logs',
    actions: ['s3:PutObject'],
    because: 'For access logs; the local AWS writes none.',
  },
];
