/** Reason for grants that no scenario uses. */
export interface Reason {
  /** Roles, or policies of resources, by their names in the report; `*` is a wildcard. */
  readonly holders: string;
  readonly actions: readonly string[];
  /** End of the resources' ARNs. Default: any. */
  readonly on?: string;
  readonly because: string;
}

/** Reasons, printed with the report. A test and `npm run privileges` fail if a grant with a reason is used or does not exist. */
export const REASONS: readonly Reason[] = [
  {
    holders: '*-lambda',
    actions: ['xray:PutTelemetryRecords'],
    because: 'Lambda sends telemetry with traces, but checks `xray:PutTraceSegments` alone, as the local AWS does.',
  },
  {
    holders: '*-states',
    actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets'],
    because: 'Step Functions sends traces with them; the local AWS has no X-Ray.',
  },
  {
    holders: '*-lambda',
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
    holders: 'reconcile-deployment-lambda',
    actions: ['events:PutEvents'],
    because: 'Publishes the states of resources of a stopped run whose stop event was lost; the scenarios lose none.',
  },
  {
    holders: 'end-run-lambda',
    actions: ['states:DescribeExecution'],
    because: 'Releases a shared lock that a stopped run holds too; no run of the scenarios fails with such a lock.',
  },
  {
    holders: 'check-data-lambda',
    actions: ['s3:ListBucket'],
    because: 'For csv that are deleted while their rows are read; the scenarios delete none.',
  },
  {
    holders: 'service',
    actions: ['kms:DescribeKey', 'kms:ListGrants'],
    because: 'Personalize documents them; the local Personalize uses a key for the data bucket only.',
  },
  {
    holders: 'service',
    actions: ['s3:PutObject'],
    on: '/attribution/*',
    because: 'For reports of metric attributions; the scenarios import without `publishAttributionMetricsToS3`.',
  },
  {
    holders: 'policy of bucket data',
    actions: ['s3:PutObject'],
    on: '/attribution/*',
    because: 'For reports of metric attributions; the scenarios import without `publishAttributionMetricsToS3`.',
  },
  {
    holders: 'policy of bucket logs',
    actions: ['s3:PutObject'],
    because: 'For access logs; the local AWS writes none.',
  },
];
