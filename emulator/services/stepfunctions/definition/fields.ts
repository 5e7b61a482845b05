import { LIMITS } from '../limits';
import type { StateType } from './asl';

/** Rule for the value of a field. Each kind of rule is checked in `check-value.ts` or in `check-block.ts`. */
export type FieldRule =
  | { readonly kind: 'text' }
  | { readonly kind: 'flag' }
  | { readonly kind: 'language' }
  | { readonly kind: 'stateName' }
  | { readonly kind: 'resource' }
  /** Any JSON, also with expressions. Expressions may read these members of `$states`: `input`, `context`, and the member named by `sees`. */
  | { readonly kind: 'template'; readonly sees?: 'result' | 'errorOutput' }
  | { readonly kind: 'assign'; readonly sees?: 'result' | 'errorOutput' }
  /** An expression, or a value of the given type. */
  | { readonly kind: 'computed'; readonly type: 'string' | 'boolean' | 'array' }
  | { readonly kind: 'computedInteger'; readonly min: number; readonly max: number }
  | { readonly kind: 'computedNumber'; readonly min: number; readonly max: number }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'number'; readonly min: number }
  | { readonly kind: 'timestamp' }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'errorNames' }
  | { readonly kind: 'list'; readonly of: 'retrier' | 'catcher' | 'choiceRule' | 'branch' }
  /** An object of states by name. */
  | { readonly kind: 'states' }
  | { readonly kind: 'processor' }
  | { readonly kind: 'processorConfig' };

export interface Fields {
  readonly required: Readonly<Record<string, FieldRule>>;
  readonly optional: Readonly<Record<string, FieldRule>>;
}

const COMMENT = { Comment: { kind: 'text' } } as const;
const ANY_STATE = {
  required: { Type: { kind: 'text' } },
  optional: { ...COMMENT, QueryLanguage: { kind: 'language' } },
} as const;
const TRANSITION = { Next: { kind: 'stateName' }, End: { kind: 'flag' } } as const;
const RESULTS = { Output: { kind: 'template' }, Assign: { kind: 'assign' } } as const;
const TASK_RESULTS = {
  Output: { kind: 'template', sees: 'result' },
  Assign: { kind: 'assign', sees: 'result' },
} as const;
const RECOVERY = {
  Retry: { kind: 'list', of: 'retrier' },
  Catch: { kind: 'list', of: 'catcher' },
} as const;
const BLOCK = { StartAt: { kind: 'stateName' }, States: { kind: 'states' } } as const;

/** Fields that the local Step Functions accepts in each state type of a JSONata machine (Amazon States Language; Step Functions developer guide). */
export const STATE_FIELDS: Readonly<Record<StateType, Fields>> = {
  Task: {
    required: { ...ANY_STATE.required, Resource: { kind: 'resource' } },
    optional: {
      ...ANY_STATE.optional,
      ...TRANSITION,
      ...TASK_RESULTS,
      ...RECOVERY,
      Arguments: { kind: 'template' },
      TimeoutSeconds: { kind: 'computedInteger', min: 1, max: LIMITS.seconds },
    },
  },
  Pass: { required: ANY_STATE.required, optional: { ...ANY_STATE.optional, ...TRANSITION, ...RESULTS } },
  Choice: {
    required: { ...ANY_STATE.required, Choices: { kind: 'list', of: 'choiceRule' } },
    optional: { ...ANY_STATE.optional, ...RESULTS, Default: { kind: 'stateName' } },
  },
  Wait: {
    required: ANY_STATE.required,
    optional: {
      ...ANY_STATE.optional,
      ...TRANSITION,
      ...RESULTS,
      Seconds: { kind: 'computedInteger', min: 0, max: LIMITS.seconds },
      Timestamp: { kind: 'timestamp' },
    },
  },
  Map: {
    required: { ...ANY_STATE.required, ItemProcessor: { kind: 'processor' } },
    optional: {
      ...ANY_STATE.optional,
      ...TRANSITION,
      ...TASK_RESULTS,
      ...RECOVERY,
      Items: { kind: 'computed', type: 'array' },
      ItemSelector: { kind: 'template' },
      MaxConcurrency: { kind: 'computedInteger', min: 0, max: Number.MAX_SAFE_INTEGER },
      // AWS also accepts the next two fields in an inline Map, although they have no effect in it.
      ToleratedFailureCount: { kind: 'computedInteger', min: 0, max: Number.MAX_SAFE_INTEGER },
      ToleratedFailurePercentage: { kind: 'computedNumber', min: 0, max: 100 },
    },
  },
  Parallel: {
    required: { ...ANY_STATE.required, Branches: { kind: 'list', of: 'branch' } },
    optional: {
      ...ANY_STATE.optional,
      ...TRANSITION,
      ...TASK_RESULTS,
      ...RECOVERY,
      Arguments: { kind: 'template' },
    },
  },
  Succeed: {
    required: ANY_STATE.required,
    optional: { ...ANY_STATE.optional, Output: { kind: 'template' } },
  },
  Fail: {
    required: ANY_STATE.required,
    optional: {
      ...ANY_STATE.optional,
      Error: { kind: 'computed', type: 'string' },
      Cause: { kind: 'computed', type: 'string' },
    },
  },
};

export const MACHINE_FIELDS: Fields = {
  required: BLOCK,
  optional: {
    ...COMMENT,
    QueryLanguage: { kind: 'language' },
    Version: { kind: 'oneOf', values: ['1.0'] },
    TimeoutSeconds: { kind: 'integer', min: 1, max: LIMITS.seconds },
  },
};

export const BRANCH_FIELDS: Fields = { required: BLOCK, optional: COMMENT };

export const PROCESSOR_FIELDS: Fields = {
  required: BLOCK,
  optional: { ...COMMENT, ProcessorConfig: { kind: 'processorConfig' } },
};

export const ELEMENT_FIELDS: Readonly<Record<'retrier' | 'catcher' | 'choiceRule', Fields>> = {
  retrier: {
    required: { ErrorEquals: { kind: 'errorNames' } },
    optional: {
      ...COMMENT,
      IntervalSeconds: { kind: 'integer', min: 1, max: LIMITS.seconds },
      MaxAttempts: { kind: 'integer', min: 0, max: LIMITS.seconds },
      BackoffRate: { kind: 'number', min: 1 },
      MaxDelaySeconds: { kind: 'integer', min: 1, max: LIMITS.maxDelaySeconds },
      JitterStrategy: { kind: 'oneOf', values: ['NONE', 'FULL'] },
    },
  },
  catcher: {
    required: { ErrorEquals: { kind: 'errorNames' }, Next: { kind: 'stateName' } },
    optional: {
      ...COMMENT,
      Output: { kind: 'template', sees: 'errorOutput' },
      Assign: { kind: 'assign', sees: 'errorOutput' },
    },
  },
  choiceRule: {
    required: { Condition: { kind: 'computed', type: 'boolean' }, Next: { kind: 'stateName' } },
    optional: { ...COMMENT, ...RESULTS },
  },
};

export const JSONPATH_FIELDS: readonly string[] = [
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'ItemsPath',
  'Iterator',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'SecondsPath',
  'TimestampPath',
  'MaxConcurrencyPath',
  'ToleratedFailureCountPath',
  'ToleratedFailurePercentagePath',
  'ErrorPath',
  'CausePath',
  'Variable',
  'And',
  'Or',
  'Not',
];

/** Fields that the local Step Functions does not implement, each with the end of its error message. */
export const REFUSED_FIELDS: Readonly<Record<string, string>> = {
  ...reasons('belongs to a distributed Map, which the local Step Functions does not implement', [
    'ItemReader',
    'ItemBatcher',
    'ResultWriter',
    'Label',
  ]),
  ...reasons('is not implemented by the local Step Functions', ['HeartbeatSeconds', 'Credentials']),
};

/** All error names that begin with `States.`. This prefix is reserved for Step Functions. */
export const STATES_ERRORS: readonly string[] = [
  'States.ALL',
  'States.BranchFailed',
  'States.DataLimitExceeded',
  'States.ExceedToleratedFailureThreshold',
  'States.HeartbeatTimeout',
  'States.Http.Socket',
  'States.IntrinsicFailure',
  'States.ItemReaderFailed',
  'States.NoChoiceMatched',
  'States.ParameterPathFailure',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.ResultPathMatchFailure',
  'States.ResultWriterFailed',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
];

function reasons(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
