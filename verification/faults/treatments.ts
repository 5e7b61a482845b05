/**
 * What the fault generator makes of each error that the API models declare (declared-errors.json). Only errors that pass by themselves
 * are drawn. The others would be lies: about what is there, about the request, or about features that are not in use.
 */
export interface Treatments {
  /** Drawn: nothing was done, a later try may succeed. */
  readonly refused: readonly string[];
  /** Drawn: the service failed, before it did what was asked or after. */
  readonly failed: readonly string[];
  /** Not drawn: says what is there, or what its state is. The emulated service answers with it where it is true. */
  readonly state: readonly string[];
  /** Not drawn: says that the request is wrong. */
  readonly request: readonly string[];
  /** Not drawn: of features, permissions and keys that the deployed stack does not have or that do not change by themselves. */
  readonly unused: readonly string[];
}

/** By signing name. */
export const TREATMENTS: Readonly<Record<string, Treatments>> = {
  dynamodb: {
    refused: ['ProvisionedThroughputExceededException', 'RequestLimitExceeded', 'ThrottlingException'],
    failed: ['InternalServerError'],
    state: ['ConditionalCheckFailedException', 'ResourceNotFoundException'],
    request: [],
    // No secondary indexes, no transactions, no global tables.
    unused: [
      'ItemCollectionSizeLimitExceededException',
      'ReplicatedWriteConflictException',
      'TransactionConflictException',
    ],
  },
  events: { refused: [], failed: ['InternalException'], state: [], request: [], unused: [] },
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
    state: [
      'CodeArtifactUserDeletedException',
      'CodeArtifactUserFailedException',
      'ResourceNotFoundException',
    ],
    request: [
      'InvalidParameterValueException',
      'InvalidRequestContentException',
      'ModeNotSupportedException',
      'RequestTooLargeException',
      'SerializedRequestEntityTooLargeException',
      'UnsupportedMediaTypeException',
    ],
    // No SnapStart, no file systems, no key of a customer, no aliases, no durable executions; what Terraform has set stays right.
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
    // Of the kinds `inUse`, `inProgressLimit` and those of quota-pressure.ts: they pass by themselves, but only waiting helps.
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
    state: ['InvalidObjectState', 'NoSuchBucket', 'NoSuchKey'],
    request: [],
    unused: [],
  },
  scheduler: {
    // Of Update and Delete, a conflict is that of two changes at once; CreateSchedule says by it that the name is taken.
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
    // State machines are encrypted by AWS's own key.
    unused: ['KmsAccessDeniedException', 'KmsInvalidStateException', 'KmsThrottlingException'],
  },
};

/** Operations in which an error means something else than in the others of its service, so that it is not drawn. */
export const NOT_DRAWN_OF: Readonly<Record<string, readonly string[]>> = {
  CreateSchedule: ['ConflictException'],
};
