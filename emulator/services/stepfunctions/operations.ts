/** An API operation: its input members, and the resource of its IAM permission. */
export interface OperationInfo {
  /** Input members that the local Step Functions accepts. A request with any other member is refused with an error that names the member. */
  readonly members: readonly string[];
  /** Input member with the ARN of the permission's resource. Undefined if the resource is `*` or a new machine. */
  readonly resource?: string;
}

const PAGING = ['maxResults', 'nextToken'];

export const OPERATIONS = {
  CreateStateMachine: {
    members: [
      'name',
      'definition',
      'roleArn',
      'type',
      'loggingConfiguration.*',
      'tracingConfiguration.*',
      'encryptionConfiguration.*',
      'tags.*',
    ],
  },
  UpdateStateMachine: {
    members: ['stateMachineArn', 'definition', 'roleArn', 'loggingConfiguration.*', 'tracingConfiguration.*'],
    resource: 'stateMachineArn',
  },
  DeleteStateMachine: { members: ['stateMachineArn'], resource: 'stateMachineArn' },
  DescribeStateMachine: { members: ['stateMachineArn'], resource: 'stateMachineArn' },
  ListStateMachines: { members: PAGING },
  ValidateStateMachineDefinition: { members: ['definition', 'type', 'severity', 'maxResults'] },
  StartExecution: {
    members: ['stateMachineArn', 'name', 'input', 'traceHeader'],
    resource: 'stateMachineArn',
  },
  DescribeExecution: { members: ['executionArn'], resource: 'executionArn' },
  StopExecution: { members: ['executionArn', 'error', 'cause'], resource: 'executionArn' },
  ListExecutions: { members: ['stateMachineArn', 'statusFilter', ...PAGING], resource: 'stateMachineArn' },
  GetExecutionHistory: {
    members: ['executionArn', 'reverseOrder', 'includeExecutionData', ...PAGING],
    resource: 'executionArn',
  },
  ListTagsForResource: { members: ['resourceArn'], resource: 'resourceArn' },
  TagResource: { members: ['resourceArn', 'tags.*'], resource: 'resourceArn' },
  UntagResource: { members: ['resourceArn', 'tagKeys'], resource: 'resourceArn' },
} as const satisfies Record<string, OperationInfo>;

export type OperationName = keyof typeof OPERATIONS;
