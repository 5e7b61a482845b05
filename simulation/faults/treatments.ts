/**
 * Classes of the errors that the API models declare (declared-errors.json). Only transient errors are drawn as faults. Other errors would
 * contradict the request or the state of the stack.
 */
export interface Treatments {
  /** Drawn errors of requests that were not carried out. A later attempt may succeed. */
  readonly refused: readonly string[];
  /** Drawn errors of a service that failed before or after it carried out the request. */
  readonly failed: readonly string[];
  /** Errors about the existence or state of a resource. They are not drawn, because the emulated service returns them when they apply. */
  readonly state: readonly string[];
  /** Errors about invalid requests. They are not drawn. */
  readonly request: readonly string[];
  /**
   * Errors about features and keys that the stack does not have, and about permissions and settings that do not change
   * by themselves. They are not drawn.
   */
  readonly unused: readonly string[];
}

/** Treatments by signing name of the service. */
export const TREATMENTS: Readonly<Record<string, Treatments>> = {
  dynamodb: {
    refused: [
      'ProvisionedThroughputExceededException',
      'RequestLimitExceeded',
      'ThrottlingException',
      'TransactionConflictException',
      'TransactionInProgressException',
    ],
    failed: ['InternalServerError'],
    // TransactionCanceledException after a conflict is a separate fault: transaction-conflicts.ts.
    state: ['ConditionalCheckFailedException', 'ResourceNotFoundException', 'TransactionCanceledException'],
    request: ['IdempotentParameterMismatchException'],
    // The stack has no secondary indexes and no global tables.
    unused: ['ItemCollectionSizeLimitExceededException', 'ReplicatedWriteConflictException'],
  },
  events: { refused: [], failed: ['InternalException'], state: [], request: [], unused: [] },
  monitoring: { refused: [], failed: [], state: [], request: ['InvalidNextToken'], unused: [] },
  lambda: {
    refused: [
      'CodeArtifactUserPendingException',
      'EC2ThrottledException',
      'EC2UnexpectedException',
      'ENILimitReachedException',
      'ENINotReadyException',
      'ResourceConflictException',
      'ResourceNotReadyException',
      'SubnetIPAddressLimitReachedException',
      'TooManyRequestsException',
    ],
    failed: ['ServiceException'],
    state: ['CodeArtifactUserDeletedException', 'CodeArtifactUserFailedException', 'ResourceNotFoundException'],
    request: [
      'InvalidParameterValueException',
      'InvalidRequestContentException',
      'ModeNotSupportedException',
      'RequestTooLargeException',
      'SerializedRequestEntityTooLargeException',
      'UnsupportedMediaTypeException',
    ],
    // The stack has no SnapStart, file systems, customer managed keys, aliases or durable executions. Settings that Terraform has written
    // do not change.
    unused: [
      'DurableExecutionAlreadyStartedException',
      'EC2AccessDeniedException',
      'EFSIOException',
      'EFSMountConnectivityException',
      'EFSMountFailureException',
      'EFSMountTimeoutException',
      'InvalidRuntimeException',
      'InvalidSecurityGroupIDException',
      'InvalidSubnetIDException',
      'InvalidZipFileException',
      'KMSAccessDeniedException',
      'KMSDisabledException',
      'KMSInvalidStateException',
      'KMSNotFoundException',
      'NoPublishedVersionException',
      'RecursiveInvocationException',
      'RuntimeAliasDeletedException',
      'RuntimeVersionDeletedException',
      'S3FilesMountConnectivityException',
      'S3FilesMountFailureException',
      'S3FilesMountTimeoutException',
      'ServiceQuotaExceededException',
      'SnapStartException',
      'SnapStartNotReadyException',
      'SnapStartRegenerationFailureException',
      'SnapStartTimeoutException',
    ],
  },
  personalize: {
    refused: [],
    failed: [],
    // ResourceInUseException and LimitExceededException are drawn by separate faults: `inUse`, `inProgressLimit` and the faults of
    // quota-pressure.ts.
    state: [
      'LimitExceededException',
      'ResourceAlreadyExistsException',
      'ResourceInUseException',
      'ResourceNotFoundException',
    ],
    request: ['InvalidInputException', 'InvalidNextTokenException', 'TooManyTagsException'],
    unused: [],
  },
  s3: {
    refused: [],
    failed: [],
    state: ['InvalidObjectState', 'NoSuchBucket', 'NoSuchKey', 'ObjectNotInActiveTierError'],
    request: [],
    unused: [],
  },
  scheduler: {
    // UpdateSchedule and DeleteSchedule return ConflictException for concurrent changes. CreateSchedule returns it for a taken name.
    refused: ['ConflictException', 'ThrottlingException'],
    failed: ['InternalServerException'],
    state: ['ResourceNotFoundException', 'ServiceQuotaExceededException'],
    request: ['ValidationException'],
    unused: [],
  },
  sns: {
    refused: ['KMSThrottlingException'],
    failed: ['InternalErrorException'],
    state: ['EndpointDisabledException', 'NotFoundException', 'PlatformApplicationDisabledException'],
    request: ['InvalidParameterException', 'InvalidParameterValueException', 'ValidationException'],
    unused: [
      'AuthorizationErrorException',
      'InvalidSecurityException',
      'KMSAccessDeniedException',
      'KMSDisabledException',
      'KMSInvalidStateException',
      'KMSNotFoundException',
      'KMSOptInRequired',
    ],
  },
  ssm: {
    refused: ['TooManyUpdates'],
    failed: ['InternalServerError'],
    state: ['ParameterAlreadyExists', 'ParameterNotFound'],
    request: [
      'HierarchyLevelLimitExceededException',
      'HierarchyTypeMismatchException',
      'InvalidAllowedPatternException',
      'InvalidFilterKey',
      'InvalidFilterOption',
      'InvalidFilterValue',
      'InvalidNextToken',
      'ParameterPatternMismatchException',
      'UnsupportedParameterType',
    ],
    // Parameters have no key, no policy and no labels, and there are fewer than 10,000.
    unused: [
      'IncompatiblePolicyException',
      'InvalidKeyId',
      'InvalidPolicyAttributeException',
      'InvalidPolicyTypeException',
      'ParameterLimitExceeded',
      'ParameterMaxVersionLimitExceeded',
      'PoliciesLimitExceededException',
    ],
  },
  states: {
    refused: ['ExecutionLimitExceeded'],
    failed: [],
    state: [
      'ExecutionAlreadyExists',
      'ExecutionDoesNotExist',
      'ResourceNotFound',
      'StateMachineDeleting',
      'StateMachineDoesNotExist',
    ],
    request: [
      'InvalidArn',
      'InvalidExecutionInput',
      'InvalidName',
      'InvalidToken',
      'StateMachineTypeNotSupported',
      'ValidationException',
    ],
    // State machines are encrypted with an AWS owned key.
    unused: ['KmsAccessDeniedException', 'KmsInvalidStateException', 'KmsThrottlingException'],
  },
};

/**
 * Errors that are not drawn for an operation, because they have another meaning for this operation than for the other
 * operations of the service.
 */
export const NOT_DRAWN_OF: Readonly<Record<string, readonly string[]>> = {
  CreateSchedule: ['ConflictException'],
};
